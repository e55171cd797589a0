import type { Instrument } from '../../exchange/Instrument.js';
import { isClassOfError } from './ccxtErrors.js';
import type { CcxtInstrument } from './instruments.js';
import type { Trips } from './Trips.js';

/** What tells rows of ccxt apart. */
interface Row {
  symbol?: string | undefined;
  id?: string | undefined;
  side?: string | undefined;
}

/** What ccxt's lists of all instruments are narrowed to. */
export interface Kind {
  type?: string;
  subType?: 'linear' | 'inverse';
}

// What an account cannot be asked for, it does not have.
const NOT_THERE = ['NotSupported', 'ArgumentsRequired', 'BadRequest', 'AuthenticationError'];

/**
 * Reads a list of ccxt's over all kinds of instruments that an exchange has. Some exchanges give all of them at once; of
 * others ccxt reads one kind at a time, and that it asks which one shows it.
 *
 * @param kinds to read only some.
 */
export async function overKinds<T extends Row>(
  trips: Trips,
  instruments: Iterable<CcxtInstrument>,
  read: (kind: Kind) => Promise<readonly T[]>,
  kinds: readonly Instrument['kind'][] = ['spot', 'swap', 'futures'],
): Promise<T[]> {
  const { asked } = trips.current();
  const there = [...instruments].filter(({ kind, row }) => kinds.includes(kind) && row.active !== false);
  const rows: T[] = [];
  const done = new Set<string>();

  async function add(kind: Kind, first: boolean): Promise<void> {
    asked.type = undefined;
    asked.subType = undefined;
    try {
      rows.push(...(await read(kind)));
    } catch (error) {
      if (first || !NOT_THERE.some((name) => isClassOfError(error, name))) throw error;
    }
    if (asked.type !== undefined)
      done.add(asked.subType === undefined ? asked.type : `${asked.type} ${asked.subType}`);
  }

  await add({}, true);
  if (done.size === 0) return rows;
  for (const type of new Set(there.map(({ row }) => row.type ?? 'spot'))) {
    if (![...done].some((kind) => kind === type || kind.startsWith(`${type} `))) await add({ type }, false);
    if (done.has(type)) continue;
    for (const subType of ['linear', 'inverse'] as const) {
      const exists = there.some(({ row }) => row.type === type && row[subType]);
      if (exists && !done.has(`${type} ${subType}`)) await add({ type, subType }, false);
    }
  }
  return [...new Map(rows.map((row) => [`${row.symbol} ${row.id ?? row.side ?? ''}`, row])).values()];
}
