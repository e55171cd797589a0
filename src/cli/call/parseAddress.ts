import { quote } from '../../protocol/text.js';
import { DEFAULT_EXCHANGE, DEFAULT_URL } from '../defaults.js';
import { UsageError } from '../UsageError.js';

/** Where a plugin is. */
export interface Address {
  /** Scheme, host and port: what people are told, and where /healthz is. */
  origin: string;
  /** What requests for the exchange are posted to. */
  url: string;
  /** The exchange's name; empty where the address alone says it. */
  exchange: string;
}

/**
 * The address of an exchange at a plugin. An address with a path, as FMZ's configuration has it, is taken as it is
 * unless an exchange is named too.
 *
 * @throws UsageError
 * @example parseAddress('http://127.0.0.1:6666', 'OKX').url // 'http://127.0.0.1:6666/OKX'
 */
export function parseAddress(text: string, exchange: string | undefined): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const example = /^[\w.-]+:\d+$/.test(text) ? `http://${text}` : DEFAULT_URL;
    throw new UsageError(`${quote(text)} is no address of a plugin: use --url with one like ${example}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(
      `the address of a plugin has no user name, query or fragment: use --url with one like ${DEFAULT_URL}`,
    );
  }
  const { origin } = url;
  const path = url.pathname.replace(/\/+$/, '');
  if (path !== '' && exchange === undefined) return { origin, url: origin + path, exchange: path.slice(1) };
  const name = exchange ?? DEFAULT_EXCHANGE;
  return { origin, url: `${origin}${path}/${encodeURIComponent(name)}`, exchange: name };
}
