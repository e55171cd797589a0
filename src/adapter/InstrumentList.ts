import type { Reply } from '../http/Reply.js';
import { type FmzSymbol, type FmzSymbolRange, foldCase, pickSpelling } from '../protocol/symbol.js';
import {
  type Instrument,
  isInRange,
  isMeantBy,
  type NamedInstrument,
  type UnreadableInstrument,
} from './Instrument.js';

/** What is listed: with its row, or with what is wrong with it. */
type Listed<Row, List extends string> = Instrument<Row, List> | UnreadableInstrument<List>;

/** The instruments of one of an exchange's lists, as they were sent. Of two with the same id the first counts. */
export class InstrumentList<Row, List extends string = string> {
  readonly byId: ReadonlyMap<string, Instrument<Row, List>>;
  /** Those that can be read and those that cannot, by their ids. */
  readonly named: ReadonlyMap<string, NamedInstrument<List>>;
  readonly replies: readonly Reply[];
  readonly #byPair: ReadonlyMap<string, Listed<Row, List>[]>;

  /** @param unreadable those whose rows cannot be read. */
  constructor(
    instruments: readonly Instrument<Row, List>[],
    replies: readonly Reply[],
    unreadable: readonly UnreadableInstrument<List>[] = [],
  ) {
    this.byId = firstById(instruments);
    const listed = firstById<Listed<Row, List>>([...instruments, ...unreadable]);
    this.named = listed;
    this.#byPair = groupByPair(listed.values());
    this.replies = replies;
  }

  /**
   * The instrument that a symbol means.
   *
   * @param now Unix ms.
   * @throws ProtocolError where two that differ in upper and lower case alone may be meant.
   */
  find(symbol: FmzSymbol, now: number): Listed<Row, List> | undefined {
    const { base, quote, contract, written, name } = symbol;
    const pair = this.#byPair.get(foldCase(`${base}_${quote}`)) ?? [];
    const named = pair.filter(({ kind, id }) => kind !== 'spot' && foldCase(id) === foldCase(contract ?? ''));
    const meant =
      contract === undefined
        ? pair.filter(({ kind }) => kind === 'spot')
        : named.length > 0
          ? named
          : pair.filter((instrument) => isMeantBy(instrument, contract, now));
    const spellingOf = ({ base, quote }: NamedInstrument) => `${base}_${quote}`;
    const [asked = ''] = (written ?? name).split('.');
    const spelling = pickSpelling(asked, meant.map(spellingOf));
    return meant.find((instrument) => spellingOf(instrument) === spelling);
  }

  /** What a range such as `USDT.swap` names: contracts that only their own ids name are not among them. */
  inRange(range: FmzSymbolRange): Instrument<Row, List>[] {
    return [...this.byId.values()].filter(
      (instrument) => instrument.standard && isInRange(instrument, range),
    );
  }
}

function firstById<T extends NamedInstrument>(instruments: readonly T[]): Map<string, T> {
  const first = new Map<string, T>();
  for (const instrument of instruments) {
    if (!first.has(instrument.id)) first.set(instrument.id, instrument);
  }
  return first;
}

function groupByPair<T extends NamedInstrument>(instruments: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const instrument of instruments) {
    const pair = foldCase(`${instrument.base}_${instrument.quote}`);
    const group = groups.get(pair);
    if (group) group.push(instrument);
    else groups.set(pair, [instrument]);
  }
  return groups;
}
