import { uuidOf } from './Asset.js';

/** An order that the double accepted. Times are Unix ms. */
export interface AlpacaOrder {
  accessKey: string;
  id: string;
  client_order_id: string;
  symbol: string;
  asset_class: 'us_equity' | 'crypto';
  qty: string | null;
  notional: string | null;
  filled_qty: string;
  filled_avg_price: string | null;
  type: 'market' | 'limit' | 'stop' | 'stop_limit';
  side: 'buy' | 'sell';
  position_intent: string;
  time_in_force: string;
  limit_price: string | null;
  stop_price: string | null;
  status: string;
  extended_hours: boolean;
  submittedAt: number;
  updatedAt: number;
  expiresAt: number | null;
  endedAt: number | null;
  replaced_by: string | null;
  replaces: string | null;
  /** What happens to it next, and when. */
  pending: { step: 'route' | 'cancel' | 'replace' | 'replaced'; at: number } | undefined;
}

const OPEN = new Set([
  ...['accepted', 'pending_new', 'new', 'partially_filled', 'pending_cancel', 'pending_replace'],
  ...['held', 'done_for_day', 'stopped', 'suspended', 'accepted_for_bidding'],
]);

export function isOpen({ status }: Pick<AlpacaOrder, 'status'>): boolean {
  return OPEN.has(status);
}

/** A time with more digits than milliseconds, as many as it happens to have. */
export function timeText(time: number | null, digits = 9): string | null {
  if (time === null) return null;
  const [second = '', fraction = ''] = new Date(time).toISOString().split(/[.Z]/);
  const long = `${fraction}120448`.slice(0, digits).replace(/0+$/, '');
  return long === '' ? `${second}Z` : `${second}.${long}Z`;
}

/** The row of /v2/orders. */
export function orderRow(order: AlpacaOrder): Record<string, unknown> {
  const { accessKey: _, pending: __, submittedAt, updatedAt, expiresAt, endedAt, ...row } = order;
  const ended = (status: string) => timeText(order.status === status ? endedAt : null);
  return {
    ...row,
    created_at: timeText(submittedAt),
    updated_at: timeText(updatedAt, 8),
    submitted_at: timeText(submittedAt),
    filled_at: ended('filled'),
    expired_at: ended('expired'),
    expires_at: timeText(expiresAt, 0),
    canceled_at: ended('canceled'),
    failed_at: ended('rejected'),
    replaced_at: ended('replaced'),
    asset_id: uuidOf(`asset ${row.symbol}`),
    order_class: '',
    order_type: row.type,
    legs: null,
    trail_percent: null,
    trail_price: null,
    hwm: null,
    subtag: null,
    source: null,
  };
}
