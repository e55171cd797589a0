import fc from 'fast-check';
import { expired, type Listed, listed, listedOf } from '../instruments.js';
import { envelope, nothing, style } from './envelope.js';
import { order, stamps, type Which } from './order.js';
import type { Source } from './Payload.js';

/** One order of any kind, and in any state. */
export const oneOrder = fc.tuple(fc.constantFrom(...listed), fc.boolean()).chain(([instrument, hedged]) =>
  fc
    .tuple(order(instrument, 'all', hedged), stamps(1), style)
    .map(([given, [stamp = { ordId: '1', cTime: '0', uTime: '0' }], written]) => ({
      ...{ instrument, hedged, ordId: stamp.ordId },
      answers: { '/api/v5/trade/order': envelope([{ ...given, ...stamp }], written) },
      sources: new Map<string, Source>([[stamp.ordId, { ...given, ...stamp }]]),
    })),
);

/** A list of orders, newest first, of one instrument or of several of one type. */
function orderList(path: string, which: Which) {
  return fc
    .tuple(
      fc.constantFrom('SPOT' as const, 'SPOT' as const, 'SWAP' as const, 'FUTURES' as const),
      fc.boolean(),
      fc.boolean(),
    )
    .chain(([type, only, hedged]) =>
      fc.constantFrom(...listedOf(type)).chain((one) =>
        rowsOf(only ? [one] : tradedOf(type, which), which, hedged).map((rows) => ({
          type,
          hedged,
          rows,
          instrument: only ? one : undefined,
        })),
      ),
    )
    .chain((list) =>
      style.map((written) => ({
        ...list,
        answers: answersOf(path, list.type, envelope(list.rows, written)),
        sources: new Map(list.rows.map((row) => [row.ordId, row])),
      })),
    );
}

/** What orders of a list may be of: those that are over may be of contracts that are over, too. */
function tradedOf(type: 'SPOT' | 'SWAP' | 'FUTURES', which: Which): Listed[] {
  return type === 'FUTURES' && which === 'done' ? [...listedOf(type), ...expired] : listedOf(type);
}

function rowsOf(instruments: Listed[], which: Which, hedged: boolean) {
  return fc
    .array(
      fc.constantFrom(...instruments).chain((instrument) => order(instrument, which, hedged)),
      { minLength: 1, maxLength: 8 },
    )
    .chain((given) =>
      stamps(given.length).map((times) => times.map((stamp, index) => ({ ...given[index], ...stamp }))),
    );
}

/** A list is asked for by type, or for all types at once. */
function answersOf(path: string, type: string, text: string): Record<string, string> {
  return {
    '/api/v5/trade/orders-history-archive': nothing,
    [path]: nothing,
    [`${path}?instType=null`]: text,
    [`${path}?instType=${type}`]: text,
  };
}

export const openOrders = orderList('/api/v5/trade/orders-pending', 'open');
export const historyOrders = orderList('/api/v5/trade/orders-history', 'done');
