import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type Envelope, type Plugin, startPlugin } from '../support/startPlugin.js';
import { type GuidePlugin, startGuidePlugin } from './startGuidePlugin.js';

// The guide's plugin splits the secret key box at every comma: its passphrase must hold none.
const account = { ...defaultAccount, passphrase: 'phrase' };
const keys = { access_key: account.accessKey, secret_key: `${account.secret},${account.passphrase}` };

describe("beside the guide's own plugin", () => {
  let okx: OkxDouble;
  let ours: Plugin;
  let python: GuidePlugin;
  let pythonUrl: string;

  beforeAll(async () => {
    okx = await startOkxDouble({ accounts: [account] });
    ours = await startPlugin({ baseUrls: { OKX: okx.url } });
    python = await startGuidePlugin(okx.url);
    pythonUrl = python.url;
    await ours.call(
      'OKX',
      'trade',
      { symbol: 'ETH_USDT', type: 'buy', price: '1000.5', amount: '0.25' },
      keys,
    );
  });
  afterAll(async () => {
    python?.stop();
    await ours?.stop();
    await okx?.close();
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

  const raw = async (path: string, body: string) => ({
    guide: await fetch(pythonUrl + path, { method: 'POST', body }).then(
      (response) => response.text(),
      () => 'dropped',
    ),
    ours: (await ours.post(path, body)).text,
  });

  test('where it is wrong: malformed JSON is sent back, keys included', async () => {
    const answers = await raw('/OKX', `{"secret_key":"${account.secret}",`);
    expect(answers.guide).toContain(account.secret);
    expect(answers.ours).toBe('{"error":"OKX: the request body is not valid JSON"}');
  });

  test.each(['/okx', '/OKX/', '/'])('where it is wrong: the path %s drops the connection', async (path) => {
    const body = JSON.stringify({ ...keys, method: 'ticker', params: { symbol: 'LTC_USDT' } });
    const answers = await raw(path, body);
    expect(answers.guide).toBe('dropped');
    expect(answers.ours).toContain('"symbol":"LTC_USDT"');
  });

  test('where it is wrong: a refused key, HTTP 401, drops the connection', async () => {
    okx.fault({
      match: '*',
      kind: 'status',
      status: 401,
      times: 2,
      body: { msg: 'Invalid Sign', code: '50113' },
    });
    const answers = await both('accounts', {});
    expect(answers.guide.error).toBe('the connection was dropped');
    expect(answers.ours.error).toMatch(/^50113 Invalid Sign \(the secret key is wrong\)/);
  });

  test('where it is wrong: a cancellation succeeds without one', async () => {
    const [order] = okx.orders();
    const answers = await both('cancel', { id: 'ETH-USDT,1', symbol: 'ETH_USDT' });
    expect(answers.guide).toEqual({ data: true });
    expect(answers.ours.error).toMatch(/^51400 /);
    expect(order?.state).toBe('live');
  });

  test('where it is wrong: one slow call holds up the others', async () => {
    const depth = JSON.stringify({ ...keys, method: 'depth', params: { symbol: 'LTC_USDT' } });
    const ticker = JSON.stringify({ ...keys, method: 'ticker', params: { symbol: 'LTC_USDT' } });
    const orderOf = async (url: string) => {
      okx.fault({ match: 'GET /api/v5/market/ticker', kind: 'slow', ms: 2000 });
      const order: string[] = [];
      const arrived = okx.requests.length;
      const post = (body: string, name: string) =>
        fetch(url, { method: 'POST', body }).then(() => order.push(name));
      const slow = post(ticker, 'slow');
      await expect.poll(() => okx.requests.length).toBeGreaterThan(arrived);
      await Promise.all([slow, post(depth, 'quick')]);
      return order;
    };
    expect(await orderOf(`${pythonUrl}/OKX`)).toEqual(['slow', 'quick']);
    expect(await orderOf(`${ours.url}/OKX`)).toEqual(['quick', 'slow']);
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
