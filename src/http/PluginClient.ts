import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { readUtf8 } from '../protocol/json.js';
import { say } from '../wording/say.js';
import { timeIsUp } from './deadline.js';
import { type ConnectionError, connectionCodeOf, isTimeout, NetworkError } from './NetworkError.js';

/** A request to a plugin. */
export interface PluginRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** How long to wait for the whole answer, in ms; it is never sent later. */
  timeout: number;
}

/** What a plugin answered, whatever its status. */
export interface PluginReply {
  status: number;
  text: string;
}

/**
 * Asks one plugin over Node's own HTTP client, which needs no time to load and reaches port 6666, which `fetch` refuses. Each
 * request is sent once, directly and without asking for compression; the connection is kept for the next one.
 */
export interface PluginClient {
  /** @throws NetworkError when no complete answer came: its outcome is `rejected` where nothing was sent. */
  send(request: PluginRequest): Promise<PluginReply>;
  close(): void;
}

/** @example await createPluginClient().send({ method: 'GET', url: 'http://127.0.0.1:6666/healthz', headers: {}, timeout: 3000 }) */
export function createPluginClient(): PluginClient {
  let agent: Agent | undefined;
  return {
    async send(request) {
      const { host, protocol } = new URL(request.url);
      const secure = protocol === 'https:';
      const library = await (secure ? import('node:https') : import('node:http'));
      agent ??= new library.Agent({ keepAlive: true });
      const options: RequestOptions & { rejectUnauthorized: true } = { agent, rejectUnauthorized: true };
      const progress: Progress = { host, leg: 'tcp', sent: false, status: 0 };
      try {
        const { body, coding } = await new Promise<Received>((resolve, reject) =>
          exchange(request, { library, options, secure, progress, resolve, reject }),
        );
        return { status: progress.status, text: readUtf8(await decode(body, coding, host)) };
      } catch (error) {
        throw progress.sent ? describeLost(error, progress) : await describeUnsent(error, progress);
      }
    },
    close: () => agent?.destroy(),
  };
}

/** How far a request has come. */
interface Progress {
  host: string;
  leg: 'tcp' | 'tls';
  /** Whether its first byte may have left this machine. */
  sent: boolean;
  /** Of the answer, once it has begun. */
  status: number;
}

interface Received {
  body: Buffer;
  coding: string | undefined;
}

interface ExchangeOptions {
  library: Pick<typeof import('node:http'), 'request'>;
  options: RequestOptions;
  secure: boolean;
  progress: Progress;
  resolve(received: Received): void;
  reject(error: Error): void;
}

/** Sends a request as soon as its connection stands, unless its time is up by then, and takes the answer. */
function exchange(request: PluginRequest, exchanged: ExchangeOptions): void {
  const { library, options, secure, progress, resolve, reject } = exchanged;
  const { method, url, headers, body = '', timeout } = request;
  const deadline = performance.now() + timeout;
  const length = method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {};
  const outgoing = library.request(url, { ...options, method, headers: { ...headers, ...length } });
  const giveUp = () => {
    const late = timeIsUp();
    reject(late);
    outgoing.destroy(late);
  };
  const timer = setTimeout(giveUp, timeout);
  outgoing.on('close', () => clearTimeout(timer));
  outgoing.on('error', reject);
  outgoing.once('socket', (socket) => {
    const write = () => {
      if (performance.now() >= deadline) return giveUp();
      progress.sent = true;
      outgoing.end(body);
    };
    if (outgoing.reusedSocket) return write();
    socket.once('connect', () => {
      progress.leg = secure ? 'tls' : 'tcp';
    });
    socket.once(secure ? 'secureConnect' : 'connect', write);
  });
  outgoing.on('information', ({ statusCode }) => {
    progress.status = statusCode;
  });
  outgoing.once('response', (incoming) => {
    progress.status = incoming.statusCode ?? 0;
    collect(incoming, progress.host).then(
      (received) => resolve({ body: received, coding: incoming.headers['content-encoding'] }),
      reject,
    );
  });
}

async function describeUnsent(error: unknown, { host, leg }: Progress): Promise<ConnectionError> {
  const { describeConnecting } = await import('./connectionFailures.js');
  return describeConnecting(error, { leg, host, proxy: undefined, advise: false });
}

function describeLost(error: unknown, { host, status }: Progress): NetworkError {
  if (error instanceof NetworkError) return error;
  return new NetworkError(`${host} ${lost(error, status)}`, { ...UNKNOWN, cause: error });
}

function lost(error: unknown, status: number): string {
  const code = connectionCodeOf(error);
  if (isTimeout(error)) return say('did not answer in time');
  if (status >= 100 && status < 200) return say('answered HTTP {status} and nothing after it', { status });
  if (code.startsWith('HPE_')) return say('answered with what is not HTTP');
  const closed = /^(ECONNRESET|EPIPE)$/.test(code);
  return say(closed ? 'closed the connection without an answer' : 'did not answer') + (code && ` (${code})`);
}

/** An answer may be so long, in bytes. */
const LONGEST = 64 * 1024 * 1024;

async function collect(incoming: IncomingMessage, host: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      length += chunk.length;
      if (length > LONGEST)
        throw new NetworkError(say('{host} answered with more than 64 MiB', { host }), UNKNOWN);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    throw new NetworkError(say('{host} closed the connection in the middle of its answer', { host }), {
      ...UNKNOWN,
      cause: error,
    });
  }
  return Buffer.concat(chunks);
}

const UNKNOWN = { outcome: 'unknown' } as const;

/** What a body holds, also where it is compressed though nobody asked for it. */
async function decode(body: Buffer, coding: string | undefined, host: string): Promise<Buffer> {
  if (coding === undefined) return body;
  const { decompress, UnreadableBody } = await import('./Reply.js');
  return decompress(body, coding).catch((cause: unknown) => {
    throw cause instanceof UnreadableBody
      ? new NetworkError(`${host} ${cause.message}`, { ...UNKNOWN, cause })
      : cause;
  });
}
