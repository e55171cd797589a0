import { say } from '../../wording/say.js';
import { UsageError } from './errors.js';

/** The address that a plugin listens on unless it was told otherwise: this machine alone. */
export const DEFAULT_HOST = '127.0.0.1';

/** The port that a plugin listens on unless it was told otherwise. */
export const DEFAULT_PORT = 6666;

/** Where `call` looks for a plugin unless it was told otherwise. */
export const DEFAULT_URL = `http://${DEFAULT_HOST}:${DEFAULT_PORT}`;

/** The exchange that is asked where none is named. */
export const DEFAULT_EXCHANGE = 'OKX';

/** Where an author's adapters are looked for; it need not be there. */
export const DEFAULT_FOLDER = './exchanges';

/**
 * The address that was meant where only its scheme is missing; `undefined` where something else is typed.
 *
 * @example withScheme('127.0.0.1:6666/OKX') // 'http://127.0.0.1:6666/OKX'
 */
export function withScheme(text: string): string | undefined {
  return /^([\w.-]+|\[[\da-f:.]+\]):\d+(\/\S*)?$/i.test(text) ? `http://${text}` : undefined;
}

// Those that no proxy is asked for.
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origin of an exchange's API that `--base-url` gives.
 *
 * @param name what stands before it in the flag.
 * @param hint what to do with a path.
 * @throws UsageError when it has a path, and when keys would travel unencrypted.
 */
export function originOf(url: URL, name = '', hint = ''): string {
  const { pathname, search, hash, protocol, hostname, port, host } = url;
  // FIX has none of those schemes that have an origin.
  const origin = `${protocol}//${host.toLowerCase()}`;
  const address = name + origin;
  if (!/^\/?$/.test(pathname) || search !== '' || hash !== '') {
    throw new UsageError(
      say('--base-url takes an address without a path: {address}{hint}', { address, hint }),
    );
  }
  if (protocol === 'ws:' && !LOOPBACK.includes(hostname)) {
    throw new UsageError(
      say('--base-url {address} would bring prices that anybody on the way can change: use wss', { address }),
    );
  }
  if (protocol === 'http:' && !LOOPBACK.includes(hostname)) {
    throw new UsageError(say('--base-url {address} would send keys unencrypted: use https', { address }));
  }
  if (/^fix/.test(protocol) && port === '') {
    throw new UsageError(say('--base-url {address} names no port: write {address}:PORT', { address }));
  }
  if (protocol === 'fix:' && !LOOPBACK.includes(hostname)) {
    throw new UsageError(
      say('--base-url {address} would send passwords unencrypted: use fix+tls', { address }),
    );
  }
  return origin;
}
