import { deepStrictEqual } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request exactly as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** Without the query. */
  path: string;
  /** What follows the question mark, percent-encoded as it was sent; empty where there is none. */
  query: string;
  headers: IncomingHttpHeaders;
  /** Names and values in the order and spelling in which they were sent. */
  rawHeaders: [name: string, value: string][];
  body: string;
}

/** What the server answers. */
export interface ServerAnswer {
  /** @default 200 */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, everything else as JSON. */
  body: unknown;
}

/** Answers a request; `undefined` leaves it without an answer. */
export type Respond = (
  request: ReceivedRequest,
) => ServerAnswer | undefined | Promise<ServerAnswer | undefined>;

/**
 * What a request has to be: `GET /path?query` for one without a body, or its parts. A query or a body that is left out
 * must be empty; of the headers, those that are named are looked at.
 */
export type ExpectedRequest =
  | string
  | {
      method: string;
      path: string;
      query?: string;
      headers?: Readonly<Record<string, string>>;
      body?: string;
    };

/** An HTTP server on this machine that records what it is sent, byte for byte. */
export interface RecordingServer {
  /** Without a path: `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Everything that arrived so far, in the order of arrival. */
  readonly requests: ReceivedRequest[];
  /** Replace it to answer otherwise from now on. */
  answer: Respond;
  /** @throws AssertionError that shows the difference, unless exactly these requests arrived in this order. */
  expectRequests(expected: readonly ExpectedRequest[]): void;
  /** Stops, also where a request is still without its answer. @throws what `answer` threw. */
  close(): Promise<void>;
}

/**
 * Starts a server that takes the place of an exchange in a test.
 *
 * @param answer what each request is answered.
 * @example
 * const server = await startRecordingServer(() => ({ body: { code: '0', data: [] } }));
 * const exchange = testExchange(adapter, { baseUrl: server.url, keys });
 * await exchange.call('cancel', { id: 'BTC-USDT,1' });
 * server.expectRequests([{ method: 'POST', path: '/orders/cancel', body: '{"id":"1"}' }]);
 */
export async function startRecordingServer(answer: Respond): Promise<RecordingServer> {
  let failure: { error: unknown } | undefined;
  const http = createServer((incoming, response) => {
    respond(incoming, response).catch((error: unknown) => {
      failure ??= { error };
      response.destroy();
    });
  });

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    if (!request) return;
    server.requests.push(request);
    const reply = await server.answer(request);
    if (!reply) return;
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response
      .writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
      .end(text);
  }

  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const server: RecordingServer = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests: [],
    answer,
    expectRequests(expected) {
      const wanted = expected.map(toExpected);
      const actual = server.requests.map((request, index) => viewOf(request, wanted[index]));
      deepStrictEqual(actual, wanted);
    },
    async close() {
      if (http.listening) {
        const closed = once(http, 'close');
        http.close();
        http.closeAllConnections();
        await closed;
      }
      if (failure) throw failure.error;
    },
  };
  return server;
}

/** `undefined` where the client went away in the middle of its request. */
async function read(incoming: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  } catch {
    return undefined;
  }
  const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s);
  const { method = '', headers, rawHeaders } = incoming;
  return {
    method,
    path,
    query,
    headers,
    rawHeaders: rawHeaders.flatMap((name, at): [string, string][] =>
      at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [],
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

type View = Required<Exclude<ExpectedRequest, string>>;

function toExpected(expected: ExpectedRequest): View {
  if (typeof expected !== 'string') return { query: '', headers: {}, body: '', ...expected };
  const [method = '', target = ''] = expected.split(/ (.*)/s);
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  return { method, path, query, headers: {}, body: '' };
}

/** What arrived, with the headers that are looked at. */
function viewOf({ method, path, query, headers, body }: ReceivedRequest, expected: View | undefined): View {
  const named = Object.keys(expected?.headers ?? {}).map((name): [string, string] => [
    name,
    [headers[name.toLowerCase()] ?? []].flat().join(', '),
  ]);
  return { method, path, query, headers: Object.fromEntries(named), body };
}
