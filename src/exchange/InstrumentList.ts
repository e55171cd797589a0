import type { Reply } from '../http/Reply.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import { type Instrument, isInRange, isMeantBy } from './Instrument.js';

/** The instruments of one of an exchange's lists, as they were sent. */
export class InstrumentList<Row, List extends string = string> {
  readonly byId: ReadonlyMap<string, Instrument<Row, List>>;
  readonly replies: readonly Reply[];
  readonly #byPair: ReadonlyMap<string, Instrument<Row, List>[]>;

  constructor(instruments: readonly Instrument<Row, List>[], replies: readonly Reply[]) {
    this.byId = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    this.#byPair = groupByPair(this.byId.values());
    this.replies = replies;
  }

  /**
   * The instrument that a symbol means.
   *
   * @param now Unix ms.
   */
  find(symbol: FmzSymbol, now: number): Instrument<Row, List> | undefined {
    const { base, quote, contract } = symbol;
    const pair = this.#byPair.get(`${base}_${quote}`) ?? [];
    if (contract === undefined) return pair.find(({ kind }) => kind === 'spot');
    const named = pair.find(({ kind, id }) => kind !== 'spot' && id.toUpperCase() === contract.toUpperCase());
    return named ?? pair.find((instrument) => isMeantBy(instrument, contract, now));
  }

  /** What a range such as `USDT.swap` names: contracts that only their own ids name are not among them. */
  inRange(range: FmzSymbolRange): Instrument<Row, List>[] {
    return [...this.byId.values()].filter(
      (instrument) => instrument.standard && isInRange(instrument, range),
    );
  }
}

function groupByPair<T extends Instrument>(instruments: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const instrument of instruments) {
    const pair = `${instrument.base}_${instrument.quote}`.toUpperCase();
    const group = groups.get(pair);
    if (group) group.push(instrument);
    else groups.set(pair, [instrument]);
  }
  return groups;
}
