import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createExchange } from '../../src/scaffold/createExchange.js';
import { cliEnvironment } from '../e2e/runCli.js';
import { projectFolder } from './projectFolder.js';

/** An exchange on which spot and a perpetual contract are both called BTCUSDT; it prints what FMZ gets and what was asked. */
const PROGRAM = `
import { startRecordingServer, testExchange } from 'fmzproto/testing';
import exchange from './exchanges/twin/index.ts';

const instrument = { symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT', status: 'trading', tickSize: '0.1', lotSize: '1' };
const order = { symbol: 'BTCUSDT', orderId: '7', side: 'buy', status: 'new', price: '1', amount: '2', time: 1768464005000 };
const answers: Record<string, unknown> = {
  '/api/v1/time': { time: Date.now() },
  '/api/v1/instruments': [instrument],
  '/api/v1/open-orders': [order],
  '/api/v1/order-info': order,
};
const asked: string[] = [];
const server = await startRecordingServer(({ path, query }) => {
  const { product, symbol = '-' } = Object.fromEntries(new URLSearchParams(query));
  if (path.includes('order')) asked.push(path.replace('/api/v1/', '') + ' ' + product + ' ' + symbol);
  return { body: { code: 0, data: answers[path] } };
});
const twin = testExchange(exchange, { baseUrl: server.url, keys: { access_key: 'key', secret_key: 'secret' } });
const short = (rows: readonly { id: string; symbol: string }[]) => rows.map(({ id, symbol }) => [id, symbol]);
const all = short((await twin.call('orders', {})).data);
const range = short((await twin.call('orders', { symbol: 'USDT.swap' })).data);
const spot = short([(await twin.call('order', { id: 'spot:BTCUSDT,7' })).data]);
const contract = short([(await twin.call('order', { id: 'futures:BTCUSDT,7' })).data]);
const foreign = await twin.call('order', { id: 'BTCUSDT,7' }).catch((error: Error) => error.message);
await twin.close();
await server.close();
process.stdout.write(JSON.stringify({ all, range, spot, contract, foreign, asked }));
`;

test('spot and contracts of one name are told apart, in lists and by the order id', async () => {
  const cwd = await projectFolder();
  await createExchange(
    {
      ...{
        name: 'twin',
        protocol: 'rest',
        baseUrl: 'https://api.twin.example',
        products: ['spot', 'futures'],
      },
      ...{ signing: 'bybit', symbols: 'joined', style: 'envelope', base: 'BTC', quote: 'USDT' },
    },
    { cwd, dir: 'exchanges', force: false, dryRun: false },
  );
  await writeFile(join(cwd, 'shared.ts'), PROGRAM);
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'fmzproto/register', 'shared.ts'], {
    ...{ cwd, encoding: 'utf8', env: cliEnvironment() },
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    all: [
      ['spot:BTCUSDT,7', 'BTC_USDT'],
      ['futures:BTCUSDT,7', 'BTC_USDT.swap'],
    ],
    range: [['futures:BTCUSDT,7', 'BTC_USDT.swap']],
    spot: [['spot:BTCUSDT,7', 'BTC_USDT']],
    contract: [['futures:BTCUSDT,7', 'BTC_USDT.swap']],
    foreign:
      '"BTCUSDT,7" is not a Twin order id: use the id that CreateOrder returned, like spot:BTCUSDT,7300000001',
    asked: [
      'open-orders spot -',
      'open-orders futures -',
      'open-orders futures -',
      'order-info spot BTCUSDT',
      'order-info futures BTCUSDT',
    ],
  });
});
