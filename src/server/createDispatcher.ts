import { setMaxListeners } from 'node:events';
import type { Answer } from '../adapter/Api.js';
import { timeIsUp } from '../http/deadline.js';
import { NetworkError } from '../http/NetworkError.js';
import {
  type Credentials,
  paramsTextOf,
  type RequestEnvelope,
  requestEnvelope,
} from '../protocol/envelope.js';
import { isWrite } from '../protocol/isWrite.js';
import { encodeJson, parseJson } from '../protocol/json.js';
import { type MethodName, methods } from '../protocol/methods.js';
import { cutLong, oneLine, quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import { methodSpellings, resolveMethod } from '../protocol/resolveMethod.js';
import { suggest } from '../protocol/suggest.js';
import type { Registry } from '../runtime/registry.js';
import { Secrets } from '../runtime/Secrets.js';
import { describeError } from './describeError.js';
import type { RequestEntry } from './Log.js';
import type { HeldKeys } from './RecentKeys.js';

/** A request as it arrived. */
export interface Incoming {
  /** The path without its slashes; empty for the default exchange. */
  exchange: string;
  /** The Http-Method header: the verb of `exchange.IO`. */
  verb: string | undefined;
  /** Reads the body; rejects with ProtocolError where it is too large. */
  readBody(signal: AbortSignal): Promise<string>;
  /** Aborted when nobody waits for the answer any more, where that can be known. */
  gone?: AbortSignal;
}

/** Answers one request with the text of one JSON object, whatever happens. */
export type Dispatcher = (incoming: Incoming) => Promise<string>;

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
  /** Told of the keys of a request before anything is done with them. */
  onKeys(keys: Credentials): HeldKeys | undefined;
  onAnswer(entry: RequestEntry): void;
  /** Told what the log should show though it fails no call, without the keys of the request. */
  onWarning(text: string): void;
}): Dispatcher {
  return async (incoming) => {
    const entry = new Entry();
    let text: string;
    try {
      text = encodeAnswer(
        await withDeadline(options.timeout, entry, incoming.gone, (signal) =>
          answer(incoming, entry, signal),
        ),
      );
      entry.ok = true;
    } catch (error) {
      entry.fail(error);
      text = JSON.stringify({ error: entry.error });
    }
    options.onAnswer(entry.close());
    entry.held?.release();
    return text;
  };

  async function answer(incoming: Incoming, entry: Entry, signal: AbortSignal): Promise<Answer<unknown>> {
    const body = await incoming.readBody(signal);
    const unnamed = incoming.exchange === '' || incoming.exchange.toLowerCase() === 'exchange';
    const open = options.registry.find(unnamed ? options.defaultExchange : incoming.exchange);
    entry.exchange = open.exchange.name;
    const envelope = readEnvelope(body);
    entry.secrets.add(envelope);
    entry.held = options.onKeys(envelope);
    entry.method = 'unknown';
    entry.symbol = symbolOf(envelope.params);
    const { name, params, verb, path } = resolve(envelope, incoming.verb, body);
    entry.method = methods[name].fmz;
    entry.path = path;
    entry.writing = isWrite(name, verb);
    entry.silent = !open.announcesChanges;
    entry.entered = true;
    return open.call({
      method: name,
      params,
      credentials: { access_key: envelope.access_key, secret_key: envelope.secret_key },
      deadline: entry.started + options.timeout,
      signal,
      onUpstream: ({ verb, signature, writes }) => {
        entry.upstream += 1;
        // Some exchanges are asked by POST, too: who sends it knows.
        entry.wrote ||= writes ?? verb !== 'GET';
        entry.writing ||= writes === true;
        entry.secrets.addValues(signature);
      },
      onChange: () => {
        entry.changed = true;
      },
      onWarning: (text) => options.onWarning(entry.secrets.redact(text)),
      onSecrets: (values) => {
        entry.secrets.addValues(values);
        entry.held?.add(values);
      },
    });
  }
}

/** What becomes known of a request on its way, for its line in the log and for its error. */
class Entry implements RequestEntry {
  /** In ms of `performance.now()`. */
  readonly started = performance.now();
  readonly secrets = new Secrets();
  held: HeldKeys | undefined;
  exchange = '';
  method = '';
  symbol = '';
  path: string | undefined;
  ok = false;
  error: string | undefined;
  causes: readonly string[] = [];
  milliseconds = 0;
  upstream = 0;
  /** Whether it may change something at the exchange. */
  writing = false;
  /** Whether a request that may change something was sent. */
  wrote = false;
  /** Whether the adapter has changed something by itself. */
  changed = false;
  /** Whether the adapter may do something that nobody tells of. */
  silent = false;
  /** Whether the adapter has been asked. */
  entered = false;

  fail(error: unknown): void {
    const clean = (text: string) => this.secrets.redact(cutLong(text));
    const written = this.writing && (this.wrote || this.changed || (this.silent && this.entered));
    const { line, causes } = describeError(error, {
      ...{
        writing: this.writing,
        written,
        posted: this.writing && this.wrote,
        sent: this.upstream > 0,
        clean,
      },
    });
    this.error = line;
    this.causes = causes;
  }

  close(): RequestEntry {
    const { exchange, method, ok, error, causes, upstream } = this;
    return {
      exchange,
      method,
      symbol: oneLine(this.secrets.redact(this.symbol), 60),
      ...(this.path !== undefined && { path: oneLine(this.secrets.redact(this.path), 200) }),
      ok,
      ...(error !== undefined && { error }),
      causes,
      milliseconds: Math.round(performance.now() - this.started),
      upstream,
    };
  }
}

/**
 * Runs `work` with a signal that is aborted shortly before the time is up, and rejects when it is. Whatever ends it, the
 * signal is aborted before anybody is told: what was not sent by then is never sent.
 */
async function withDeadline<T>(
  timeout: number,
  entry: Readonly<Entry>,
  gone: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // One request may wait for many pages at once.
  setMaxListeners(0, controller.signal);
  const grace = Math.min(100, timeout / 10);
  const leave = () => controller.abort(new DOMException('nobody waits for the answer', 'AbortError'));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => {
      const outcome = entry.entered ? 'unknown' : 'rejected';
      reject(new NetworkError(`no answer within ${timeout / 1000} s`, { outcome }));
    };
    // One timer sets the other: of two that a stopped process finds due, either may come first.
    timer = setTimeout(() => {
      controller.abort(timeIsUp());
      timer = setTimeout(giveUp, Math.max(0, entry.started + timeout - performance.now()));
    }, timeout - grace);
  });
  if (gone?.aborted) leave();
  else gone?.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    gone?.removeEventListener('abort', leave);
    controller.abort(new DOMException('the request has been answered', 'AbortError'));
  }
}

function readEnvelope(body: string): RequestEnvelope {
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
  return parseWith(requestEnvelope, json);
}

interface Resolved {
  name: MethodName;
  params: unknown;
  /** Of an IO call to the exchange's own API. */
  verb?: string;
  path?: string;
}

function resolve({ method, params }: RequestEnvelope, header: string | undefined, body: string): Resolved {
  const io = /^__api_(.*)$/is.exec(method.trim())?.[1];
  if (io !== undefined && !io.startsWith('/fmz/')) {
    const verb = header?.trim().toUpperCase() ?? 'GET';
    const text = paramsTextOf(body);
    return { name: 'io', params: { verb, path: io, params, ...(text && { text }) }, verb, path: io };
  }
  const resolved = resolveMethod(io?.slice('/fmz/'.length) ?? method);
  // IO comes as __api_ and a path, never by its name.
  if (!resolved || resolved.name === 'io') {
    const near = suggest(
      io?.slice('/fmz/'.length) ?? method,
      methodSpellings.filter((name) => name.toLowerCase() !== 'io'),
    );
    const hint = near === undefined ? '' : `: did you mean ${near}?`;
    throw new ProtocolError(`unknown method ${quote(io ?? method)} with params ${shapeOf(params)}${hint}`);
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
  if ('symbol' in params && typeof params.symbol === 'string') return params.symbol;
  if ('id' in params && typeof params.id === 'string') return params.id;
  return '';
}

function encodeAnswer({ data, raw }: Answer<unknown>): string {
  return raw === undefined
    ? `{"data":${encodeJson(data)}}`
    : `{"data":${encodeJson(data)},"raw":${encodeJson(raw)}}`;
}
