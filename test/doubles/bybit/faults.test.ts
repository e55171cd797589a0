import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useBybit } from './useBybit.js';

const { bybit, client, open } = useBybit();

const order = {
  ...{ category: 'spot', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit' },
  ...{ price: '50000', qty: '0.01' },
};
const create = 'POST /v5/order/create';

describe('faults', () => {
  it.each(['reset-after', 'half-body'] as const)('carries an order out before %s', async (kind) => {
    bybit().fault({ match: create, kind });
    await expect(client.place(order)).rejects.toThrow();
    expect(bybit().orders()).toHaveLength(1);
  });

  it('does not carry an order out before reset-before', async () => {
    bybit().fault({ match: create, kind: 'reset-before' });
    await expect(client.place(order)).rejects.toThrow();
    expect(bybit().orders()).toHaveLength(0);
    await client.placed(order);
    expect(bybit().orders()).toHaveLength(1);
  });

  it('says 10016 with the order made, and without', async () => {
    const body = { retCode: 10016, retMsg: 'System error.', result: {}, retExtInfo: {}, time: 1 };
    bybit().fault({ match: create, kind: 'status-after', status: 200, body });
    expect((await client.place(order)).retCode).toBe(10016);
    expect(bybit().orders()).toHaveLength(1);
    bybit().fault({ match: create, kind: 'json', body });
    expect((await client.place(order)).retCode).toBe(10016);
    expect(bybit().orders()).toHaveLength(1);
  });

  it('breaks JSON, serves pages and any status', async () => {
    bybit().fault({ match: create, kind: 'broken-json' });
    await expect(client.place(order)).rejects.toThrow(SyntaxError);
    bybit().fault({ match: '*', kind: 'html' });
    const page = await fetch(`${bybit().url}/v5/market/time`);
    expect([page.status, await page.text()]).toEqual([502, expect.stringContaining('<html>')]);
    bybit().fault({ match: '*', kind: 'json', status: 429, body: {}, times: Number.POSITIVE_INFINITY });
    expect((await client.get('/v5/market/time')).status).toBe(429);
    bybit().clearFaults();
    expect((await client.get('/v5/market/time')).status).toBe(200);
  });

  it('never answers, and still closes', async () => {
    bybit().fault({ match: create, kind: 'never', carriedOut: true });
    const failed = expect(client.place(order)).rejects.toThrow();
    await expect.poll(() => bybit().orders().length).toBe(1);
    await open();
    await failed;
  });
});

describe('limits', () => {
  // The windows of the limits end when a test says so.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('tells what is left, and refuses more where asked to', async () => {
    await open({ enforceLimits: true });
    const cancel = { category: 'linear', symbol: 'BTCUSDT', orderId: 'none' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => client.signed('POST', '/v5/order/cancel', cancel)),
    );
    expect(answers[0]?.headers.get('x-bapi-limit')).toBe('10');
    const left = answers.map(({ headers }) => Number(headers.get('x-bapi-limit-status')));
    expect(left.sort((a, b) => b - a)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0]);
    const refused = answers.filter(({ retCode }) => retCode === 10006);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ status: 200, retMsg: expect.stringMatching(/^Too many visits/) });
    expect((await client.signed('POST', '/v5/order/cancel', { ...cancel, category: 'spot' })).retCode).toBe(
      170213,
    );
    expect(bybit().rates.get('POST /v5/order/cancel DOUBLEbybitKEY0001')).toEqual({
      ...{ requests: 12, peak: 10, refused: 2 },
    });
  });

  it('bans an address that exceeds its own', async () => {
    await open({ enforceLimits: true });
    for (let batch = 0; batch < 6; batch += 1) {
      await Promise.all(
        Array.from({ length: 100 }, async () => (await fetch(`${bybit().url}/v5/market/time`)).text()),
      );
    }
    const banned = await fetch(`${bybit().url}/v5/market/time`);
    expect([banned.status, await banned.text()]).toEqual([403, expect.stringContaining('too frequent')]);
  });
});
