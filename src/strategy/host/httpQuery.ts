import { Buffer } from 'node:buffer';
import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { timerFor } from '../timers.js';
import type { HttpAnswer, HttpOptions } from './httpOptions.js';

/** As FMZ has it, in ms. */
const TIMEOUT = 300_000;
const REDIRECTS = 10;
/** What a timer takes at most, in ms. */
/** Bytes of an answer. */
const MOST = 64 * 1024 * 1024;

/**
 * FMZ's HttpQuery, over Node's own client, which reaches every port. It is sent once, follows redirections, and never fails:
 * what went wrong is in the answer.
 *
 * @param stopped ends it.
 */
export async function httpQuery(
  address: string,
  options: HttpOptions,
  stopped: AbortSignal,
): Promise<HttpAnswer> {
  const method = (options.method ?? 'GET').toUpperCase();
  let host = '';
  try {
    const url = addressOf(address);
    host = url.host;
    if (options.proxy) throw new Error(say('requests through a proxy are not supported here'));
    const { status, headers, body } = await follow(url, method, options, stopped);
    return {
      StatusCode: status,
      Reason: http.STATUS_CODES[status] ?? '',
      Header: headers,
      Body: textOf(body, options),
      Length: body.length,
    };
  } catch (error) {
    const why = `${method} ${host}: ${oneLine(messageOf(error))}`;
    return { StatusCode: 0, Reason: '', Header: {}, Body: '', Length: 0, Error: why };
  }
}

/** Only http and https: nothing of this machine's files is one. */
function addressOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new Error(say('the address must begin with http:// or https://'));
}

interface Answered {
  status: number;
  headers: Record<string, string[]>;
  body: Buffer;
}

async function follow(
  start: URL,
  verb: string,
  options: HttpOptions,
  stopped: AbortSignal,
): Promise<Answered> {
  const deadline = Date.now() + (options.timeout && options.timeout > 0 ? options.timeout : TIMEOUT);
  let url = start;
  let method = verb;
  let { body } = options;
  for (let left = REDIRECTS; ; left -= 1) {
    const headers = headersOf(options, url.host === start.host);
    const answer = await send({ url, method, headers, body, deadline, stopped });
    const target = answer.headers.Location?.[0];
    if (answer.status < 300 || answer.status > 399 || answer.status === 304 || target === undefined)
      return answer;
    if (left === 0) throw new Error(say('redirected more than {count} times', { count: REDIRECTS }));
    url = addressOf(new URL(target, url).href);
    if (answer.status < 307 && method !== 'HEAD') {
      method = 'GET';
      body = undefined;
    }
  }
}

/** Keys may be in headers: they go to the host that they were written for. */
function headersOf({ headers = {}, cookie }: HttpOptions, own: boolean): OutgoingHttpHeaders {
  if (!own) return { 'accept-encoding': 'gzip' };
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    'accept-encoding': 'gzip',
    ...Object.fromEntries(texts),
    ...(cookie !== undefined && cookie !== '' && { cookie }),
  };
}

interface Sent {
  url: URL;
  method: string;
  headers: OutgoingHttpHeaders;
  body: string | undefined;
  /** Unix time in ms. */
  deadline: number;
  stopped: AbortSignal;
}

function send({ url, method, headers, body, deadline, stopped }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const library = url.protocol === 'https:' ? https : http;
    const request = library.request(url, { method, headers, signal: stopped });
    const timer = setTimeout(
      () => request.destroy(new Error(say('no answer within the time-out'))),
      timerFor(deadline - Date.now()),
    );
    let answered = false;
    request.on('close', () => {
      clearTimeout(timer);
      // What leads to another protocol, as of CONNECT and WebSockets, is no answer to Node, and no error.
      if (!answered) reject(new Error(say('the connection was given up without an answer')));
    });
    request.on('error', (error) => reject(error));
    request.on('response', (response) => {
      answered = true;
      receive(response).then(resolve, reject);
    });
    request.end(body === undefined ? undefined : Buffer.from(body, 'latin1'));
  });
}

async function receive(response: IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > MOST) throw new Error(say('the answer is longer than 64 MB'));
    chunks.push(chunk);
  }
  const headers: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(response.headersDistinct))
    headers[canonical(name)] = values ?? [];
  return {
    status: response.statusCode ?? 0,
    headers,
    body: await decompressed(Buffer.concat(chunks), response.headers['content-encoding']),
  };
}

/** As Go writes names of headers, whose docker FMZ's is: `Content-Type`. */
function canonical(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

async function decompressed(body: Buffer, coding: string | undefined): Promise<Buffer> {
  const limit = { maxOutputLength: MOST };
  if (body.length === 0) return body;
  if (coding === 'gzip' || coding === 'x-gzip') return promisify(zlib.gunzip)(body, limit);
  if (coding === 'deflate') return promisify(zlib.inflate)(body, limit);
  return coding === 'br' ? promisify(zlib.brotliDecompress)(body, limit) : body;
}

function textOf(body: Buffer, { format, charset }: HttpOptions): string {
  if (format === 'hex' || format === 'base64') return body.toString(format);
  return charset ? new TextDecoder(charset).decode(body) : body.toString('utf8');
}
