import { describe, expect, test } from 'vitest';
import { toInstruments } from '../../../src/exchanges/ccxt/instruments.js';
import type { VenueFacts } from '../../../src/exchanges/ccxt/venues/defineVenue.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';
import { fieldsOf } from './describeWrite.js';
import { swapOrder } from './offlineOrders.js';
import { openOffline } from './signWrites.js';

describe('a leverage whose answer is lost', () => {
  const set = async (level: string) => {
    const exchange = await openOffline('okx', 'swap', { hedged: false, order: swapOrder, lost: true });
    const signed = await exchange.call('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: level });
    await exchange.close();
    return signed;
  };

  test('is found where it is set', async () => {
    const { sent, error } = await set('3');
    expect({ sent: sent.length, error }).toEqual({ sent: 1, error: '' });
  });

  test('is unknown where it is not', async () => {
    const { sent, error } = await set('5');
    expect(sent).toHaveLength(1);
    expect(error).toMatch(
      /^outcome unknown: .*the leverage of BTC_USDT.swap may have been carried out: set it again$/,
    );
  });
});

test('contracts margined in coin are opened and closed by name on htx', async () => {
  const exchange = await openOffline('htx', 'inverse', { hedged: false, order: swapOrder });
  const offsets = [];
  for (const type of ['buy', 'closebuy']) {
    const { sent } = await exchange.call('trade', {
      symbol: 'BTC_USD.swap',
      type,
      price: '12345.6',
      amount: '37',
    });
    offsets.push(Object.fromEntries(sent.flatMap(fieldsOf)));
  }
  await exchange.close();
  expect(offsets).toMatchObject([
    { direction: 'buy', offset: 'open' },
    { direction: 'sell', offset: 'close' },
  ]);
});

test('an amount that ccxt cuts off is not sent', async () => {
  const exchange = await openOffline('gate', 'swap', { hedged: false, order: swapOrder });
  const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '12345.6', amount: '37.5' };
  expect(await exchange.call('trade', order)).toEqual({
    sent: [],
    error: 'amount 37.5 cannot be sent exactly: use fewer digits',
  });
  await exchange.close();
});

test.each(['deribit', 'weex', 'apex', 'gemini'])(
  '%s takes amounts in coins: a contract is one of them',
  (id) => {
    const perpetual = {
      ...{ id: 'BTC-PERPETUAL', symbol: 'BTC/USDC:USDC', base: 'BTC', quote: 'USDC', settle: 'USDC' },
      ...{ type: 'swap', spot: false, swap: true, future: false, linear: true, inverse: false },
      ...{ active: true, contractSize: '0.0001', expiry: undefined },
    };
    const sizeFor = (facts: VenueFacts) => toInstruments({ perpetual }, facts)[0]?.row.contractSize;
    expect([sizeFor(factsOf(id)), sizeFor(factsOf('okx'))]).toEqual(['1', '0.0001']);
  },
);
