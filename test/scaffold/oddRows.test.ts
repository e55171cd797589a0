import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createExchange } from '../../src/scaffold/createExchange.js';
import { cliEnvironment } from '../e2e/runCli.js';
import { projectFolder } from './projectFolder.js';

/** An exchange that sends odd rows between good ones; it prints what FMZ gets. */
const PROGRAM = `
import { startRecordingServer, testExchange } from 'fmzproto/testing';
import exchange from './exchanges/odd/index.ts';

const time = 1768464005000;
const instrument = { symbol: 'TSLAx-USDT', status: 'trading', tickSize: 1e-8, lotSize: '1E-2', minAmount: null };
const ticker = { symbol: 'TSLAx-USDT', bid: '1.2e-8', ask: 2e-8, last: '+1', open: '.5', high: '5.', low: 1, volume: 7, time };
const order = { symbol: 'TSLAx-USDT', orderId: 7, side: 'buy', status: 'effective', price: 1e-8, amount: '2', time };
const answers: Record<string, unknown> = {
  '/api/v1/time': { time: Date.now() },
  '/api/v1/instruments': [instrument, { ...instrument, symbol: 'ODD-USDT', tickSize: 'x' }, { symbol: null }],
  '/api/v1/tickers': [ticker, { ...ticker, last: {} }],
  '/api/v1/ticker': ticker,
  '/api/v1/depth': { asks: [['2', '1'], ['', '1']], bids: [[null, '1'], [1, 1]], time: String(time) },
  '/api/v1/trades': [
    { id: 1, price: 1, amount: '1e3', side: 'buy', time },
    { id: 2, price: 1, amount: 1, side: 'odd', time },
  ],
  '/api/v1/candles': [[time, 1, 1, 1, 1, 1], [time, 1, 1, 1, 1, null]],
  '/api/v1/open-orders': [order, { ...order, orderId: '8', filledAmount: '1' }],
  '/api/v1/order-history': [{ ...order, filledAmount: 1 }],
  '/api/v1/balances': [{ currency: 'TSLAx', available: 1e-8, locked: null }],
};
const server = await startRecordingServer(({ path }) => ({ body: { code: 0, data: answers[path] } }));
const odd = testExchange(exchange, { baseUrl: server.url, keys: { access_key: 'key', secret_key: 'secret' } });
const told: Record<string, unknown> = {};
const ask = async (name: string, method: string, params = {}) => {
  told[name] = await odd.call(method, params).then(({ data }) => data, (error: Error) => error.message);
};
const symbol = 'tslax_usdt';
await ask('markets', 'markets');
await ask('ticker', 'ticker', { symbol });
await ask('tickers', 'tickers');
await ask('depth', 'depth', { symbol });
await ask('trades', 'trades', { symbol });
await ask('records', 'records', { symbol, period: 60 });
await ask('orders', 'orders');
await ask('history', 'historyorders', { symbol });
await ask('accounts', 'accounts');
await ask('oddTicker', 'ticker', { symbol: 'ODD_USDT' });
answers['/api/v1/open-orders'] = [order, { ...order, amount: 'x' }];
await ask('oddOrders', 'orders');
await odd.close();
await server.close();
process.stdout.write(JSON.stringify(told));
`;

test('a generated adapter survives odd rows, odd figures and states that nobody knows', async () => {
  const cwd = await projectFolder();
  await createExchange(
    {
      ...{ name: 'odd', protocol: 'rest', baseUrl: 'https://api.odd.example', products: ['spot'] },
      ...{ signing: 'bybit', symbols: 'hyphen', style: 'envelope', base: 'BTC', quote: 'USDT' },
    },
    { cwd, dir: 'exchanges', force: false, dryRun: false },
  );
  await writeFile(join(cwd, 'odd.ts'), PROGRAM);
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'fmzproto/register', 'odd.ts'], {
    ...{ cwd, encoding: 'utf8', env: cliEnvironment() },
  });
  expect(stderr).toBe('');
  const ticker = {
    ...{ symbol: 'TSLAx_USDT', buy: '0.000000012', sell: '0.00000002', last: '1', open: '0.5', high: '5' },
    ...{ low: '1', vol: '7', time: '1768464005000' },
  };
  const order = {
    ...{ id: 'TSLAx-USDT,7', symbol: 'TSLAx_USDT', amount: 2, price: 1e-8, deal_amount: 0, avg_price: 0 },
    ...{ type: 'buy', status: 'submitted', time: 1768464005000 },
  };
  expect(JSON.parse(stdout)).toEqual({
    markets: {
      TSLAx_USDT: {
        ...{ symbol: 'TSLAx_USDT', base_asset: 'TSLAx', quote_asset: 'USDT' },
        ...{ tick_size: 1e-8, amount_size: 0.01, price_precision: 8, amount_precision: 2 },
      },
    },
    ticker,
    tickers: [ticker],
    depth: { asks: [[2, 1]], bids: [[1, 1]], time: 1768464005000 },
    trades: [{ id: '1', time: 1768464005000, price: 1, amount: 1000, type: 'buy' }],
    records: [[1768464005, 1, 1, 1, 1, 1]],
    orders: [order, { ...order, id: 'TSLAx-USDT,8', deal_amount: 1, status: 'partial-filled' }],
    history: [{ ...order, deal_amount: 1, status: 'partial-canceled' }],
    accounts: [{ currency: 'TSLAx', free: '0.00000001', frozen: '0' }],
    oddTicker:
      'Odd lists ODD_USDT so that it cannot be read: ODD-USDT: tickSize must be a decimal number, not "x"',
    oddOrders: 'the answer is not as documented: data.1 (order 7): amount must be a decimal number, not "x"',
  });
});
