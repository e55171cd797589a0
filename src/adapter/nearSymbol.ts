import { contractIn, foldCase } from '../protocol/spelling.js';
import { lettersOf } from '../protocol/symbolFaults.js';
import { fixedSymbolsOf, type NamedInstrument, symbolOf } from './Instrument.js';

/** What people mean first: a pair itself, its perpetual contract, and then contracts with a date. */
const KINDS: readonly NamedInstrument['kind'][] = ['spot', 'swap', 'futures'];

/** The symbols of what is listed, one each, those of pairs themselves first. */
export function likelyNames(listed: readonly NamedInstrument[]): string[] {
  return KINDS.flatMap((kind) => listed.filter((one) => one.kind === kind)).flatMap((one) =>
    // Only the words of dated contracts move with time.
    one.kind === 'swap' ? [symbolOf(one, 0)] : fixedSymbolsOf(one).slice(0, 1),
  );
}

/**
 * The listed symbol that one which is not listed may mean: of the same pair, or of one that is spelled with other separators, a
 * letter more, a letter less, or two letters swapped; or a code that begins as it does. Another letter in the place of one
 * counts in the quote currency alone: LTC is no slip of BTC.
 *
 * @param names with the likeliest first.
 * @example nearSymbol('EUR_USD', ['EUR_USD.swap']) // 'EUR_USD.swap'
 * @example nearSymbol('US30_USD', ['US30']) // 'US30'
 */
export function nearSymbol(name: string, names: readonly string[]): string | undefined {
  const asked = foldCase(pairIn(name));
  const letters = lettersOf(asked);
  const [code] = asked.split('_');
  const distanceOf = (one: string) => {
    const pair = foldCase(pairIn(one));
    if (pair === asked) return 0;
    if (letters !== '' && lettersOf(pair) === letters) return 1;
    if (isSlip(asked, pair)) return 2;
    return !pair.includes('_') && pair.split('.')[0] === code ? 3 : undefined;
  };
  const near = names.flatMap((one) => {
    const distance = distanceOf(one);
    if (distance === undefined) return [];
    return [{ one, rank: distance * 2 + Number(contractIn(one) !== contractIn(name)) }];
  });
  return near.sort((one, other) => one.rank - other.rank)[0]?.one;
}

/** A symbol without what follows its pair: `BTC_USDT` of `BTC_USDT.swap`. */
export function pairIn(symbol: string): string {
  const contract = contractIn(symbol);
  return contract === undefined ? symbol : symbol.slice(0, -contract.length - 1);
}

function isSlip(asked: string, listed: string): boolean {
  const [long, short] = asked.length > listed.length ? [asked, listed] : [listed, asked];
  if (long.length - short.length > 1) return false;
  const letters = [...long];
  const at = letters.findIndex((letter, index) => letter !== short[index]);
  const rest = long.slice(at + 1);
  if (long.length > short.length) return rest === short.slice(at);
  if (rest === short.slice(at + 1)) return at > long.indexOf('_');
  return (
    long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
  );
}
