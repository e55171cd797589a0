import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

let okx: OkxDouble;
beforeAll(async () => {
  okx = await startOkxDouble();
});
afterAll(() => okx.close());
afterEach(killServed);

async function ask(served: Served, exchange: string, account: string, method: string, params: object = {}) {
  const response = await fetch(`${served.url}/${exchange}`, {
    method: 'POST',
    body: JSON.stringify({ access_key: account, secret_key: '', method, nonce: 1, params }),
  });
  return Object(await response.json());
}

const balancesOf = async (served: Served, exchange: string, account: string) =>
  (await ask(served, exchange, account, 'accounts')).data;

it('a new account starts with it, on the prices of another exchange too', async () => {
  const served = await startServe(
    ['--base-url', `OKX=${okx.url}`, '--paper-balance', 'USDT=100000, btc=2.50,FOO=0'],
    {},
  );
  const expected = [
    { currency: 'USDT', free: '100000', frozen: '0' },
    { currency: 'BTC', free: '2.5', frozen: '0' },
    { currency: 'FOO', free: '0', frozen: '0' },
  ];
  expect(await balancesOf(served, 'Paper', 'me')).toEqual(expected);
  expect(await balancesOf(served, 'Paper/OKX', 'me')).toEqual(expected);
  const order = { symbol: 'BTC_USDT.swap', type: 'sell', price: '-1', amount: '1000' };
  expect(await ask(served, 'Paper', 'me', 'trade', order)).toHaveProperty('data.id');
});

it('an account that was saved keeps its own', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'fmzproto-balance-')), 'paper.json');
  const first = await startServe(['--paper-state', file]);
  const sale = { symbol: 'BTC_USDT', type: 'sell', price: '1000000', amount: '0.5' };
  expect(await ask(first, 'Paper', 'old', 'trade', sale)).toHaveProperty('data.id');
  first.child.kill('SIGTERM');
  await first.done;
  const second = await startServe(['--paper-state', file], { env: { FMZPROTO_PAPER_BALANCE: 'USDC=7' } });
  expect(await balancesOf(second, 'Paper', 'old')).toContainEqual({
    ...{ currency: 'BTC', free: '0.5', frozen: '0.5' },
  });
  expect(await balancesOf(second, 'Paper', 'new')).toEqual([{ currency: 'USDC', free: '7', frozen: '0' }]);
});

it.each([
  ['', '--paper-balance is empty: give it a value, or leave it out'],
  ['USDT', '--paper-balance "USDT" has no amount: write CURRENCY=AMOUNT, like USDT=100000,BTC=2'],
  ['USDT=1,', '--paper-balance "" has no amount: write CURRENCY=AMOUNT, like USDT=100000,BTC=2'],
  ['=5', '--paper-balance "" is not a currency: write CURRENCY=AMOUNT, like USDT=100000,BTC=2'],
  [
    'BTC_USDT=5',
    '--paper-balance "BTC_USDT" is not a currency: write CURRENCY=AMOUNT, like USDT=100000,BTC=2',
  ],
  ['USDT=5,usdt=6', '--paper-balance names USDT twice: leave out one of them'],
  ['USDT=-1', '--paper-balance USDT=-1 is below 0: an account starts with 0 or more'],
  ['USDT=', '--paper-balance "" is not an amount of USDT: write a plain number, like USDT=100.5'],
  ['USDT=1e5', '--paper-balance "1e5" is not an amount of USDT: write a plain number, like USDT=100.5'],
  ['USDT=1.2.3', '--paper-balance "1.2.3" is not an amount of USDT: write a plain number, like USDT=100.5'],
  [
    'USDT=1，BTC=2',
    '--paper-balance "USDT=1，BTC=2" has full-width characters: did you mean "USDT=1,BTC=2"?',
  ],
  ['USDT=100000;BTC=2', /"100000;BTC=2" is not an amount of USDT/],
])('%j is refused', async (value, message) => {
  const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--paper-balance', value]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  if (typeof message === 'string') expect(stderr).toBe(`error: ${message}\n`);
  else expect(stderr).toMatch(message);
});
