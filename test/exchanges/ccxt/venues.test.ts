import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRow } from '../../../src/exchanges/ccxt/calls/answers.js';
import { findCcxt, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { orderRow } from '../../../src/exchanges/ccxt/orders/orderRow.js';
import { averageOf, offsetOf } from '../../../src/exchanges/ccxt/orders/parseOrder.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';

const ccxt = findCcxt();
const sources = new Map(ccxt?.ids.map((id) => [id, readFileSync(new URL(ccxt.moduleOf(id)), 'utf8')]));
const idsWhere = (fits: (id: string, source: string) => boolean) =>
  [...sources].flatMap(([id, source]) => (fits(id, source) ? [id] : []));

test.each(['price', 'amount'] as const)('whose %s steps ccxt has once for all markets', (name) => {
  const invented = new RegExp(`'precision': \\{[^}]*'${name}': this\\.parseNumber\\('1e-`);
  expect(idsWhere((_, source) => invented.test(source))).toEqual(
    idsWhere((id) => factsOf(id).inventedSteps?.includes(name) === true),
  );
});

test('whose best prices ccxt leaves out of all tickers, and has no other list of', () => {
  const without = idsWhere((_, source) => {
    const parsers = source.match(/^ {4}parse\w*Ticker\([\s\S]*?^ {4}\}/gm) ?? [];
    const bids = parsers.join('').match(/^ *'bid': .*/gm) ?? [];
    const listed = /'(fetchBidsAsks|fetchOrderBooks)': true/.test(source);
    return bids.length > 0 && bids.every((bid) => bid.trim() === "'bid': undefined,") && !listed;
  });
  const listed = idsWhere((id) => {
    const { bestOfOne, quotesOfSize, lacks } = factsOf(id);
    return (bestOfOne === true && quotesOfSize !== true) || lacks?.includes('tickers') === true;
  });
  expect(without).toEqual(listed);
});

test.each([
  // Half of 0.01 at 4000 is filled; 40 is what all of it would be.
  [
    'latoken',
    {
      id: 'a76bd262-3560-4bfb-98ac-1cedd394f4fc',
      status: 'ORDER_STATUS_PLACED',
      side: 'ORDER_SIDE_BUY',
      type: 'ORDER_TYPE_LIMIT',
      price: '4000.00',
      quantity: '0.01',
      cost: '40.000000000000000000',
      filled: '0.005',
      timestamp: 1_635_920_767_648,
    },
    '4000',
  ],
  // A market order.
  [
    'indodax',
    {
      order_id: '49326856',
      type: 'sell',
      price: '1000000000',
      submit_time: '1618314671',
      finish_time: '1618314671',
      status: 'filled',
      order_xrp: '30.45000000',
      remain_xrp: '0.00000000',
    },
    '0',
  ],
  [
    'cryptomus',
    {
      id: '01JFFG72CBRDP68K179KC9DSTG',
      type: 'limit',
      direction: 'sell',
      price: '102.0130000000000000',
      quantity: '0.0005000000000000',
      value: '0.0510065000000000',
      filledQuantity: '0.0002500000000000',
      filledValue: '0.0256000000000000',
      createdAt: '2024-12-19 09:02:51',
    },
    '102.4',
  ],
])('the average price of %s is not made of what was ordered', async (id, order, average) => {
  if (!ccxt) throw new Error('ccxt is not installed');
  const exchange: unknown = new (await loadClass(ccxt, id))({});
  const market = { symbol: 'XRP/IDR', baseId: 'xrp', quoteId: 'idr', contractSize: undefined };
  const parse: unknown = Reflect.get(Object(exchange), 'parseOrder');
  if (typeof parse !== 'function') throw new TypeError('ccxt has no parseOrder');
  const row = parseRow(orderRow, Reflect.apply(parse, exchange, [order, market]));
  expect(Number(row.filled)).toBeGreaterThan(0);
  expect(averageOf(row, factsOf(id))).toBe(average);
});

test.each([
  ['an order in net mode', { positionSide: 'BOTH' }, 'sell', false, 'open'],
  ['one that only reduces', { positionSide: 'BOTH' }, 'sell', true, 'close'],
  ['one that sells of a long position', { posSide: 'long' }, 'sell', false, 'close'],
  ['one that buys into a long position', { posSide: 'Long' }, 'buy', false, 'open'],
  ['one that buys of a short position', { positionSide: 'SHORT' }, 'buy', false, 'close'],
  ['one that sells into a short position', { positionSide: 'SHORT' }, 'sell', true, 'open'],
  ['one that says so itself', { offset: 'close', positionSide: 'LONG' }, 'buy', false, 'close'],
  ['one without any word', undefined, 'buy', false, 'open'],
])('%s', (_, info, side, reduceOnly, offset) => {
  expect(offsetOf({ side, reduceOnly, info })).toBe(offset);
});
