import type { Instrument } from '../../adapter/Instrument.js';
import { say } from '../../wording/say.js';
import type { CallContext } from './calls/callContext.js';
import { isClassOfError, wantsSymbol } from './calls/errors.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { OddInfo } from './instance/internals.js';
import type { CcxtInstrument } from './instruments.js';
import type { CcxtApi } from './state.js';
import { factsOf } from './venues.js';

/** What tells rows of ccxt apart. */
interface Row {
  symbol?: string | undefined;
  id?: string | undefined;
  side?: string | undefined;
}

/** What a list of ccxt's is to hold. */
interface KindsOptions {
  instruments: Iterable<CcxtInstrument>;
  /** To read only some. @default all */
  kinds?: readonly Instrument['kind'][];
  /** The params that have instruments like this one listed, where that does not show. */
  split?: ((row: CcxtInstrument['row']) => object) | undefined;
  /** It has to hold everything: a part that can only be read one instrument at a time fails all of it. */
  complete?: boolean;
}

// What an account cannot be asked for, it does not have.
const NOT_THERE = ['NotSupported', 'ArgumentsRequired', 'BadRequest', 'AuthenticationError'];

/**
 * Reads a list of ccxt's over all kinds of instruments that an exchange has. Some exchanges give all of them at once; of
 * others ccxt reads one kind at a time, and that it asks which one shows it.
 *
 * @param read is handed what ccxt's list is narrowed to.
 */
export async function listByMarketType<T extends Row>(
  context: CallContext,
  { instruments, kinds = ['spot', 'swap', 'futures'], split, complete = false }: KindsOptions,
  read: (params: object) => Promise<readonly T[]>,
): Promise<T[]> {
  const { asked } = context.current();
  const there = [...instruments].filter(({ kind, row }) => kinds.includes(kind) && row.active !== false);
  const types = new Set(there.map(({ row }) => row.type ?? 'spot'));
  let rows: T[] = [];
  const done = new Set<string>();
  let served = false;

  async function add(params: object): Promise<void> {
    asked.type = undefined;
    asked.subType = undefined;
    try {
      const more = await read(params);
      // Two of one answer are two: of a contract there may be a cross and an isolated position.
      const told = new Set(more.map(keyOf));
      rows = [...rows.filter((row) => !told.has(keyOf(row))), ...more];
      served = true;
    } catch (error) {
      const unwanted = asked.type !== undefined && !types.has(asked.type);
      const missing = complete && isClassOfError(error, 'ArgumentsRequired');
      const notThere = NOT_THERE.some((name) => isClassOfError(error, name));
      if (!notThere || (!unwanted && (missing || !served))) throw error;
    }
    if (asked.type !== undefined)
      done.add(asked.subType === undefined ? asked.type : `${asked.type} ${asked.subType}`);
  }

  /** Part by part, as ccxt shows that there are parts. */
  async function addAll(): Promise<void> {
    await add({});
    if (done.size === 0) return;
    for (const type of types) {
      if (![...done].some((kind) => kind === type || kind.startsWith(`${type} `))) await add({ type });
      if (done.has(type)) continue;
      for (const subType of ['linear', 'inverse'] as const) {
        const exists = there.some(({ row }) => row.type === type && row[subType]);
        if (exists && !done.has(`${type} ${subType}`)) await add({ type, subType });
      }
    }
  }

  if (split) {
    const params = new Map(there.map(({ row }) => split(row)).map((part) => [JSON.stringify(part), part]));
    for (const part of params.values()) await add(part);
  } else {
    await addAll();
  }
  return rows;
}

/** As many markets are asked one after the other; of more the answers would come too late. */
const FEW = 10;

/**
 * Reads a list of one market after the other, where the exchange does not list all of them at once.
 *
 * @param refused what it answered when it was asked for all.
 * @param options.open whether only open orders are looked for: some exchanges tell which markets have any.
 * @throws what it answered, where it is something else, or there are too many markets.
 */
export async function listOneByOne<T>(
  refused: unknown,
  {
    exchange,
    instruments,
    open,
  }: { exchange: CcxtExchange; instruments: readonly CcxtInstrument[]; open: boolean },
  read: (market: CcxtInstrument) => Promise<readonly T[]>,
): Promise<T[]> {
  if (!wantsSymbol(refused)) throw refused;
  const there = instruments.filter(({ row }) => row.active !== false);
  const { pairsWithOrders } = factsOf(exchange.id);
  const ids = open ? await pairsWithOrders?.(exchange) : undefined;
  if (!ids && there.length > FEW) throw refused;
  const rows: T[] = [];
  for (const market of there) {
    if (!ids || (market.row.spot && ids.includes(market.row.id))) rows.push(...(await read(market)));
  }
  return rows;
}

function keyOf({ symbol, id, side }: Row): string {
  return `${symbol} ${id ?? side ?? ''}`;
}

/** Says in the log, once a list, that ccxt could not read rows of it, so that they are left out. */
export function warnOfOdd(
  api: Pick<CcxtApi, 'warn'>,
  list: string,
  rows: readonly { info?: unknown; symbol?: string | undefined }[],
): void {
  const problems = rows.flatMap(({ info }) => (info instanceof OddInfo ? [info.problem] : []));
  const [first] = problems;
  if (first === undefined) return;
  api.warn(
    list,
    problems.length === 1
      ? say('a row cannot be read and is left out: {first}', { first })
      : say('{count} rows cannot be read and are left out: {first}', { count: problems.length, first }),
  );
}

/** Says in the log that trades are left out which lack something. */
export function warnOfLost(api: Pick<CcxtApi, 'warn'>, lost: number, count: number): void {
  api.warn(
    'trades',
    say('{lost} of {count} trades tell no side, price, amount or time and are left out', { lost, count }),
  );
}
