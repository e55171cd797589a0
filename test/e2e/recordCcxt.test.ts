import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseJson } from '../../src/protocol/json.js';
import { bitvavoKeys, startBitvavo } from '../doubles/ccxt/bitvavo.js';
import { kucoinKeys, startKucoin } from '../doubles/ccxt/kucoin.js';
import { killServed, type Served, startServe } from './startServe.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-record-'));
});
afterEach(() => {
  killServed();
  rmSync(folder, { recursive: true });
});

async function stop({ child, done }: Served) {
  child.kill('SIGTERM');
  expect((await done).code).toBe(0);
}

test.each([
  {
    id: 'bitvavo',
    start: startBitvavo,
    keys: bitvavoKeys,
    symbol: 'BTC_EUR',
    path: '/v2/balance',
    signature: 'bitvavo-access-signature',
  },
  {
    id: 'kucoin',
    start: startKucoin,
    keys: kucoinKeys,
    symbol: 'BTC_USDT',
    path: '/api/v1/accounts',
    signature: 'kc-api-sign',
  },
])(
  '$id: what was recorded is answered without it, and holds no keys',
  async ({ id, start, keys, symbol, path, signature }) => {
    const double = await start();
    const call = async ({ url }: Served, method: string, params: object = {}) => {
      const body = JSON.stringify({ ...keys, method, params });
      const answer = await fetch(`${url}/${id}`, { method: 'POST', headers: { 'http-method': 'GET' }, body });
      return Object(parseJson(await answer.text()));
    };
    const order = { symbol, type: 'buy', price: '40000', amount: '0.1' };
    const session = async (served: Served) => {
      const answers = [];
      for (const [method, params] of [
        ['ticker', { symbol }],
        ['depth', { symbol, limit: '20' }],
        ['records', { symbol, period: '60', limit: '50' }],
        ['trades', { symbol }],
        ['GetMarkets', {}],
        ['GetAccount', {}],
        [`__api_${path}`, {}],
      ] as const)
        answers.push(await call(served, method, params));
      const placed = await call(served, 'trade', order);
      const { id: orderId } = Object(placed.data);
      answers.push(placed, await call(served, 'order', { id: orderId }), await call(served, 'orders'));
      answers.push(
        await call(served, 'cancel', { id: orderId }),
        await call(served, 'order', { id: orderId }),
      );
      return answers;
    };
    // A machine that is held up answers late, and the deadline is not what is looked at.
    const patient = ['--timeout', '120000'];
    const first = await startServe(['--base-url', `${id}=${double.url}`, '--record', folder, ...patient]);
    const answers = await session(first);
    for (const answer of answers) expect(answer).not.toHaveProperty('error');
    await stop(first);
    await double.close();

    const signatures = double.requests.flatMap(({ headers }) => headers[signature] ?? []);
    const passphrases = double.requests.flatMap(({ headers }) => headers['kc-api-passphrase'] ?? []);
    const [secret = '', ...passphrase] = keys.secret_key.split(',');
    expect(signatures.length).toBeGreaterThan(5);
    const secrets = [keys.access_key, secret, passphrase.join(','), ...signatures, ...passphrases].map(
      String,
    );
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const hidden of secrets.filter((value) => value !== '')) expect(text).not.toContain(hidden);
    }

    const second = await startServe(['--replay', folder, ...patient]);
    const again = await session(second);
    await stop(second);
    // A book whose time ccxt does not tell has that of the answer.
    const comparable = (list: { data?: unknown; error?: string }[]) =>
      list.map(({ data, error }) =>
        Object(data).asks ? { data: { ...Object(data), time: 0 }, error } : { data, error },
      );
    expect(comparable(again)).toEqual(comparable(answers));
  },
);
