import type { Asset } from './Asset.js';
import type { Market } from './Market.js';
import { localOf, timeOf } from './newYork.js';
import { badQuery } from './Refusal.js';

/** What history a request asks for. */
export interface Window {
  from: number;
  to: number;
  falling: boolean;
  limit: number;
  /** Where the page before this one ended. */
  token: { symbol: string; time: number } | undefined;
}

/** One row of a history, with its time in Unix ms. */
export interface Timed {
  time: number;
  row: unknown;
}

const MOST = 10_000;

/** @throws Refusal 400 */
export function windowOf(query: URLSearchParams, { clock }: Market): Window {
  const limit = Number(query.get('limit') ?? 1000);
  if (!Number.isInteger(limit) || limit < 1) throw badQuery('invalid limit: must be at least 1');
  if (limit > MOST) throw badQuery(`invalid limit: larger than the allowed maximum of ${MOST}`);
  const sort = query.get('sort') ?? 'asc';
  if (sort !== 'asc' && sort !== 'desc') throw badQuery(`invalid sort: ${sort}`);
  const now = clock.now();
  // Without a start it is that of today.
  const from = timeOfQuery(query, 'start') ?? timeOf(localOf(now).day, 0);
  const to = timeOfQuery(query, 'end') ?? now;
  if (to < from) throw badQuery('end should not be before start');
  return { from, to, falling: sort === 'desc', limit, token: tokenOf(query.get('page_token')) };
}

function timeOfQuery(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw badQuery(`invalid ${name}: ${text}`);
  return time;
}

function tokenOf(text: string | null): Window['token'] {
  if (text === null) return undefined;
  const [symbol = '', time = ''] = Buffer.from(text, 'base64').toString().split('|');
  if (!/^\d+$/.test(time)) throw badQuery('invalid page_token');
  return { symbol, time: Number(time) };
}

/**
 * A page of a history: the limit is that of all symbols together, which come one after the other.
 *
 * @param most a page may be shorter than its limit, with a token of the next one all the same.
 */
export function pageOf(
  assets: readonly Asset[],
  window: Window,
  most: number,
  rowsOf: (asset: Asset, window: Window) => Iterable<Timed>,
): { rows: Map<string, unknown[]>; next: string | null } {
  const { token, falling } = window;
  const rows = new Map<string, unknown[]>();
  let left = Math.min(window.limit, most);
  let last: { symbol: string; time: number } | undefined;
  for (const asset of [...assets].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))) {
    if (token && asset.symbol < token.symbol) continue;
    const resumed = token?.symbol === asset.symbol ? token.time : undefined;
    const own: Window = {
      ...window,
      ...(resumed !== undefined && (falling ? { to: resumed - 1 } : { from: resumed + 1 })),
    };
    for (const { time, row } of rowsOf(asset, own)) {
      if (left === 0) return { rows, next: last ? toToken(last) : null };
      left -= 1;
      last = { symbol: asset.symbol, time };
      rows.set(asset.symbol, [...(rows.get(asset.symbol) ?? []), row]);
    }
  }
  return { rows, next: null };
}

function toToken({ symbol, time }: { symbol: string; time: number }): string {
  return Buffer.from(`${symbol}|${time}`).toString('base64');
}
