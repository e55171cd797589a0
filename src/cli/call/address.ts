import { decodePercents } from '../../protocol/decodePercents.js';
import { nameFullWidth } from '../../protocol/fullWidth.js';
import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { DEFAULT_EXCHANGE, DEFAULT_URL, withScheme } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';

/** Where a plugin is. */
export interface Address {
  /** Scheme, host and port: what people are told, and where /healthz is. */
  origin: string;
  /** What requests for the exchange are posted to. */
  url: string;
  /** The exchange's name: that of the path, where the address has one. */
  exchange: string;
}

/**
 * The address of an exchange at a plugin. An address with a path, as FMZ's configuration has it, is taken as it is,
 * and an exchange that is named besides has to be the same.
 *
 * @throws UsageError
 * @example parseAddress('http://127.0.0.1:6666', 'OKX').url // 'http://127.0.0.1:6666/OKX'
 */
export function parseAddress(text: string, exchange: string | undefined): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const example = withScheme(text) ?? DEFAULT_URL;
    const facts = { text: quote(text), example };
    const sentence = say('{text} is not the address of a plugin: use --url with one like {example}', facts);
    throw new UsageError(nameFullWidth(sentence, text));
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(
      say(
        'the address of a plugin cannot have a user name, a query or a fragment: use --url with one like {example}',
        { example: DEFAULT_URL },
      ),
    );
  }
  if (exchange !== undefined && (/^https?:/i.test(exchange) || withScheme(exchange))) {
    throw new UsageError(say('--exchange takes a name; give the address with --url'));
  }
  const { origin } = url;
  const path = url.pathname.replace(/\/+$/, '');
  if (path !== '') {
    const named = path.slice(1);
    if (exchange !== undefined && exchange.toLowerCase() !== decodePercents(named).toLowerCase()) {
      throw new UsageError(
        say(
          'the address {address} names {named}, but the exchange given is {exchange}: leave out one of the two',
          { address: origin + path, named: quote(named), exchange: quote(exchange) },
        ),
      );
    }
    return { origin, url: origin + path, exchange: named };
  }
  const name = exchange ?? DEFAULT_EXCHANGE;
  return { origin, url: `${origin}/${encodeURIComponent(name)}`, exchange: name };
}
