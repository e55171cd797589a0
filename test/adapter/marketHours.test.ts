import { expect, test } from 'vitest';
import { refuseWhileClosed } from '../../src/adapter/marketHours.js';
import { methods } from '../../src/protocol/methods.js';
import { parseWith } from '../../src/protocol/parseWith.js';

const instrument = {
  ...{ list: 'spot', id: 'A', kind: 'spot' as const, base: 'A', quote: 'USD', standard: true },
  ...{ row: null, name: 'A_USD' },
};
const market = { symbol: 'A_USD', type: 'buy', price: -1, amount: '1' };

/** @param hours what the adapter says, maybe not what the types allow: it may be in JavaScript. */
const order = (hours: string) =>
  refuseWhileClosed(
    { hours: async () => JSON.parse(hours) },
    instrument,
    parseWith(methods.trade.params, market),
    'queues',
  );

test('an open market takes a market order, a closed one does not', async () => {
  await expect(order('{"open":true}')).resolves.toBeUndefined();
  await expect(order('{"open":false,"opens":1795000000000}')).rejects.toThrow(
    /^A_USD: the market is closed, it opens at 2026-11-18 .*; no order was sent$/,
  );
  await expect(order('{"open":false}')).rejects.toThrow('A_USD: the market is closed; no order was sent');
});

test.each(['null', '{}', '{"open":"false"}', '{"open":1}', '"closed"', '{"open":false,"opens":1795000000}'])(
  'hours that say %s are a fault, and nothing is sent',
  async (hours) => {
    await expect(order(hours)).rejects.toThrow(/^hours must answer \{ open: true \}/);
  },
);
