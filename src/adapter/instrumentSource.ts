import type * as v from 'valibot';
import type { LoadCaller } from '../http/SharedLoad.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import type { Api, RawReply } from './Api.js';
import type { Instrument, NamedInstrument, UnreadableInstrument } from './Instrument.js';
import { type OddRow, sortRows } from './rows.js';

/** What reading instruments needs of an adapter's `api`. */
export interface InstrumentApi
  extends Pick<
      Api<unknown, unknown>,
      'get' | 'signedGet' | 'request' | 'fix' | 'hasKeys' | 'accountId' | 'now' | 'warn'
    >,
    LoadCaller {}

/** Where an exchange's instruments come from. */
export interface InstrumentSource<Row, List extends string, Caller extends InstrumentApi = InstrumentApi> {
  /** For people. */
  exchange: string;
  /** The lists that the exchange keeps, such as `['spot', 'linear', 'inverse']`. */
  lists: readonly List[];
  /**
   * The list that holds what a symbol or a range means, or the lists that may hold a symbol, the likeliest first. What is
   * listed decides in the end: a symbol that is not a plain pair is looked for on the others as well.
   *
   * @throws ProtocolError when the exchange can have no such instrument.
   */
  listOf(symbol: FmzSymbol | FmzSymbolRange): List | readonly List[];
  /**
   * Reads a list, all pages of it, for all calls that wait for it, so that `api` has a deadline of its own:
   * `readInstruments` does so row by row.
   */
  read(api: Caller, list: List): Promise<InstrumentRead<Row, List>>;
  /**
   * Whether one endpoint lists all of them: `read` is asked once for all lists, as for the first one, and `list` of each
   * instrument says which one it is of. @default false
   */
  together?: boolean;
  /** Whether accounts are listed different instruments: each account has lists of its own, and needs its keys for them. @default false */
  perAccount?: boolean;
  /** For how many ms a list is good, before it is refreshed behind the scenes. @default 5 minutes */
  fresh?: number;
  /** A symbol that is on no list refreshes its list once in so many ms. @default 10 seconds */
  notAgainFor?: number;
  /** FMZ's symbol of an instrument that is on no list any more, from its id. */
  delistedName(id: string, list: List): string;
  /** What such an instrument was, where its id tells. @default every range holds it */
  delistedKind?(id: string, list: List): Instrument['kind'] | undefined;
}

/** A list that was read: the instruments, and what of its rows cannot be read. */
export type InstrumentRead<Row, List extends string> = Pick<ListedInstruments<Row, List>, 'instruments'> &
  Partial<ListedInstruments<Row, List>> & { replies: readonly RawReply[] };

/** What an exchange lists. */
export interface ListedInstruments<Row, List extends string> {
  instruments: Instrument<Row, List>[];
  /** Rows that tell which instrument they are about, and not all else that is needed of it. */
  unreadable: UnreadableInstrument<List>[];
  /** Rows that do not even tell that. */
  unnamed: OddRow[];
}

/**
 * Reads a list of instruments row by row. One that cannot be read is kept as what it is, so that whoever asks for that very
 * instrument is told what is wrong with its row, and all others work.
 *
 * @param how.naming makes of a row what FMZ's symbols say of it.
 * @param how.row all else that is needed of it.
 * @param how.id the field that holds the exchange's own name.
 */
export function readInstruments<Row, List extends string>(
  rows: readonly unknown[],
  how: {
    naming: v.GenericSchema<unknown, NamedInstrument<List>>;
    row: v.GenericSchema<unknown, Row>;
    id: string;
  },
): ListedInstruments<Row, List> {
  const instruments: Instrument<Row, List>[] = [];
  const unreadable: UnreadableInstrument<List>[] = [];
  const unnamed: OddRow[] = [];
  for (const one of rows) {
    const { rows: names, odd } = sortRows({ rows: [one], schema: how.naming, id: how.id });
    unnamed.push(...odd);
    for (const named of names) {
      const sorted = sortRows({ rows: [one], schema: how.row, id: how.id });
      instruments.push(...sorted.rows.map((row) => ({ ...named, row })));
      unreadable.push(...sorted.odd.map(({ problem }) => ({ ...named, problem })));
    }
  }
  return { instruments, unreadable, unnamed };
}
