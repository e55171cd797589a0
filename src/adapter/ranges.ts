import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { foldCase } from '../protocol/spelling.js';
import type { FmzSymbolRange } from '../protocol/symbol.js';
import { usualMargins } from '../protocol/symbolFaults.js';
import { say } from '../wording/say.js';
import { isInRange, type NamedInstrument } from './Instrument.js';
import type { InstrumentSource } from './instrumentSource.js';
import { likelyNames, nearSymbol } from './nearSymbol.js';

/** What is listed, by ids. */
interface Listed {
  readonly named: ReadonlyMap<string, NamedInstrument>;
}

/** Where lists are read, each only where those before it do not know a range. */
interface Reads<Lists> {
  exchange: string;
  /** Those that may hold it, as they are known. */
  own(): Promise<Lists>;
  all(): Promise<Lists>;
  /** Those that may hold it, read once more. */
  renewed(): Promise<Lists>;
}

/**
 * The lists that hold what a range such as `USDT.swap` names.
 *
 * @throws ProtocolError where nothing is quoted in its currency, as `EURUSD.swap` has it: an empty answer would be taken for an
 * account that holds nothing.
 */
export async function listsOfRange<Lists extends readonly Listed[]>(
  range: FmzSymbolRange,
  { exchange, own, all, renewed }: Reads<Lists>,
): Promise<Lists> {
  const known = await own();
  if (isKnown(range, known) || isKnown(range, await all())) return known;
  const again = await renewed();
  if (isKnown(range, again)) return again;
  const meant = nearSymbol(range.quote, likelyNames(instrumentsOf(await all())));
  const facts = { range: quote(range.name), currency: range.quote, exchange };
  throw new ProtocolError(
    meant === undefined
      ? say(
          '{range} means all that is quoted in {currency}, and {exchange} has nothing that is: GetMarkets lists what is available',
          facts,
        )
      : say(
          '{range} means all that is quoted in {currency}, and {exchange} has nothing that is: did you mean {meant}?',
          { ...facts, meant },
        ),
  );
}

/**
 * Tells by its id what a range holds.
 *
 * @param lists the names of those that were `loaded`.
 */
export function heldBy<List extends string>(
  source: Pick<InstrumentSource<never, List>, 'delistedKind' | 'delistedName'>,
  range: FmzSymbolRange,
  [name]: readonly List[],
  loaded: readonly Listed[],
): (id: string) => boolean {
  return (id) => {
    const [instrument] = loaded.flatMap(({ named }) => named.get(id) ?? []);
    if (instrument) return isInRange(instrument, range);
    if (name === undefined) return false;
    const kind = source.delistedKind?.(id, name) ?? range.range;
    const [, quoted] = /_([^_.]+)(?:\.|$)/.exec(source.delistedName(id, name)) ?? [];
    return isInRange({ kind, quote: quoted ?? range.quote }, range);
  };
}

function isKnown({ quote: wanted }: FmzSymbolRange, lists: readonly Listed[]): boolean {
  const listed = instrumentsOf(lists);
  const folded = foldCase(wanted);
  // Whoever asks for all that a usual currency margins may find none; of an exchange that lists nothing, nothing is known.
  return (
    usualMargins.has(folded) || listed.length === 0 || listed.some((one) => foldCase(one.quote) === folded)
  );
}

function instrumentsOf(lists: readonly Listed[]): NamedInstrument[] {
  return lists.flatMap(({ named }) => [...named.values()]);
}
