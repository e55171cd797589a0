import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { compareDecimals } from '../protocol/decimal.js';
import { say } from '../wording/say.js';
import type { Api } from './Api.js';
import type { WriteLimits } from './ApiRequest.js';
import { type WriteOutcome, writeOnce } from './writeOnce.js';

/** A change of one order, or its cancellation. */
export interface OrderWrite<Replies> {
  /** FMZ's id of the order, for people. */
  id: string;
  /** Whether the exchange drops the request when it arrives late: see `writeOnce`. */
  expires: boolean;
  /** Sends it, once; hand `limits` on to the request. */
  send(limits: Required<WriteLimits>): Promise<Replies>;
  /** The order as the exchange has it now; `undefined` where it does not show it. */
  find(): Promise<ChangedOrder<Replies> | undefined>;
}

type WriteApi = Pick<Api<unknown, unknown>, 'remaining' | 'sentWrites' | 'signal' | 'syncClock'>;

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as `writeOnce` does.
 */
export function cancelOnce<Replies>(api: WriteApi, write: OrderWrite<Replies>): Promise<Replies> {
  return changeOnce(api, say('cancellation of order {id}', { id: write.id }), say('cancel it again'), write);
}

/**
 * Changes an order's price, amount, or both, sent once. Where no usable answer comes, the order tells.
 *
 * @throws as `writeOnce` does.
 */
export function amendOnce<Replies>(api: WriteApi, write: OrderWrite<Replies>): Promise<Replies> {
  return changeOnce(
    api,
    say('change of order {id}', { id: write.id }),
    say('ask GetOrder for it before changing it again'),
    write,
  );
}

/** An order as the exchange has it, after a change of it was sent. */
export interface ChangedOrder<Replies = Reply> {
  /** In which it was read. */
  reply: Replies;
  /** Whether it is as the change wanted it. */
  done: boolean;
  /** Whether it may still trade, and so be changed. */
  open: boolean;
  /** The exchange's word for its state, for people. */
  state: string;
}

/**
 * What became of a cancellation or another change of an order whose answer was lost: for `find` of `writeOnce`.
 *
 * @param order `undefined` where the exchange does not show it: a part of it that lags behind may not know it yet.
 * @throws NetworkError, with outcome unknown, where it is not shown.
 * @example
 * const { row, reply } = await findOrder(api, key);
 * return resolveChange({ reply, done: row.state === 'canceled', open: row.state === 'live', state: row.state });
 */
export function resolveChange<Replies = Reply>(
  order: ChangedOrder<Replies> | undefined,
): WriteOutcome<Replies> {
  if (!order) throw new NetworkError(say('the order cannot be found'), { outcome: 'unknown' });
  if (order.done) return { state: 'done', value: order.reply };
  if (order.open) return { state: 'none' };
  return { state: 'refused', reason: say('the order is {state} already', { state: order.state }) };
}

/**
 * Whether a field of an order is what a change wanted it to be; one that was not to be changed always is.
 *
 * @param value a decimal string; `undefined` or "" where the exchange does not tell it.
 * @example matchesField('59000.0', '59000') // true
 */
export function matchesField(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || (!!value && compareDecimals(value, wanted) === 0);
}

function changeOnce<Replies>(
  api: WriteApi,
  subject: string,
  advice: string,
  { expires, send, find }: OrderWrite<Replies>,
): Promise<Replies> {
  return writeOnce(api, { subject, advice, expires, send, find: async () => resolveChange(await find()) });
}
