import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, onTestFinished, test, vi } from 'vitest';
import { spotOrder } from './offlineOrders.js';
import { openOffline } from './signWrites.js';

const ids = ['bitvavo', 'kucoin', 'upbit', 'btcmarkets', 'whitebit', 'coinmate', 'gate', 'htx', 'kraken'];

// Each store slows down every promise of the process: that of OKX as well, whoever uses ccxt beside it.
test('however many exchanges are open, their calls go through the same two stores', async () => {
  const run = vi.spyOn(AsyncLocalStorage.prototype, 'run');
  onTestFinished(() => run.mockRestore());
  for (const id of ids) {
    const exchange = await openOffline(id, 'spot', { hedged: false, order: spotOrder });
    const params = { symbol: 'BTC_USDT', type: 'buy', price: '12345.6', amount: '0.0123' };
    const { sent } = await exchange.call('trade', params);
    await exchange.close();
    expect(sent, id).toHaveLength(1);
  }
  expect(run.mock.contexts.length).toBeGreaterThanOrEqual(ids.length);
  expect(new Set(run.mock.contexts).size).toBeLessThanOrEqual(2);
});
