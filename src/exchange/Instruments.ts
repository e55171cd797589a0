import type { Reply } from '../http/Reply.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import { quote } from '../protocol/text.js';
import type { Api } from './Api.js';
import { type Instrument, symbolOf } from './Instrument.js';
import { InstrumentList } from './InstrumentList.js';
import { Memo } from './Memo.js';

/** What reading instruments needs of an adapter's `api`. */
export type InstrumentApi = Pick<Api<unknown, unknown>, 'get' | 'now'>;

/** Where an exchange's instruments come from. */
export interface InstrumentSource<Row, List extends string> {
  /** For people. */
  exchange: string;
  /** The lists that the exchange keeps, such as `['spot', 'linear', 'inverse']`. */
  lists: readonly List[];
  /**
   * The list that holds what a symbol or a range means.
   *
   * @throws ProtocolError when the exchange can have no such instrument.
   */
  listOf(symbol: FmzSymbol | FmzSymbolRange): List;
  /** Reads a list, all pages of it. */
  read(
    api: InstrumentApi,
    list: List,
  ): Promise<{ instruments: readonly Instrument<Row, List>[]; replies: readonly Reply[] }>;
  /** FMZ's symbol of an instrument that is on no list any more, from its id. */
  delistedName(id: string, list: List): string;
}

const MINUTE = 60_000;
const NOT_AGAIN_FOR = 10_000;

/**
 * An exchange's instruments, kept in an adapter's state: read when they are first asked for, and refreshed behind the
 * scenes every five minutes. A symbol that is on no list refreshes its list, once in ten seconds.
 *
 * @example createState: () => ({ instruments: new Instruments<InstrumentRow, 'spot'>(source) })
 */
export class Instruments<Row, List extends string = string> {
  readonly #source: InstrumentSource<Row, List>;
  readonly #lists = new Memo<InstrumentList<Row, List>>({ fresh: 5 * MINUTE, stale: 24 * 60 * MINUTE });

  constructor(source: InstrumentSource<Row, List>) {
    this.#source = source;
  }

  /** One of the lists. */
  list(api: InstrumentApi, list: List): Promise<InstrumentList<Row, List>> {
    return this.#lists.get(list, () => this.#read(api, list));
  }

  /** All of the lists, read side by side. */
  all(api: InstrumentApi): Promise<InstrumentList<Row, List>[]> {
    return Promise.all(this.#source.lists.map((list) => this.list(api, list)));
  }

  /**
   * The instrument that a symbol means.
   *
   * @throws ProtocolError when the exchange does not have it.
   */
  async find(api: InstrumentApi, symbol: FmzSymbol): Promise<Instrument<Row, List>> {
    const list = this.#source.listOf(symbol);
    const found = (await this.list(api, list)).find(symbol, api.now());
    if (found) return found;
    const renewed = await this.#lists.newerThan(list, NOT_AGAIN_FOR, () => this.#read(api, list));
    const instrument = renewed.find(symbol, api.now());
    if (instrument) return instrument;
    const dated = symbol.contract !== undefined && symbol.contract !== 'swap';
    throw new ProtocolError(
      `${this.#source.exchange} has no ${quote(symbol.name)}${dated ? ', it may have expired' : ''}: GetMarkets lists what there is`,
    );
  }

  /** The instrument of an id, if it is on the list. */
  async byId(api: InstrumentApi, list: List, id: string): Promise<Instrument<Row, List> | undefined> {
    return (await this.list(api, list)).byId.get(id);
  }

  /** Names instruments as FMZ does; made for a moment, since the words of dated contracts move with time. */
  async namer(api: InstrumentApi, lists: readonly List[]): Promise<(id: string, list: List) => string> {
    const loaded = await Promise.all(
      [...new Set(lists)].map(async (list) => [list, await this.list(api, list)] as const),
    );
    const known = new Map(loaded);
    const now = api.now();
    return (id, list) => {
      const instrument = known.get(list)?.byId.get(id);
      return instrument ? symbolOf(instrument, now) : this.#source.delistedName(id, list);
    };
  }

  /** Tells which instruments of its list a range such as `USDT.swap` holds, by their ids. */
  async rangeFilter(api: InstrumentApi, range: FmzSymbolRange): Promise<(id: string) => boolean> {
    const list = await this.list(api, this.#source.listOf(range));
    const ids = new Set(list.inRange(range).map(({ id }) => id));
    return (id) => ids.has(id);
  }

  async #read(api: InstrumentApi, list: List): Promise<InstrumentList<Row, List>> {
    const { instruments, replies } = await this.#source.read(api, list);
    return new InstrumentList(instruments, replies);
  }
}
