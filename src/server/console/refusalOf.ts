import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { say } from '../../wording/say.js';
import { TOKEN_HEADER } from './model.js';

/** The names of this machine. Any other one may have been made to lead here by whoever owns it (DNS rebinding). */
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Why a request to the console is refused.
 *
 * @param token of the page; `undefined` where the page itself is asked for.
 */
export function refusalOf(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  token: string | undefined,
): string | undefined {
  const { host = '', origin } = headers;
  if (!HOST.test(host)) return say('the console is reached as http://127.0.0.1 or http://localhost only');
  const own = origin?.toLowerCase() === `http://${host.toLowerCase()}`;
  if (origin === undefined ? method === 'POST' : !own) return say('another page may not ask the console');
  if (token === undefined) return undefined;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return say('another page may not ask the console');
  const shown = [headers[TOKEN_HEADER]].flat()[0] ?? '';
  return timingSafeEqual(digest(shown), digest(token))
    ? undefined
    : say('this page is out of date: load it again');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
