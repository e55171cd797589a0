import { Clock } from '../doubles/exchange/Clock.js';
import type { InstrumentRow } from '../doubles/okx/Instrument.js';
import { Market } from '../doubles/okx/Market.js';

/** An instrument of the double under the names that each side has for it. */
export interface Listed {
  row: InstrumentRow;
  instId: string;
  /** ccxt's name, under which rows are compared: `BTC/USDT`, `BTC/USDT:USDT`, `BTC/USDT:USDT-260925`. */
  symbol: string;
  /** As a strategy names it: `BTC_USDT`, `BTC_USDT.swap`, `BTC_USDT.BTC-USDT-260925`. */
  fmz: string;
}

/** What is traded on the double now. */
export const listed: readonly Listed[] = new Market(new Clock(0))
  .all()
  .filter(({ row }) => row.state === 'live')
  .map(({ row }) => toListed(row));

/** Contracts that were traded once, and are on no list any more. */
export const expired: readonly Listed[] = listedOf('FUTURES')
  .filter(({ row }, index, all) => all.findIndex((other) => other.row.uly === row.uly) === index)
  .map(({ row }) =>
    toListed({ ...row, instId: `${row.uly}-240628`, expTime: `${Date.UTC(2024, 5, 28, 8)}` }),
  );

/** The instruments of some kinds. */
export function listedOf(...types: InstrumentRow['instType'][]): Listed[] {
  return listed.filter(({ row }) => types.includes(row.instType));
}

/** ccxt's name of an instrument, read from its row. */
export function symbolOf(row: InstrumentRow): string {
  if (row.instType === 'SPOT') return `${row.baseCcy}/${row.quoteCcy}`;
  const swap = `${row.uly.replace('-', '/')}:${row.settleCcy}`;
  return row.instType === 'SWAP' ? swap : `${swap}-${row.instId.split('-')[2]}`;
}

function toListed(row: InstrumentRow): Listed {
  return { row, instId: row.instId, symbol: symbolOf(row), fmz: fmzOf(row) };
}

function fmzOf({ instId, instType, uly, instFamily, baseCcy, quoteCcy }: InstrumentRow): string {
  if (instType === 'SPOT') return `${baseCcy}_${quoteCcy}`;
  const pair = uly.replace('-', '_');
  return instType === 'SWAP' && uly === instFamily ? `${pair}.swap` : `${pair}.${instId}`;
}
