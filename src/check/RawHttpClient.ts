import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, Agent as SecureAgent } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { codeOf, messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** A request as it goes over the http. */
export interface RawRequest {
  /** @default 'POST' */
  verb?: 'GET' | 'POST';
  /** @default the path of the target */
  path?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Send the body in chunks, without announcing its length. */
  chunked?: boolean;
  /** @default a connection of its own for each request */
  agent?: Agent;
  /** How long to wait for the whole answer, in ms. @default the timeout of the run */
  patience?: number;
}

/** What was sent and what came. */
export interface RoundTrip {
  sent: { verb: string; path: string; headers: Readonly<Record<string, string>>; body: string };
  /** Absent where no complete answer came. */
  status?: number;
  text: string;
  /** Why there was no complete answer. */
  failure?: string;
  /** Whether the time of the run for an answer was over. */
  late: boolean;
  milliseconds: number;
}

/**
 * Sends requests to one plugin byte for byte, also such as no client library would: chunked, without a content type,
 * or half of one. Nothing is thrown: a lost connection is a finding.
 */
export class RawHttpClient {
  readonly path: string;
  /** Everything that was sent, in the order in which it ended. */
  readonly trips: RoundTrip[] = [];
  readonly #url: URL;
  readonly #timeout: number;

  /** @param timeout in ms, for each answer. */
  constructor(url: URL, timeout: number) {
    this.#url = url;
    this.#timeout = timeout;
    this.path = url.pathname;
  }

  async send(wanted: RawRequest): Promise<RoundTrip> {
    const { verb = 'POST', path = this.path, headers = {}, body = '' } = wanted;
    const started = performance.now();
    const answer = await this.#exchange({ ...wanted, verb, path, headers, body });
    const trip = {
      sent: { verb, path, headers, body: Buffer.from(body).toString() },
      ...answer,
      milliseconds: Math.round(performance.now() - started),
    };
    this.trips.push(trip);
    return trip;
  }

  /** Keeps one connection open from request to request; destroy it in the end. */
  createAgent(): Agent {
    const options = { keepAlive: true, maxSockets: 1 };
    return this.#url.protocol === 'https:' ? new SecureAgent(options) : new Agent(options);
  }

  /** A bare connection, on which nothing has been sent. */
  open(): Promise<Socket> {
    const { protocol, hostname, port } = this.#url;
    const host = hostname.replace(/^\[|\]$/g, '');
    const secure = protocol === 'https:';
    const place = { host, port: Number(port) || (secure ? 443 : 80) };
    return new Promise((resolve, reject) => {
      const socket = secure
        ? connectSecurely({ ...place, ...(isIP(host) === 0 && { servername: host }) }, () => resolve(socket))
        : connect(place, () => resolve(socket));
      socket.once('error', reject);
    });
  }

  #exchange(wanted: Required<Pick<RawRequest, 'verb' | 'path' | 'headers' | 'body'>> & RawRequest) {
    const { verb, path, headers, body, chunked, agent = false } = wanted;
    const patience = wanted.patience ?? this.#timeout;
    const post = this.#url.protocol === 'https:' ? requestHttps : requestHttp;
    const bytes = Buffer.from(body);
    return new Promise<Pick<RoundTrip, 'status' | 'text' | 'failure' | 'late'>>((resolve) => {
      const fail = (failure: string, late = false) => resolve({ text: '', failure, late });
      const outgoing: ClientRequest = post(this.#url, {
        method: verb,
        path,
        headers: chunked || verb === 'GET' ? headers : { ...headers, 'content-length': bytes.length },
        agent,
      });
      const timer = setTimeout(() => {
        fail(say('no answer within {patience} ms', { patience }), wanted.patience === undefined);
        outgoing.destroy();
      }, patience);
      outgoing.once('close', () => clearTimeout(timer));
      outgoing.on('error', (error) => fail(describe(error)));
      outgoing.once('response', (response) =>
        readText(response).then(resolve, (error) => fail(describe(error))),
      );
      if (chunked) for (let at = 0; at < bytes.length; at += 16) outgoing.write(bytes.subarray(at, at + 16));
      outgoing.end(chunked || verb === 'GET' ? undefined : bytes);
    });
  }
}

async function readText(response: IncomingMessage): Promise<{ status: number; text: string; late: boolean }> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), late: false };
}

function describe(error: unknown): string {
  const code = codeOf(error) ?? '';
  if (code === 'ECONNREFUSED') return say('the connection was refused');
  if (['ECONNRESET', 'EPIPE'].includes(code)) return say('the connection was dropped without an answer');
  return say('no valid HTTP answer came: {reason}', { reason: messageOf(error) });
}
