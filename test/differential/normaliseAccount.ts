import * as v from 'valibot';
import * as data from '../../src/protocol/structures.js';
import * as ccxt from './ccxtAnswers.js';
import { type Row, type Rows, rowsOf } from './compare.js';
import { exact, nearest, nearestOrNone } from './figures.js';
import { toSymbol } from './toSymbol.js';

// What both sides say of an account.

export const balance = {
  ours: (answer: unknown): Rows =>
    rowsOf(v.parse(data.balances, answer), ({ currency, free, frozen }) => [
      currency,
      { free: exact(free), frozen: exact(frozen) },
    ]),
  theirs(answer: unknown): Rows {
    const { free, used } = v.parse(ccxt.balance, answer);
    return rowsOf(Object.keys(free), (currency) => [
      currency,
      { free: exact(free[currency]), frozen: exact(used[currency]) },
    ]);
  },
};

export const order = {
  ours: (answer: unknown): Rows => rowsOf([v.parse(data.order, answer)], ourOrder),
  theirs: (answer: unknown): Rows => rowsOf([v.parse(ccxt.order, answer)], theirOrder),
};

export const orders = {
  ours: (answer: unknown): Rows => rowsOf(v.parse(v.array(data.order), answer), ourOrder),
  theirs: (answer: unknown): Rows => rowsOf(v.parse(ccxt.orders, answer), theirOrder),
};

function ourOrder(row: data.Order, place: number): [string, Row] {
  return [
    row.id.split(',')[1] ?? row.id,
    {
      ...{ place: `${place}`, symbol: toSymbol(row.symbol), time: `${row.time}`, side: row.type },
      ...{ price: nearestOrNone(row.price), average: nearestOrNone(row.avg_price) },
      ...{ amount: nearestOrNone(row.amount), filled: nearestOrNone(row.deal_amount) },
      ...{ status: row.status === 'pending' ? 'open' : row.status, offset: row.offset },
    },
  ];
}

type TheirOrder = v.InferOutput<typeof ccxt.order>;

function theirOrder(row: TheirOrder, place: number): [string, Row] {
  // ccxt names what is not listed any more by its id.
  const contract = row.symbol.includes(':') || /-\d{6}$/.test(row.symbol);
  return [
    row.id,
    {
      ...{ place: `${place}`, symbol: row.symbol, time: `${row.timestamp}`, side: row.side },
      ...{ price: nearestOrNone(row.price), average: nearestOrNone(row.average) },
      ...{ amount: nearestOrNone(row.amount), filled: nearestOrNone(row.filled), status: statusOf(row) },
      offset: contract ? (row.reduceOnly ? 'close' : 'open') : undefined,
    },
  ];
}

/** FMZ's words for ccxt's, which leave partial fills to the filled amount. */
function statusOf({ status, filled }: TheirOrder): string {
  if (status === 'closed') return 'filled';
  const partly = Number(filled ?? 0) > 0;
  if (status === 'open') return partly ? 'partial-filled' : 'open';
  return partly ? 'partial-canceled' : 'canceled';
}

export const positions = {
  ours: (answer: unknown): Rows =>
    rowsOf(v.parse(v.array(data.position), answer), (row) => [
      `${toSymbol(row.symbol)} ${row.type}`,
      {
        ...{ amount: nearest(row.amount), price: nearest(row.price), profit: nearest(row.profit) },
        ...{ margin: nearest(row.margin), leverage: nearest(row.margin_level) },
      },
    ]),
  theirs: (answer: unknown): Rows =>
    rowsOf(v.parse(ccxt.positions, answer), (row) => [
      `${row.symbol} ${row.side ?? 'none'}`,
      {
        ...{
          amount: nearest(row.contracts),
          price: nearest(row.entryPrice),
          profit: nearest(row.unrealizedPnl),
        },
        // An isolated position's margin is its collateral; ccxt's initial margin of one is worked out anew.
        margin: nearest(row.marginMode === 'isolated' ? row.collateral : row.initialMargin),
        leverage: nearest(row.leverage),
      },
    ]),
};
