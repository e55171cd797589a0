import type { Data } from '../protocol/methods.js';
import { isPair, noteMeaning } from '../protocol/OddSymbol.js';
import { foldCase, pickSpelling } from '../protocol/spelling.js';
import type { Market } from '../protocol/structures.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import type { Answer } from './Api.js';
import { findInstrument, isOpen, listsOfSymbol, missing, symbolsAmong } from './findInstrument.js';
import type { FoundInstrument, Instrument } from './Instrument.js';
import { type InstrumentList, type KeptList, KeptLists } from './InstrumentList.js';
import type { InstrumentApi, InstrumentSource } from './instrumentSource.js';
import { heldBy, listsOfRange } from './ranges.js';
import { rawOf } from './readPages.js';
import { notContract, notOne } from './wrongKind.js';

/**
 * An exchange's instruments, kept in an adapter's state: read when they are first asked for, and refreshed behind the
 * scenes. A symbol that is on no list refreshes its list.
 *
 * @example createState: () => ({ instruments: new Instruments<InstrumentRow, 'spot'>(source) })
 */
export class Instruments<Row, List extends string = string, Caller extends InstrumentApi = InstrumentApi> {
  /** What they were made of. */
  readonly source: InstrumentSource<Row, List, Caller>;
  readonly #lists: KeptLists<Row, List, Caller>;

  constructor(source: InstrumentSource<Row, List, Caller>) {
    this.source = source;
    this.#lists = new KeptLists(source);
  }

  /** One of the lists. */
  async list(api: Caller, list: List): Promise<InstrumentList<Row, List>> {
    return (await this.#lists.get(api, list)).instruments;
  }

  /** All of the lists, read side by side. */
  all(api: Caller): Promise<InstrumentList<Row, List>[]> {
    return this.#load(api, this.source.lists);
  }

  /**
   * The instrument that a symbol means.
   *
   * @throws ProtocolError when the exchange does not have it, or lists it with a row that cannot be read.
   */
  async find(api: Caller, symbol: FmzSymbol): Promise<FoundInstrument<Row, List>> {
    const found = await this.#find(api, symbol);
    noteMeaning(symbol, found);
    return found;
  }

  async #find(api: Caller, symbol: FmzSymbol): Promise<FoundInstrument<Row, List>> {
    const { lists, refusal } = listsOfSymbol(this.source, symbol);
    const others = this.source.lists.filter((list) => !lists.includes(list));
    const kept = await this.#load(api, lists);
    const first = findInstrument(kept, symbol, api.now());
    // A class tells an instrument from those on other lists, too.
    const found =
      first?.class !== undefined || (!first && (isOpen(symbol) || kept.some(({ hasClasses }) => hasClasses)))
        ? findInstrument([...kept, ...(await this.#load(api, others))], symbol, api.now())
        : first;
    if (found && 'row' in found) return found;
    if (refusal && !found) throw refusal;
    const renewed = await this.#renew(api, lists);
    const again = findInstrument(
      renewed.map(({ list }) => list.instruments),
      symbol,
      api.now(),
    );
    if (again && 'row' in again) return again;
    throw missing(this.source, symbol, renewed, again ?? found);
  }

  /**
   * The contract that a symbol means.
   *
   * @throws ProtocolError when the symbol is one of spot, or the exchange does not have it.
   */
  async contract(api: Caller, symbol: FmzSymbol): Promise<FoundInstrument<Row, List>> {
    const isPlain = isPair(symbol) && symbol.contract === undefined;
    const found = isPlain ? undefined : await this.find(api, symbol);
    if (found && found.kind !== 'spot') return found;
    throw notContract(found?.name ?? symbol.name, isPlain ? `${symbol.name}.swap` : undefined);
  }

  /**
   * The instrument of a symbol where a range could stand as well.
   *
   * @throws ProtocolError when it is a range, or the exchange does not have it.
   */
  async one(api: Caller, symbol: FmzSymbol | FmzSymbolRange): Promise<FoundInstrument<Row, List>> {
    if ('range' in symbol) throw notOne(symbol.name);
    return this.find(api, symbol);
  }

  /** The instrument of an id, if it is on the list. */
  async byId(api: Caller, list: List, id: string): Promise<Instrument<Row, List> | undefined> {
    return (await this.list(api, list)).byId.get(id);
  }

  /**
   * An id of FMZ's, such as the first half of an order id, as the exchange spells it. One without lower-case letters is taken
   * as it is, and so is one that is not listed, in upper case.
   *
   * @example await instruments.spell(api, 'SPOT', 'tslax-usdt') // 'TSLAx-USDT'
   */
  async spell(api: Caller, list: List, id: string): Promise<string> {
    if (foldCase(id) === id) return id;
    const { named } = await this.list(api, list);
    return pickSpelling(id, named.keys()) ?? foldCase(id);
  }

  /**
   * An instrument as it is listed now: its list is read once more, unless this very call has read it, or that was done a
   * moment ago. One that is not to be had anew stays as it is.
   */
  renewed(api: Caller, instrument: Instrument<Row, List>): Promise<Instrument<Row, List>> {
    return this.#lists.renewed(api, instrument);
  }

  /** Notes that the exchange has refused something that a list allows. */
  suspect(api: Caller, list: List): void {
    this.#lists.suspect(api, list);
  }

  /** Whether a list is no longer to be believed, since it was last read. */
  isSuspect(api: Caller, list: List): boolean {
    return this.#lists.isSuspect(api, list);
  }

  /**
   * What `markets` answers: every symbol that means an instrument.
   *
   * @param toMarket `undefined` for what is listed, but not traded.
   */
  async markets(
    api: Caller,
    toMarket: (instrument: Instrument<Row, List>, symbol: string) => Market | undefined,
  ): Promise<Answer<Data<'markets'>>> {
    const lists = await this.all(api);
    const now = api.now();
    const markets = lists
      .flatMap(({ byId }) => [...byId.values()])
      .flatMap((instrument) =>
        symbolsAmong(lists, instrument, now).flatMap((symbol) => {
          const market = toMarket(instrument, symbol);
          return market
            ? { ...market, ...(instrument.class !== undefined && { class: instrument.class }) }
            : [];
        }),
      );
    return {
      data: Object.fromEntries(markets.map((market) => [market.symbol, market])),
      raw: rawOf([...new Set(lists.flatMap(({ replies }) => replies))]),
    };
  }

  /** Names instruments as FMZ does; made for a moment, since the words of dated contracts move with time. */
  async namer(api: Caller, lists: readonly List[]): Promise<(id: string, list: List) => string> {
    const names = [...new Set(lists)];
    const loaded = await this.#load(api, names);
    const all = loaded.some(({ hasClasses }) => hasClasses) ? await this.all(api) : loaded;
    const known = new Map(names.map((name, index) => [name, loaded[index]]));
    const now = api.now();
    return (id, list) => {
      const instrument = known.get(list)?.named.get(id);
      const [name] = instrument ? symbolsAmong(all, instrument, now) : [];
      return name ?? this.source.delistedName(id, list);
    };
  }

  /**
   * Tells by its id whether a position or an order is in a range such as `USDT.swap`. Nothing that an account owns is left
   * out because of what its contract is: one that only its own id names is held as well, and so is one that is on no list any
   * more, unless its id or its name says that it is of another kind or margin.
   *
   * @throws ProtocolError when nothing is quoted in the currency of the range.
   */
  async rangeFilter(api: Caller, range: FmzSymbolRange): Promise<(id: string) => boolean> {
    const { lists } = listsOfSymbol(this.source, range);
    const loaded = await listsOfRange(range, {
      exchange: this.source.exchange,
      own: () => this.#load(api, lists),
      all: () => this.all(api),
      renewed: async () => (await this.#renew(api, lists)).map(({ list }) => list.instruments),
    });
    return heldBy(this.source, range, lists, loaded);
  }

  async #renew(api: Caller, names: readonly List[]): Promise<{ name: List; list: KeptList<Row, List> }[]> {
    return Promise.all(names.map(async (name) => ({ name, list: await this.#lists.refreshed(api, name) })));
  }

  #load(api: Caller, lists: readonly List[]): Promise<InstrumentList<Row, List>[]> {
    return Promise.all(lists.map((list) => this.list(api, list)));
  }
}
