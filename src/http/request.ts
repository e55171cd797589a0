import type { Verb } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import type { CancelSignal } from './Cancellation.js';

/** A request as it goes over the wire: `url` and `body` are the exact bytes, in UTF-8. */
export interface HttpRequest {
  method: Verb;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** On the clock of `performance.now()`, in ms: it is never sent after it. */
  deadline: number;
  /** Ends the request; it is never sent after it is aborted. */
  signal: CancelSignal;
  /** How many new connections the host takes in a second. @default any number */
  newConnections?: number | undefined;
  /** Called once, just before the first byte goes to the exchange: until then, nothing of it has left this machine. */
  onSent?: (() => void) | undefined;
}

/** What URL does not change. */
const PLAIN_ORIGIN =
  /^https?:\/\/(?:localhost|127\.0\.0\.1|(?!.*xn--)(?:[a-z\d-]+\.)+[a-z]{2,})(?::(?:[1-9]\d{0,3}|[1-5]\d{4}))?$/;
const PLAIN_PATH = /^\/(?!\/)[\w\-.~/,:=%&?+@;$!*()]*$/;
const DEFAULT_PORT = /^http:.*:80$|^https:.*:443$/;
const DOTS = /\/\.|%2e/i;

/** Whether a path, with its query, is sent as it is written: URL would not change it, nor take it for something else. */
export function isPlainPath(path: string): boolean {
  return PLAIN_PATH.test(path) && !DOTS.test(path) && !path.endsWith('?');
}

/**
 * Where a request goes, and its path with its query, as URL reads them.
 *
 * @throws TypeError when it is not a URL.
 * @example splitUrl('https://www.okx.com/api/v5/public/time?a=1') // { origin: 'https://www.okx.com', path: '/api/v5/public/time?a=1' }
 */
export function splitUrl(text: string): { origin: string; path: string } {
  const at = text.indexOf('/', 'https://'.length);
  const [origin, path] = [text.slice(0, at), text.slice(at)];
  if (at > 0 && PLAIN_ORIGIN.test(origin) && !DEFAULT_PORT.test(origin) && isPlainPath(path)) {
    return { origin, path };
  }
  const url = new URL(text);
  return { origin: url.origin, path: url.pathname + url.search };
}

/** The host of an origin, with its port. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2);
}

/** Values of a query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The query string of a path, percent-encoded, with its leading question mark; empty where there is nothing in it.
 *
 * @throws ProtocolError on half a character, which has no bytes: `\ud800` in JSON.
 * @example encodeQuery({ instId: 'BTC-USDT', limit: 100 }) // '?instId=BTC-USDT&limit=100'
 */
export function encodeQuery(query: Query = {}): string {
  let text = '';
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    text += `${text === '' ? '?' : '&'}${encodePart(name, name)}=${encodePart(String(value), name)}`;
  }
  return text;
}

function encodePart(text: string, name: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new ProtocolError(
      say('{name} holds half a character (such as {example}), which cannot be sent', {
        name: quote(name),
        example: '\\ud800',
      }),
      {
        cause,
      },
    );
  }
}
