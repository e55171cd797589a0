import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type Envelope, type Plugin, startPlugin } from '../support/startPlugin.js';

const source = new URL('../../../shared/guide/okx_plugin.py', import.meta.url);
const runs = existsSync(source) && spawnSync('python3', ['--version']).status === 0;

// The guide's plugin splits the secret key box at every comma: its passphrase must hold none.
const account = { ...defaultAccount, passphrase: 'phrase' };
const keys = { access_key: account.accessKey, secret_key: `${account.secret},${account.passphrase}` };

describe.skipIf(!runs)("beside the guide's own plugin", () => {
  let okx: OkxDouble;
  let ours: Plugin;
  let python: ChildProcess;
  let pythonUrl: string;
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-guide-'));

  beforeAll(async () => {
    okx = await startOkxDouble({ accounts: [account] });
    ours = await startPlugin({ baseUrls: { OKX: okx.url } });
    const port = await freePort();
    const file = join(folder, 'plugin.py');
    writeFileSync(file, readFileSync(source, 'utf8').replace('"https://www.okx.com"', `"${okx.url}"`));
    python = spawn('python3', [file, '--port', String(port)], { stdio: 'ignore' });
    pythonUrl = `http://localhost:${port}`;
    await vi.waitUntil(
      () =>
        fetch(pythonUrl).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 10_000 },
    );
    await ours.call(
      'OKX',
      'trade',
      { symbol: 'ETH_USDT', type: 'buy', price: '1000.5', amount: '0.25' },
      keys,
    );
  });
  afterAll(async () => {
    python?.kill();
    await ours?.stop();
    await okx?.close();
    rmSync(folder, { recursive: true });
  });

  async function both(method: string, params: object, headers: Record<string, string> = {}) {
    const body = JSON.stringify({ ...keys, method, nonce: 0, params }).replace(
      '"nonce":0',
      '"nonce":1730275031047002000',
    );
    const answer = await fetch(`${pythonUrl}/OKX`, { method: 'POST', body, headers }).then(
      async (response): Promise<Envelope> => Object(await response.json()),
      (): Envelope => ({ error: 'the connection was dropped' }),
    );
    return { guide: answer, ours: (await ours.post('/OKX', body, headers)).envelope };
  }
  const withoutTime = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, item) => (key === 'time' || key === 'ts' || key === 'uTime' ? 0 : item)),
    );

  test('GetTicker: the same data and the same raw', async () => {
    const answers = await both('ticker', { symbol: 'LTC_USDT' });
    expect(withoutTime(answers.ours)).toEqual(withoutTime(answers.guide));
  });

  test('GetTicker("USDT"): an error from both', async () => {
    const answers = await both('ticker', { symbol: 'USDT' });
    expect(answers.guide).toHaveProperty('error');
    expect(answers.ours).toHaveProperty('error');
  });

  test('GetAccount: the same free amounts; frozen is what is locked, not what orders alone lock', async () => {
    const answers = await both('accounts', {});
    const free = ({ data }: Envelope) =>
      Object(data).map((row: { currency: string; free: string }) => [row.currency, row.free]);
    expect(free(answers.ours)).toEqual(free(answers.guide));
    expect(withoutTime(answers.ours.raw)).toEqual(withoutTime(answers.guide.raw));
  });

  test('IO: the same reply', async () => {
    const query = { instType: 'SPOT', instId: 'ETH-USDT' };
    const answers = await both('__api_/api/v5/trade/orders-pending', query, { 'Http-Method': 'GET' });
    expect(answers.ours).toEqual(answers.guide);
  });

  test('GetOrders: the same order, with the status and the symbol of the protocol and numbers', async () => {
    const answers = await both('orders', { symbol: 'ETH_USDT' });
    const [theirs] = Object(answers.guide.data);
    const { state: _state, ...shared } = theirs;
    expect(theirs.state).toBe('pending');
    expect(answers.ours.data).toEqual([
      {
        ...shared,
        symbol: 'ETH_USDT',
        amount: Number(theirs.amount),
        price: Number(theirs.price),
        deal_amount: Number(theirs.deal_amount),
        avg_price: Number(theirs.avg_price),
        status: 'pending',
        time: expect.any(Number),
      },
    ]);
  });

  test.each([
    ['a currency is missing and the connection drops', 'orders', {}],
    [
      'an invented order id answers for an order that was never placed',
      'trade',
      { symbol: 'BTC_USDT', type: 'buy', price: '1', amount: '99999' },
    ],
    ['a method that is not dispatched', 'tickers', {}],
  ])('where it is wrong: %s', async (_what, method, params) => {
    const before = okx.orders().length;
    const answers = await both(method, params);
    expect(okx.orders().length).toBe(before);
    expect(answers.ours.error === undefined).not.toBe(answers.guide.error === undefined);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
