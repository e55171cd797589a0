import type { Data } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { Market } from '../protocol/structures.js';
import {
  type FmzSymbol,
  type FmzSymbolRange,
  foldCase,
  meantContract,
  parseSymbol,
  pickSpelling,
} from '../protocol/symbol.js';
import type { Answer } from './Api.js';
import {
  type FoundInstrument,
  type Instrument,
  isInRange,
  nameAsAsked,
  symbolOf,
  symbolsOf,
} from './Instrument.js';
import { type InstrumentList, KeptLists } from './InstrumentList.js';
import type { InstrumentApi, InstrumentSource } from './instrumentSource.js';
import { rawOf } from './readPages.js';
import type { OddRow } from './rows.js';

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
    return Promise.all(this.source.lists.map((list) => this.list(api, list)));
  }

  /**
   * The instrument that a symbol means.
   *
   * @throws ProtocolError when the exchange does not have it, or lists it with a row that cannot be read.
   */
  async find(api: Caller, symbol: FmzSymbol): Promise<FoundInstrument<Row, List>> {
    const list = this.source.listOf(symbol);
    const found = (await this.list(api, list)).find(symbol, api.now());
    if (found && 'row' in found) return { ...found, name: nameAsAsked(found, symbol) };
    const { instruments, unnamed } = await this.#lists.refreshed(api, list);
    const renewed = instruments.find(symbol, api.now());
    if (renewed && 'row' in renewed) return { ...renewed, name: nameAsAsked(renewed, symbol) };
    throw this.#missing(symbol, renewed ?? unnamed.find((row) => this.#mayMean(row, symbol, list)));
  }

  /**
   * The contract that a symbol means.
   *
   * @throws ProtocolError when the symbol is one of spot, or the exchange does not have it.
   */
  async contract(api: Caller, symbol: FmzSymbol): Promise<FoundInstrument<Row, List>> {
    if (symbol.contract !== undefined) return this.find(api, symbol);
    throw new ProtocolError(`${symbol.name} is a spot symbol: name a contract, like ${symbol.name}.swap`);
  }

  /**
   * The instrument of a symbol where a range could stand as well.
   *
   * @throws ProtocolError when it is a range, or the exchange does not have it.
   */
  async one(api: Caller, symbol: FmzSymbol | FmzSymbolRange): Promise<FoundInstrument<Row, List>> {
    if ('range' in symbol) throw new ProtocolError(`${quote(symbol.name)} is a range: name one instrument`);
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
        symbolsOf(instrument, now).flatMap((symbol) => toMarket(instrument, symbol) ?? []),
      );
    return {
      data: Object.fromEntries(markets.map((market) => [market.symbol, market])),
      raw: rawOf(lists.flatMap(({ replies }) => replies)),
    };
  }

  /** Names instruments as FMZ does; made for a moment, since the words of dated contracts move with time. */
  async namer(api: Caller, lists: readonly List[]): Promise<(id: string, list: List) => string> {
    const loaded = await Promise.all(
      [...new Set(lists)].map(async (list) => [list, await this.list(api, list)] as const),
    );
    const known = new Map(loaded);
    const now = api.now();
    return (id, list) => {
      const instrument = known.get(list)?.named.get(id);
      return instrument ? symbolOf(instrument, now) : this.source.delistedName(id, list);
    };
  }

  /**
   * Tells by its id whether a position or an order is in a range such as `USDT.swap`. Nothing that an account owns is left
   * out because of what its contract is: one that only its own id names is held as well, and so is one that is on no list
   * any more, unless its id or its name says that it is of another kind or margin.
   */
  async rangeFilter(api: Caller, range: FmzSymbolRange): Promise<(id: string) => boolean> {
    const name = this.source.listOf(range);
    const { named } = await this.list(api, name);
    return (id) => {
      const instrument = named.get(id);
      if (instrument) return isInRange(instrument, range);
      const kind = this.source.delistedKind?.(id, name) ?? range.range;
      const [, quoted] = /_([^_.]+)(?:\.|$)/.exec(this.source.delistedName(id, name)) ?? [];
      return isInRange({ kind, quote: quoted ?? range.quote }, range);
    };
  }

  /** @param listed where its row cannot be read. */
  #missing(symbol: FmzSymbol, listed?: { id?: string; name?: string; problem: string }): ProtocolError {
    const { exchange } = this.source;
    if (listed) {
      const { id = listed.name, problem } = listed;
      return new ProtocolError(
        `${exchange} lists ${symbol.name} so that it cannot be read: ${id}: ${problem}`,
      );
    }
    const meant = meantContract(symbol);
    if (meant) return new ProtocolError(`${exchange} has no ${quote(symbol.name)}: did you mean ${meant}?`);
    const dated = symbol.contract !== undefined && symbol.contract !== 'swap';
    return new ProtocolError(
      `${exchange} has no ${quote(symbol.name)}${dated ? ', it may have expired' : ''}: GetMarkets lists what is available`,
    );
  }

  /** Whether a row that tells no more than an id may be about what a symbol means. */
  #mayMean({ name }: OddRow, { base, quote: currency, contract }: FmzSymbol, list: List): boolean {
    if (name === '') return false;
    if (contract !== undefined && foldCase(contract) === foldCase(name)) return true;
    const guess = parseSymbol(this.source.delistedName(name, list));
    return guess?.base === base && guess.quote === currency;
  }
}
