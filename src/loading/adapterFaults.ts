import { fileURLToPath } from 'node:url';
import type { Exchange } from '../adapter/Exchange.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { NetworkError } from '../http/NetworkError.js';
import { oneLine, quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { shortPath } from './sources.js';
import { SourceError } from './translate.js';

/**
 * Why an adapter cannot be loaded, in one line that begins with the file, as seen from the working directory, and the
 * line where it is known.
 *
 * @param entry the file that was imported.
 * @param files the adapter's own files.
 * @example 'exchanges/bybit/parse.ts:12: Unexpected token'
 */
export function describeLoadError(error: unknown, entry: string, files: ReadonlyMap<string, string>): string {
  try {
    return describe(error, entry, files);
  } catch {
    // What an adapter throws may throw in turn when it is looked at.
    return at(entry, undefined, messageOf(error));
  }
}

function describe(error: unknown, entry: string, files: ReadonlyMap<string, string>): string {
  if (error instanceof SourceError) return at(error.file, error.line, oneLine(error.message));
  if (!(error instanceof Error)) {
    return at(
      entry,
      undefined,
      say('throws {thrown}, which is not an Error', {
        thrown: error === undefined ? 'undefined' : quote(error),
      }),
    );
  }
  const { file = entry, line } = findFrame(error, files) ?? {};
  const kind = error.name === 'Error' || error.name === 'TypeError' ? '' : `${error.name}: `;
  return at(file, line, oneLine(kind + error.message) || say('throws an error without a message'));
}

function at(file: string, line: number | undefined, reason: string): string {
  return `${placeOf(file, line)}: ${reason}`;
}

function placeOf(file: string, line: number | undefined): string {
  return `${shortPath(file)}${line === undefined ? '' : `:${line}`}`;
}

/**
 * Where in an adapter's own files an error comes from: the innermost line of them; `undefined` where none is known.
 *
 * @example findPlace(error, files) // 'exchanges/bybit/parse.ts:12'
 */
function findPlace(error: unknown, files: ReadonlyMap<string, string>): string | undefined {
  if (error instanceof SourceError) return placeOf(error.file, error.line);
  const frame = error instanceof Error ? findFrame(error, files) : undefined;
  return frame && placeOf(frame.file, frame.line);
}

/** The innermost place in the adapter's own files. */
function findFrame(
  { stack = '', message }: Error,
  files: ReadonlyMap<string, string>,
): { file: string; line: number } | undefined {
  // The message may hold a stack of its own.
  const trace = /\n\s+at /.test(message) ? stack.replace(message, '') : stack;
  for (const [, place = '', line] of trace.matchAll(
    /^(?:.*\(| *at (?:async )?)?(\S.*?):(\d+)(?::\d+)?\)?$/gm,
  )) {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (files.has(file)) return { file, line: Number(line) };
  }
  return undefined;
}

/** The code of an adapter that somebody wrote for fmzproto failed: not the request, and not the exchange. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault';
  /** The innermost line of the adapter's own: `exchanges/mine/parse.ts:12`. */
  readonly place: string;

  constructor(place: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.place = place;
  }
}

/**
 * The same exchange, whose faults say where in its author's files they come from. What was said of a request, of the exchange
 * or of the way to it stays as it is.
 *
 * @param files the adapter's own, by full path.
 */
export function locateFaults(exchange: Exchange, files: ReadonlyMap<string, string>): Exchange {
  const located = (error: unknown): unknown => {
    if (error instanceof ProtocolError || error instanceof NetworkError || error instanceof ExchangeError)
      return error;
    const place = findPlace(error, files);
    return place === undefined ? error : new AdapterFault(place, error);
  };
  const { wrap } = exchange;
  return {
    ...exchange,
    ...(wrap && { wrap: (inner: Exchange) => locateFaults(wrap(inner), files) }),
    locate: located,
  };
}
