import type { Credentials } from '../../protocol/envelope.js';
import { quote } from '../../protocol/oneLine.js';
import { parseSymbol } from '../../protocol/symbol.js';
import { explainSymbol } from '../../protocol/symbolFaults.js';
import type { ExchangeSettings } from '../../strategy/settings.js';
import { say } from '../../wording/say.js';
import { parseAddress } from '../call/address.js';
import { UsageError } from '../terminal/errors.js';
import { readNumberedKeys } from '../terminal/keys.js';
import { readPeriod } from './lengths.js';
import type { Header } from './readHeader.js';

/** The flags that say which exchanges a strategy has. */
export interface ExchangeFlags {
  exchange: readonly string[];
  url: string | undefined;
  currency: readonly string[];
  name: readonly string[];
  label: readonly string[];
  period: string | undefined;
  precision: 'auto' | 'none';
}

/** What a strategy trades on where no exchange is named. */
const PAPER = 'Paper';

/** What functions without a symbol are about where nothing is said, and how long bars are, in s. */
const USUAL = { currency: 'BTC_USDT', period: 60 } as const;

/** The exchanges of a strategy without their addresses: `wire` is the name at the plugin. */
export type ChosenExchange = Omit<ExchangeSettings, 'url'> & { readonly wire: string };

/**
 * The exchanges of a strategy, by the flags and by its header, over which flags win.
 *
 * @throws UsageError where a flag is given more often than there are exchanges, and on values that nothing can be made of.
 */
export function chooseExchanges(flags: ExchangeFlags, header: Header): ChosenExchange[] {
  const names = namesOf(flags, header);
  refuseLists(names);
  const periodText = flags.period ?? header.period;
  // The oldest headers have minutes without a unit.
  const asWritten = flags.period === undefined ? periodText?.replace(/^\d+$/, '$&m') : periodText;
  const period = asWritten === undefined ? USUAL.period : readPeriod(asWritten);
  if (period === undefined && flags.period !== undefined)
    throw new UsageError(
      say('--period takes the length of bars, like 1m, 15m or 1d, not {value}', {
        value: quote(flags.period),
      }),
    );
  return names.map((wire, index) => {
    const told = header.exchanges[index] ?? (index === 0 ? undefined : header.exchanges[0]);
    const pick = (flag: 'currency' | 'name' | 'label') => pickFor(index, names.length, flag, flags[flag]);
    const currency = readCurrency(pick('currency')) ?? pairOf(told?.currency) ?? USUAL.currency;
    const name = pick('name') ?? (/^Futures_/.test(told?.eid ?? '') ? told?.eid : undefined) ?? wire;
    return {
      wire,
      name,
      label: pick('label') ?? name,
      currency,
      period: period ?? USUAL.period,
      precision: flags.precision,
      perpetualFor: perpetualFor(wire),
    };
  });
}

/** As many as the header has, of the same exchange. One that is named stands alone, unless it is Paper, which needs no keys. */
function namesOf({ exchange, url }: ExchangeFlags, { exchanges }: Header): readonly string[] {
  const [first = nameAt(url)] = exchange;
  if (exchange.length > 1 || (exchange.length === 1 && !isPaper(first))) return exchange;
  return Array.from({ length: Math.max(1, exchanges.length) }, () => first);
}

/** @throws UsageError where a name is several. */
function refuseLists(names: readonly string[]): void {
  const several = names.find((name) => name.includes(','));
  if (several === undefined) return;
  const each = several.split(',').map((name) => `--exchange ${name.trim()}`);
  throw new UsageError(
    say('--exchange takes one name, and is given again for the next: {each}', { each: each.join(' ') }),
  );
}

/** Paper has pairs and perpetuals; around an exchange it has that one's dated contracts, too, but not by FMZ's words. */
function perpetualFor(wire: string): ExchangeSettings['perpetualFor'] {
  if (/^paper$/i.test(wire)) return 'all';
  return isPaper(wire) ? 'words' : 'none';
}

/** Whether orders go to accounts of Paper, on its own prices or on those of an exchange. */
function isPaper(wire: string): boolean {
  return /^paper(\/|$)/i.test(wire);
}

/** The exchange of an address that has a path. */
function nameAt(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url) || new URL(url).pathname === '/') return PAPER;
  return decodeURIComponent(parseAddress(url, undefined).exchange);
}

/** One value is for all exchanges, several are for one each. */
function pickFor(index: number, count: number, flag: string, values: readonly string[]): string | undefined {
  if (values.length > 1 && values.length !== count)
    throw new UsageError(
      count === 1
        ? say('{flag} is given {times} times for one exchange: give it once for all, or once for each', {
            ...{ flag: `--${flag}`, times: values.length },
          })
        : say('{flag} is given {times} times for {count} exchanges: give it once for all, or once for each', {
            ...{ flag: `--${flag}`, times: values.length, count },
          }),
    );
  return values.length > 1 ? values[index] : values[0];
}

/**
 * What `--currency` was told; in upper case where it is typed in lower case, as the exchange's lists have it.
 *
 * @throws UsageError where it is no pair.
 */
function readCurrency(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!pairOf(text)) throw new UsageError(`--currency ${explainSymbol(text)}`);
  return text === text.toLowerCase() ? (parseSymbol(text)?.name ?? text) : text;
}

/** Old headers have a currency without the quote: it is no pair. */
function pairOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[^_\s]+_[^_\s]+$/.test(text) ? text : undefined;
}

/**
 * The keys of each exchange, by the environment. Paper takes any: where none are set, an account is opened for this run alone.
 *
 * @param fresh makes a name that nobody else has.
 */
export function keysOf(
  exchanges: readonly { wire: string }[],
  environment: NodeJS.ProcessEnv,
  fresh: () => string,
): Credentials[] {
  return exchanges.map(({ wire }, index) => {
    const keys = readNumberedKeys(environment, index);
    const absent = keys.access_key === '' && keys.secret_key === '';
    return absent && isPaper(wire) ? { access_key: fresh(), secret_key: 'paper' } : keys;
  });
}
