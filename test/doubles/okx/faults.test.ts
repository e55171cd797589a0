import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { spotOrder, useOkx } from './useOkx.js';

const { okx, client, open } = useOkx();

describe('faults', () => {
  const order = 'POST /api/v5/trade/order';

  it.each(['reset-after', 'half-body'] as const)('carries an order out before %s', async (kind) => {
    okx().fault({ match: order, kind });
    await expect(client.place(spotOrder)).rejects.toThrow();
    expect(okx().orders()).toHaveLength(1);
  });

  it('does not carry an order out before reset-before', async () => {
    okx().fault({ match: order, kind: 'reset-before' });
    await expect(client.place(spotOrder)).rejects.toThrow();
    expect(okx().orders()).toHaveLength(0);
    await client.place(spotOrder);
    expect(okx().orders()).toHaveLength(1);
  });

  it('breaks JSON, serves pages and any status', async () => {
    okx().fault({ match: order, kind: 'broken-json' });
    await expect(client.place(spotOrder)).rejects.toThrow(SyntaxError);
    okx().fault({ match: '*', kind: 'html' });
    const page = await fetch(`${okx().url}/api/v5/public/time`);
    expect([page.status, await page.text()]).toEqual([502, expect.stringContaining('<html>')]);
    okx().fault({
      match: '*',
      kind: 'json',
      status: 429,
      body: { code: '50011' },
      times: Number.POSITIVE_INFINITY,
    });
    expect((await client.get('/api/v5/public/time')).status).toBe(429);
    okx().clearFaults();
    expect((await client.get('/api/v5/public/time')).status).toBe(200);
    okx().fault({ match: order, kind: 'status-after', status: 503 });
    await expect(client.place(spotOrder)).rejects.toThrow(SyntaxError);
    expect(okx().orders()).toHaveLength(2);
  });

  it('never answers, and still closes', async () => {
    okx().fault({ match: order, kind: 'never', carriedOut: true });
    const pending = client.place(spotOrder);
    const failed = expect(pending).rejects.toThrow();
    await expect.poll(() => okx().orders().length).toBe(1);
    await open();
    await failed;
  });
});

describe('the wire', () => {
  it('records the exact bytes', async () => {
    await new Promise((resolve) => {
      const sent = httpRequest(`${okx().url}/api/v5/trade/order?a=%2C`, { method: 'POST' }, resolve);
      sent.end('{"sz": "1"}');
    });
    expect(okx().requests[0]).toMatchObject({
      path: '/api/v5/trade/order',
      query: 'a=%2C',
      body: '{"sz": "1"}',
    });
  });

  it('refuses more than the published rate where asked to', async () => {
    await open({ enforceLimits: true });
    const answers = await Promise.all(Array.from({ length: 12 }, () => client.get('/api/v5/public/time')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expect(answers.find(({ status }) => status === 429)?.body).toEqual({
      msg: 'Too Many Requests',
      code: '50011',
    });
    expect([...okx().rates.values()]).toEqual([{ requests: 12, peak: 10, refused: 2 }]);
  });
});
