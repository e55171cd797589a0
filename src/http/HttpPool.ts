import { createFetch, FetchError } from 'ofetch';
import { Agent, Client, type Dispatcher, Pool } from 'undici';
import { readUtf8 } from '../protocol/json.js';
import { ConnectionPace } from './ConnectionPace.js';
import type { Connect } from './connect.js';
import { ACCEPTED, decompress, MAX_REPLY_BYTES, Reply, ReplyHeaders, sameName } from './Reply.js';
import type { HttpRequest } from './request.js';
import { describeFailure } from './requestFailures.js';
import { type Received, Sending } from './Sending.js';
import { TurnBatch } from './TurnBatch.js';

/** What has been made ready to send. */
export interface HttpPool {
  /** As `HttpClient` sends it. */
  send(request: HttpRequest): Promise<Reply>;
  /** Open connections, by origin. */
  readonly connections: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Keep-alive connections of undici, under ofetch. */
export function createHttpPool(connect: Connect): HttpPool {
  const pool = createPool(connect);
  const turn = new TurnBatch<Sending>((sending) => sending.dispatch(pool));
  // A standard Response takes neither every status nor every header, and longer than all else: one stands for all.
  const taken = new Response(null);
  /** By origin. */
  const paces = new Map<string, ConnectionPace>();
  // It is made once, too: what is made anew for each request is never optimized.
  const fetch = createFetch({
    fetch: async (_url, init) => {
      const sending = sendingOf(init);
      const received = await sending.start(turn);
      sending.reply = await toReply(received, sending.host);
      return taken;
    },
  });

  return {
    async send(request) {
      const sending = new Sending(request, headersOf(request));
      const asked = { method: request.method, retry: false as const, sending };
      try {
        sending.turn = await paceOf(sending.origin, request)?.enter(request.signal);
        await fetch.raw(request.url, asked);
        if (sending.reply) return sending.reply;
        throw new TypeError('ofetch did not send the request');
      } catch (error) {
        throw describeFailure(error instanceof FetchError ? error.cause : error, sending.host, sending);
      } finally {
        sending.turn?.leave();
      }
    },
    get connections() {
      return new Map(
        Object.entries(pool.stats).map(([origin, { connected }]) => [origin, Number(connected)]),
      );
    },
    close: () => pool.destroy(),
  };

  function paceOf(origin: string, { newConnections }: HttpRequest): ConnectionPace | undefined {
    if (newConnections === undefined) return undefined;
    const known = paces.get(origin);
    if (known?.perSecond === newConnections) return known;
    const pace = new ConnectionPace(newConnections);
    paces.set(origin, pace);
    return pace;
  }
}

/** What ofetch was asked with. */
function sendingOf(init: RequestInit | undefined): Sending {
  if (init && 'sending' in init && init.sending instanceof Sending) return init.sending;
  throw new TypeError('ofetch asks for something else');
}

const OPTIONS = { keepAliveTimeout: 30_000, maxResponseSize: MAX_REPLY_BYTES };

/** Keep-alive connections, each for one request at a time, so that one that is made is made for a known request. */
function createPool(connect: Connect): Agent {
  return new Agent({
    factory: (origin) => new Pool(origin, { factory: (origin) => createLine(origin, connect) }),
  });
}

function createLine(origin: URL, connect: Connect): Dispatcher {
  let sending: Sending | undefined;
  class Line extends Client {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      sending = options instanceof Sending ? options : undefined;
      return super.dispatch(options, handler);
    }
  }
  return new Line(origin, {
    ...OPTIONS,
    connect: (address, callback) => connect(sending, address, callback),
  });
}

/** What a request says besides what its sender says. */
function headersOf({ headers, body }: HttpRequest): HttpRequest['headers'] {
  let [coded, typed] = [false, body === undefined];
  for (const name of Object.keys(headers)) {
    coded ||= sameName(name, 'accept-encoding');
    typed ||= sameName(name, 'content-type');
  }
  const all = { ...headers };
  if (!coded) all['accept-encoding'] = ACCEPTED;
  if (!typed) all['content-type'] = 'application/json';
  return all;
}

async function toReply(received: Received, host: string): Promise<Reply> {
  const headers = new ReplyHeaders(received.headers);
  const coding = headers.get('content-encoding');
  const body = coding === null ? received.body : await decompress(received.body, coding);
  return new Reply(received.status, headers, readUtf8(body), host);
}
