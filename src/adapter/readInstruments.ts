import type * as v from 'valibot';
import type { Instrument, NamedInstrument, UnreadableInstrument } from './Instrument.js';
import { type OddRow, sortRows } from './rows.js';

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
