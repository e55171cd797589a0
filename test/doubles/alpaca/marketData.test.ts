import { describe, expect, it } from 'vitest';
import { liveAccount } from './startAlpacaDouble.js';
import { useAlpaca } from './useAlpaca.js';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-11-25T11:02:47.318-05:00');
const { alpaca, client, open } = useAlpaca({ at: NOW });
const crypto = '/v1beta3/crypto/us';
const stocks = '/v2/stocks/AAPL';

const rowsOf = (body: unknown) => Object(body);

describe('stocks', () => {
  it('have a quote of one level, and no price where nobody sells', async () => {
    const { body } = await client.data(`${stocks}/quotes/latest?feed=iex`);
    expect(body).toMatchObject({
      symbol: 'AAPL',
      quote: { bp: 229.99, ap: 230.01, bs: 200, as: 300, bx: 'V' },
    });
    alpaca().market.unsold.add('AAPL');
    expect((await client.data(`${stocks}/quotes/latest?feed=iex`)).body).toMatchObject({ quote: { ap: 0 } });
  });

  it('have snapshots, of many without anything around them', async () => {
    const { body } = await client.data(`${stocks}/snapshot?feed=iex`);
    expect(body).toMatchObject({ symbol: 'AAPL', dailyBar: { t: '2026-11-25T05:00:00Z' } });
    const many = await client.data('/v2/stocks/snapshots?symbols=AAPL,BRK.B,ZZZZ&feed=iex');
    expect(Object.keys(many.body)).toEqual(['AAPL', 'BRK.B']);
  });

  it('have yesterday as their day before it begins', async () => {
    alpaca().moveTo(at('2026-11-26T03:59:00-05:00'));
    expect((await client.data(`${stocks}/snapshot`)).body).toMatchObject({
      ...{ dailyBar: { t: '2026-11-25T05:00:00Z' }, prevDailyBar: { t: '2026-11-24T05:00:00Z' } },
    });
  });

  it('have ids above 2^53 as JSON numbers, which come again', async () => {
    const { text } = await client.data(
      `${stocks}/trades?start=2026-11-25T15:00:00Z&limit=100&sort=desc&feed=iex`,
    );
    const ids = [...text.matchAll(/"i":(\d+)/g)].map(([, id]) => BigInt(`${id}`));
    expect(ids).toHaveLength(100);
    expect(ids.every((id) => id > 2n ** 53n)).toBe(true);
    expect(new Set(ids).size).toBe(40);
    expect(text).toContain('"u":"canceled"');
  });

  it('have bars while they are traded, and a token as long as there are more', async () => {
    const week = '&start=2026-11-16T00:00:00Z&feed=iex';
    const { body } = await client.data(`${stocks}/bars?timeframe=1Day${week}&limit=3&sort=desc`);
    expect(rowsOf(body).bars.map(({ t }: { t: string }) => t)).toEqual([
      ...['2026-11-25T05:00:00Z', '2026-11-24T05:00:00Z', '2026-11-23T05:00:00Z'],
    ]);
    const token = encodeURIComponent(`${body.next_page_token}`);
    const next = await client.data(`${stocks}/bars?timeframe=1Day${week}&sort=desc&page_token=${token}`);
    const times = rowsOf(next.body).bars.map(({ t }: { t: string }) => t);
    expect([times[0], times.length, next.body.next_page_token]).toEqual(['2026-11-20T05:00:00Z', 5, null]);
    alpaca().limits.pageCap = 2;
    const short = await client.data(`${stocks}/bars?timeframe=1Day${week}&limit=3`);
    expect(rowsOf(short.body).bars).toHaveLength(2);
    expect(short.body.next_page_token).not.toBeNull();
  });

  it('have no bar at night', async () => {
    const night = 'start=2026-11-25T02:00:00Z&end=2026-11-25T08:00:00Z&timeframe=1Hour&feed=iex';
    expect((await client.data(`${stocks}/bars?${night}`)).body).toEqual({
      ...{ symbol: 'AAPL', bars: null, next_page_token: null },
    });
  });

  it.each(['60Min', '24Hour', '2Day', '3Day', '0Min', 'Day'])('have no bars of %s', async (timeframe) => {
    expect(await client.data(`${stocks}/bars?timeframe=${timeframe}`)).toMatchObject({ status: 400 });
  });

  it('are those of IEX alone in the free plan, and of all venues 15 minutes ago', async () => {
    const bars = (query: string) =>
      client.data(`${stocks}/bars?timeframe=1Min&start=2026-11-25T15:00:00Z&${query}`);
    expect(await bars('feed=sip')).toMatchObject({
      ...{ status: 403, body: { message: 'subscription does not permit querying recent SIP data' } },
    });
    expect(await bars('feed=sip&end=2026-11-25T15:30:00Z')).toMatchObject({ status: 200 });
    expect(await client.data(`${stocks}/trades/latest?feed=sip`)).toMatchObject({ status: 403 });
    await open({ at: NOW, accounts: [{ ...liveAccount, sip: true }] });
    expect(await bars('feed=sip')).toMatchObject({ status: 200 });
  });
});

describe('coins', () => {
  it('have books in no order, with levels that are gone', async () => {
    const { body } = await client.data(`${crypto}/latest/orderbooks?symbols=BTC/USD`);
    const { a, b } = rowsOf(body).orderbooks['BTC/USD'];
    expect([a.length, b.length]).toEqual([41, 41]);
    expect(a.filter(({ s }: { s: number }) => s === 0)).toHaveLength(1);
  });

  it('are named with a slash', async () => {
    expect(await client.data(`${crypto}/snapshots?symbols=BTCUSD`)).toMatchObject({
      ...{ status: 400, body: { message: 'invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$' } },
    });
  });

  it('have trades with the side of the taker, and bars that open at midnight UTC', async () => {
    const trades = await client.data(`${crypto}/trades?symbols=BTC/USD&limit=2&sort=desc`);
    expect(rowsOf(trades.body).trades['BTC/USD']).toMatchObject([{ tks: 'S' }, { tks: 'B' }]);
    const bars = await client.data(
      `${crypto}/bars?symbols=ETH/USD,BTC/USD&timeframe=1Day&start=2026-11-24T00:00:00Z&limit=3`,
    );
    expect(rowsOf(bars.body).bars).toMatchObject({
      'BTC/USD': [{ t: '2026-11-24T00:00:00Z' }, { t: '2026-11-25T00:00:00Z' }],
      'ETH/USD': [{ t: '2026-11-24T00:00:00Z' }],
    });
  });

  it('are asked for no more than 10000 rows', async () => {
    expect(await client.data(`${crypto}/bars?symbols=BTC/USD&timeframe=1Min&limit=10001`)).toMatchObject({
      status: 400,
    });
  });
});
