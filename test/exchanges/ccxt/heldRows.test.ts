import { expect, test } from 'vitest';
import { heldRows } from '../../../src/exchanges/ccxt/heldRows.js';

test.each([
  ['Binance', { symbol: 'BTCUSDT', positionAmt: '0.5' }],
  ['Bybit', { symbol: 'BTCUSDT', side: 'Buy', size: '0.5', avgPrice: null }],
  ['OKX', { instId: 'BTC-USDT-SWAP', pos: '-0.5' }],
  ['Gate', { contract: 'BTC_USDT', size: -5, entry_price: '1' }],
  ['KuCoin', { symbol: 'XBTUSDTM', currentQty: 5 }],
  ['BloFin', { instId: 'BTC-USDT', positions: '0.5', averagePrice: '' }],
  ['WOO', { symbol: 'PERP_BTC_USDT', holding: '0.5', averageOpenPrice: '1' }],
  ['Hyperliquid', { type: 'oneWay', position: { coin: 'BTC', szi: '0.5', entryPx: '1' } }],
])('a position that is held, as %s tells it', (_, row) => {
  expect(heldRows({ code: 0, data: { list: [row] } })).toHaveLength(1);
});

test.each([
  ['no position', { symbol: 'BTCUSDT', positionAmt: '0.000', entryPrice: '1' }],
  ['an order', { orderId: '1', symbol: 'BTCUSDT', qty: '1', avgPrice: '1', leverage: '5' }],
  ['how many positions there are', { total: 1, positions: 3, unrealizedPnl: '5' }],
  ['a balance', { asset: 'USDT', amount: '5' }],
  ['the leverage of a contract', { symbol: 'BTCUSDT', leverage: '20' }],
])('%s is none', (_, row) => {
  expect(heldRows([row])).toEqual([]);
});

test('ccxt makes texts of numbers: the position is the same', () => {
  const [told] = heldRows({ symbol: 'BTCUSDT', positionAmt: '0.50', entryPrice: '1' });
  const [raw] = heldRows({ symbol: 'BTCUSDT', positionAmt: 0.5, entryPrice: 1 });
  expect(told?.key).toBe(raw?.key);
});
