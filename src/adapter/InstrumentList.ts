import { setTimeout as sleep } from 'node:timers/promises';
import type { FmzSymbolRange } from '../protocol/symbol.js';
import { MINUTE } from '../protocol/time.js';
import { say } from '../wording/say.js';
import type { RawReply } from './Api.js';
import { ExchangeError } from './ExchangeError.js';
import { type Instrument, isInRange, type NamedInstrument, type UnreadableInstrument } from './Instrument.js';
import { InstrumentNames } from './InstrumentNames.js';
import type { InstrumentApi, InstrumentRead, InstrumentSource } from './instrumentSource.js';
import { type OddRow, warnOfRows } from './rows.js';
import { SwrCache } from './SwrCache.js';

/** What is listed: with its row, or with what is wrong with it. */
export type Listed<Row, List extends string> = Instrument<Row, List> | UnreadableInstrument<List>;

/** The instruments of one of an exchange's lists, as they were sent. Of two with the same id the first counts. */
export class InstrumentList<Row, List extends string = string> {
  readonly byId: ReadonlyMap<string, Instrument<Row, List>>;
  /** Those that can be read and those that cannot, by their ids. */
  readonly named: ReadonlyMap<string, NamedInstrument<List>>;
  readonly replies: readonly RawReply[];
  /** Those that cannot be read, and those that no symbol can mean. */
  readonly unreadable: readonly UnreadableInstrument<List>[];
  /** Whether any has a class. */
  readonly hasClasses: boolean;
  /** Their symbols. */
  readonly names: InstrumentNames<Listed<Row, List>>;

  /** @param unreadable those whose rows cannot be read. */
  constructor(
    instruments: readonly Instrument<Row, List>[],
    replies: readonly RawReply[],
    unreadable: readonly UnreadableInstrument<List>[] = [],
  ) {
    const all = firstById<Listed<Row, List>>([...instruments, ...unreadable]);
    this.names = new InstrumentNames(all.values());
    const { refused } = this.names;
    const isNamed = (one: Instrument<Row, List>) => all.get(one.id) === one && !refused.has(one);
    this.byId = new Map(instruments.filter(isNamed).map((instrument) => [instrument.id, instrument]));
    this.named = all;
    this.unreadable = [
      ...unreadable,
      ...[...refused].map(([instrument, problem]) => ({ ...instrument, problem })),
    ];
    this.hasClasses = [...all.values()].some((instrument) => instrument.class !== undefined);
    this.replies = replies;
  }

  /** What a range such as `USDT.swap` names: contracts that only their own ids name are not among them. */
  standardInRange(range: FmzSymbolRange): Instrument<Row, List>[] {
    return [...this.byId.values()].filter(
      (instrument) => instrument.standard && isInRange(instrument, range),
    );
  }
}

/** A list, and its rows that do not tell which instrument they are about. */
export interface KeptList<Row, List extends string> {
  instruments: InstrumentList<Row, List>;
  unnamed: readonly OddRow[];
}

const NOT_AGAIN_FOR = 10_000;
/** How long an order waits for a list to be read once more, in ms: some take many requests. */
const PATIENCE = 1500;
/** As many lists are kept, where accounts have lists of their own. */
const MOST_LISTS = 500;

/** The lists of an exchange: read when they are first asked for, and refreshed behind the scenes. */
export class KeptLists<Row, List extends string, Caller extends InstrumentApi> {
  readonly #source: InstrumentSource<Row, List, Caller>;
  readonly #notAgainFor: number;
  /** By what was read: one list, or all of them together. */
  readonly #lists: SwrCache<ReadonlyMap<List, KeptList<Row, List>>>;
  /** Which call has read a list. */
  readonly #readers = new WeakMap<InstrumentList<Row, List>, Caller>();
  /** When a list was last renewed on suspicion, on a monotonic clock. */
  readonly #renewals = new Map<string, { at: number; done: Promise<unknown> }>();
  readonly #suspects = new Set<string>();

  constructor(source: InstrumentSource<Row, List, Caller>) {
    this.#source = source;
    this.#notAgainFor = source.notAgainFor ?? NOT_AGAIN_FOR;
    this.#lists = new SwrCache({
      fresh: source.fresh ?? 5 * MINUTE,
      stale: 24 * 60 * MINUTE,
      what: say('the list of markets'),
      most: MOST_LISTS,
    });
  }

  async get(api: Caller, list: List): Promise<KeptList<Row, List>> {
    const key = this.#keyOf(api, list);
    let read = false;
    const load = () => {
      read = true;
      return this.#read(api, list);
    };
    try {
      return listIn(await this.#lists.get(key, load, api), list);
    } catch (error) {
      // It was asked for with the keys of another account, which may be what was refused.
      if (read || !api.hasKeys || !(error instanceof ExchangeError)) throw error;
      return listIn(await this.#lists.get(key, load, api), list);
    }
  }

  /** A list, read once more unless that was done a moment ago. */
  async refreshed(api: Caller, list: List, notAgainFor = this.#notAgainFor): Promise<KeptList<Row, List>> {
    const load = () => this.#read(api, list);
    return listIn(await this.#lists.newerThan(this.#keyOf(api, list), notAgainFor, load, api), list);
  }

  /** An instrument as it is listed now: see `Instruments`. */
  async renewed(api: Caller, instrument: Instrument<Row, List>): Promise<Instrument<Row, List>> {
    const { list, id } = instrument;
    const kept = await this.get(api, list);
    const key = this.#keyOf(api, list);
    const last = this.#renewals.get(key);
    const again = !last || performance.now() - last.at >= this.#notAgainFor;
    if (again && this.#readers.get(kept.instruments) !== api) {
      const load = this.refreshed(api, list, 0);
      // Oldest first, and no more of them than of lists.
      const [oldest] = this.#renewals.keys();
      if (oldest !== undefined && this.#renewals.size >= MOST_LISTS) this.#renewals.delete(oldest);
      this.#renewals.set(key, { at: performance.now(), done: load.catch(() => undefined) });
    }
    await Promise.race([this.#renewals.get(key)?.done, sleep(PATIENCE, undefined, { ref: false })]);
    return (await this.get(api, list)).instruments.byId.get(id) ?? instrument;
  }

  suspect(api: Caller, list: List): void {
    if (this.#suspects.size < MOST_LISTS) this.#suspects.add(this.#keyOf(api, list));
  }

  isSuspect(api: Caller, list: List): boolean {
    return this.#suspects.has(this.#keyOf(api, list));
  }

  /** @throws ProtocolError where accounts have lists of their own, and the caller has no keys. */
  #keyOf(api: Caller, list: List): string {
    const { perAccount, together } = this.#source;
    const name = together ? 'all' : list;
    return perAccount ? `${api.accountId} ${name}` : name;
  }

  async #read(api: Caller, list: List): Promise<ReadonlyMap<List, KeptList<Row, List>>> {
    const { together, lists } = this.#source;
    const asked = together ? lists : [list];
    const read = await this.#source.read(api, asked[0] ?? list);
    const kept = new Map(asked.map((one) => [one, this.#keep(api, one, read)]));
    this.#suspects.delete(this.#keyOf(api, list));
    return kept;
  }

  /** What was read of one list. */
  #keep(api: Caller, list: List, read: InstrumentRead<Row, List>): KeptList<Row, List> {
    const { replies, unnamed = [] } = read;
    const isOf = (one: NamedInstrument<List>) => !this.#source.together || one.list === list;
    const readable = read.instruments.filter(isOf);
    const unreadable = read.unreadable?.filter(isOf) ?? [];
    const instruments = new InstrumentList(readable, replies, unreadable);
    const odd = instruments.unreadable.map(({ id, problem }) => ({ row: undefined, name: id, problem }));
    const total = readable.length + unreadable.length + unnamed.length;
    warnOfRows(api, say('instruments of {list}', { list }), total, [...odd, ...unnamed]);
    this.#readers.set(instruments, api);
    return { instruments, unnamed };
  }
}

/** @throws TypeError when the source was asked for a list that it does not have. */
function listIn<Row, List extends string>(
  kept: ReadonlyMap<List, KeptList<Row, List>>,
  list: List,
): KeptList<Row, List> {
  const found = kept.get(list);
  if (!found) throw new TypeError(say('the instruments have no list {list}', { list }));
  return found;
}

function firstById<T extends NamedInstrument>(instruments: readonly T[]): Map<string, T> {
  const first = new Map<string, T>();
  for (const instrument of instruments) {
    if (!first.has(instrument.id)) first.set(instrument.id, instrument);
  }
  return first;
}
