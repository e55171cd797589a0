import { setMaxListeners } from 'node:events';
import type { Registry } from '../exchange/createRegistry.js';
import type { Answer } from '../exchange/defineExchange.js';
import { NetworkError } from '../http/NetworkError.js';
import { type Envelope, envelope, parseWith } from '../protocol/envelope.js';
import { parseJson } from '../protocol/json.js';
import { type MethodName, methods } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { oneLine, quote } from '../protocol/quote.js';
import { encodeJson } from '../protocol/RawJson.js';
import { resolveMethod } from '../protocol/resolveMethod.js';
import { causesOf, describeError } from './describeError.js';
import type { RequestEntry } from './Log.js';
import { redact } from './redact.js';

/** A request as it arrived. */
export interface Incoming {
  /** The path without its slashes; empty for the default exchange. */
  exchange: string;
  /** The Http-Method header: the verb of `exchange.IO`. */
  verb: string | undefined;
  /** Reads the body; rejects with ProtocolError where it is too large. */
  readBody(signal: AbortSignal): Promise<string>;
}

/** Answers one request with the text of one JSON object, whatever happens. */
export type Dispatcher = (incoming: Incoming) => Promise<string>;

interface Resolved {
  name: MethodName;
  params: unknown;
}

/**
 * The way of a request through the plugin.
 *
 * @param options.timeout the deadline of every answer, in ms.
 * @param options.defaultExchange for the empty path.
 */
export function createDispatcher(options: {
  registry: Registry;
  timeout: number;
  defaultExchange: string;
  onAnswer(entry: RequestEntry): void;
}): Dispatcher {
  return async (incoming) => {
    const started = Date.now();
    const entry: RequestEntry = {
      exchange: '',
      method: '',
      symbol: '',
      ok: false,
      causes: [],
      milliseconds: 0,
      upstream: 0,
    };
    const credentials = { access_key: '', secret_key: '' };
    const clean = (text: string) => redact(text, credentials);
    const asked = incoming.exchange === '' || incoming.exchange.toLowerCase() === 'exchange';
    let subject = '';
    let writing = false;
    let text: string;
    try {
      const answer = await withDeadline(options.timeout, entry, async (signal) => {
        const body = await incoming.readBody(signal);
        const { exchange, open } = options.registry.find(asked ? options.defaultExchange : incoming.exchange);
        entry.exchange = exchange.name;
        subject = exchange.name;
        const parsed = readEnvelope(body);
        Object.assign(credentials, { access_key: parsed.access_key, secret_key: parsed.secret_key });
        entry.method = oneLine(parsed.method, 80);
        entry.symbol = symbolOf(parsed.params);
        const { name, params } = resolve(parsed, incoming.verb);
        entry.method = name === 'io' ? `IO ${entry.method.slice('__api_'.length)}` : methods[name].fmz;
        subject = exchange.supports.includes(name) ? `${exchange.name} ${methods[name].fmz}` : '';
        writing =
          methods[name].access === 'write' && !(name === 'io' && incoming.verb?.toUpperCase() === 'GET');
        return open.call({
          method: name,
          params,
          credentials,
          deadline: started + options.timeout,
          signal,
          onUpstream: () => {
            entry.upstream += 1;
          },
        });
      });
      entry.ok = true;
      text = encodeAnswer(answer);
    } catch (error) {
      entry.ok = false;
      entry.error = describeError(error, writing, clean);
      entry.causes = causesOf(error).map(clean);
      text = JSON.stringify({ error: subject ? `${subject}: ${entry.error}` : entry.error });
    }
    entry.method = clean(entry.method);
    entry.symbol = clean(entry.symbol);
    entry.milliseconds = Date.now() - started;
    options.onAnswer(entry);
    return text;
  };
}

/** Runs `work` with a signal that is aborted shortly before the time is up, and rejects when it is. */
async function withDeadline<T>(
  timeout: number,
  entry: Readonly<RequestEntry>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // One request may wait for many pages at once.
  setMaxListeners(0, controller.signal);
  const reason = new DOMException('the deadline has passed', 'TimeoutError');
  const grace = Math.min(100, timeout / 10);
  const timers: NodeJS.Timeout[] = [];
  const late = new Promise<never>((_, reject) => {
    timers.push(
      setTimeout(() => controller.abort(reason), timeout - grace),
      setTimeout(() => {
        reject(
          new NetworkError(`no answer within ${timeout / 1000} s`, {
            outcome: entry.upstream > 0 ? 'unknown' : 'rejected',
          }),
        );
      }, timeout),
    );
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    timers.forEach(clearTimeout);
  }
}

function readEnvelope(body: string): Envelope {
  let json: unknown;
  try {
    json = parseJson(body);
  } catch {
    throw new ProtocolError(
      body.trim() === ''
        ? 'the request has no body: FMZ posts {"access_key", "secret_key", "method", "nonce", "params"}'
        : 'the request body is not valid JSON',
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ProtocolError(
      'the request body must be a JSON object: {"access_key", "secret_key", "method", "nonce", "params"}',
    );
  }
  return parseWith(envelope, json);
}

function resolve({ method, params }: Envelope, verb: string | undefined): Resolved {
  const io = /^__api_(.*)$/is.exec(method.trim())?.[1];
  if (io !== undefined && !io.startsWith('/fmz/')) {
    return { name: 'io', params: { verb: verb?.trim().toUpperCase() ?? 'GET', path: io, params } };
  }
  const resolved = resolveMethod(io?.slice('/fmz/'.length) ?? method);
  if (!resolved) {
    throw new ProtocolError(`unknown method ${quote(method)} with params ${shapeOf(params)}`);
  }
  return { name: resolved.name, params: { ...params, ...resolved.preset } };
}

/** The names and types of params, for the log of an unknown method; their values stay out of it. */
function shapeOf(params: object): string {
  const fields = Object.entries(params)
    .slice(0, 12)
    .map(
      ([name, value]) =>
        `${oneLine(name, 30)}: ${Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value}`,
    );
  return `{${fields.join(', ')}}`;
}

function symbolOf(params: object): string {
  if ('symbol' in params && typeof params.symbol === 'string') return oneLine(params.symbol, 40);
  if ('id' in params && typeof params.id === 'string') return oneLine(params.id, 60);
  return '';
}

function encodeAnswer({ data, raw }: Answer<unknown>): string {
  return raw === undefined
    ? `{"data":${encodeJson(data)}}`
    : `{"data":${encodeJson(data)},"raw":${encodeJson(raw)}}`;
}
