import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BybitDouble, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { type BybitStream, startBybitStream } from '../../doubles/bybit/stream/startBybitStream.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';
import { createStreamedAsk, inNumbers } from '../native/askStreamed.js';

const pair = 'BTCUSDT';
const spot = { symbol: 'BTC_USDT' };
const linear = { symbol: 'BTC_USDT.swap' };
let bybit: BybitDouble;
let stream: BybitStream;
let plugin: Plugin;

beforeEach(async () => {
  bybit = await startBybitDouble({ altcoins: false });
  bybit.market.clock.stop();
  stream = await startBybitStream(bybit);
  plugin = await startPlugin({
    baseUrls: { Bybit: bybit.url, 'Bybit.stream': stream.url },
    streams: {},
  });
});
afterEach(async () => {
  await plugin.stop();
  await stream.close();
  await bybit.close();
});

const { ask, streamed } = createStreamedAsk('Bybit', linear, () => ({ plugin, double: bybit }));

const topics = () => [...stream.lines].flatMap((line) => [...line.topics]);

describe('GetTicker', () => {
  it('of a contract is merged from what has changed', async () => {
    const first = await ask('ticker');
    expect(first).toMatchObject({ streamed: false, data: linear });
    const whole = await streamed('ticker');
    expect(whole.data).toMatchObject({ ...first.data, time: `${whole.raw.ts}` });
    expect(whole.raw).toMatchObject({ topic: `tickers.${pair}`, type: 'snapshot' });
    bybit.setPrice(pair, '61000', 'linear');
    stream.feed.trade('linear', pair, { price: '61000.50' });
    await expect.poll(async () => (await ask('ticker')).data.last).toBe('61000.50');
    const { data, raw } = await streamed('ticker');
    expect(data).toMatchObject({ ...linear, buy: '60999.90', sell: '61000.10', high: raw.highPrice24h });
    const { raw: rest } = await plugin.call('Bybit', 'tickers');
    expect(JSON.stringify(rest)).toContain('"lastPrice":"61000.50"');
  });

  it('is asked over REST where what has changed makes no sense', async () => {
    await streamed('ticker');
    stream.send(JSON.stringify({ op: 'news', text: 'is of no interest' }));
    stream.send(
      JSON.stringify({
        ...{ topic: `tickers.${pair}`, type: 'delta', ts: bybit.market.clock.now() },
        data: { symbol: pair, bid1Price: '60050.10' },
      }),
    );
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    expect((await ask('ticker')).data.buy).toBe('60049.90');
    expect(stream.handshakes).toBe(1);
  });

  it('of a coin has the best level of its book', async () => {
    const first = await ask('ticker', spot);
    const whole = await streamed('ticker', spot);
    expect(whole.data).toEqual({ ...first.data, time: expect.any(String) });
    expect(whole.raw).toMatchObject([{ topic: `tickers.${pair}` }, { s: pair, u: expect.any(Number) }]);
    stream.feed.move('spot', pair, { asks: [['60000.1', '0']] });
    await expect.poll(async () => (await ask('ticker', spot)).data.sell).toBe('60000.2');
    stream.feed.trade('spot', pair, { price: '60000.2' });
    await expect.poll(async () => (await streamed('ticker', spot)).data.last).toBe('60000.2');
    expect((await streamed('ticker', spot)).data).toMatchObject({ buy: '59999.9' });
  });

  it('comes over one connection for each category', async () => {
    for (const symbol of ['BTC_USDT', 'ETH_USDT', 'BTC_USDT.swap', 'ETH_USDT.swap', 'BTC_USD.swap']) {
      await streamed('ticker', { symbol });
    }
    expect([...stream.lines].map(({ path }) => path).toSorted()).toEqual([
      ...['/v5/public/inverse', '/v5/public/linear', '/v5/public/spot'],
    ]);
  });

  it('is asked over REST while the stream is silent, and where one topic of many is refused', async () => {
    stream.fault({ kind: 'refuse', topic: `tickers.${pair}`, times: Number.POSITIVE_INFINITY });
    await Promise.all([ask('ticker'), ask('ticker', { symbol: 'ETH_USDT.swap' }), ask('depth')]);
    await streamed('ticker', { symbol: 'ETH_USDT.swap' });
    await streamed('depth');
    await expect.poll(() => plugin.log()).toContain('is refused, and asked for over REST');
    expect((await ask('ticker')).streamed).toBe(false);
    stream.silent = true;
    stream.feed.move('linear', pair, { asks: [['60050.10', '0']] });
    await expect
      .poll(async () => (await ask('depth', { ...linear, limit: 1 })).data.asks[0][0])
      .toBe(60050.2);
  });

  it('is asked over REST of what has no best level any more', async () => {
    await streamed('ticker');
    // Neither of them is repeated: nothing is traded.
    stream.fault({ kind: 'no-ack', topic: `orderbook.1.${pair}`, times: 1000 });
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    stream.clearFaults();
  });
});

describe('GetDepth', () => {
  it.each([
    [20, 50],
    [100, 200],
    [1000, 1000],
  ])(
    'is the book of %s levels at its sequence, whatever is lost, repeated or out of order',
    async (limit, depth) => {
      const params = { ...linear, limit };
      await streamed('depth', params);
      expect(topics().toSorted()).toEqual([`orderbook.1.${pair}`, `orderbook.${depth}.${pair}`]);
      for (const kind of ['gap', 'repeat', 'reorder', undefined] as const) {
        if (kind) stream.fault({ kind, topic: `orderbook.${depth}.${pair}` });
        for (let count = 0; count < 5; count += 1) {
          stream.feed.move('linear', pair);
          const { data, raw, streamed: pushed } = await ask('depth', params);
          if (!pushed) continue;
          const truth = stream.feed.told('linear', pair).bookAt(raw.u, limit);
          expect(data.asks).toEqual(inNumbers(truth?.asks));
          expect(data.bids).toEqual(inNumbers(truth?.bids));
          expect(raw).toEqual({ s: pair, a: truth?.asks, b: truth?.bids, ts: data.time, u: raw.u });
        }
        await streamed('depth', params);
      }
    },
  );

  it('is never crossed, and begins anew after a restart of the service', async () => {
    await streamed('depth');
    stream.feed.move('linear', pair, { bids: [['60050.20', '1.000']] });
    await expect.poll(() => plugin.log()).toContain('is not below the ask');
    bybit.setPrice(pair, '61000', 'linear');
    const { data } = await streamed('depth');
    expect(data.bids[0][0]).toBeLessThan(data.asks[0][0]);
    stream.feed.restart('linear', pair);
    stream.feed.move('linear', pair);
    await expect.poll(async () => (await streamed('depth')).raw.u).toBe(2);
  });
});

describe('GetTrades', () => {
  it('is answered from the stream once that has as many as REST gives', async () => {
    expect((await ask('trades', spot)).data).toHaveLength(60);
    await expect.poll(topics).toContain(`publicTrade.${pair}`);
    const deals = Array.from({ length: 59 }, () => stream.feed.trade('spot', pair));
    expect((await ask('trades', spot)).streamed).toBe(false);
    stream.fault({ kind: 'repeat', topic: `publicTrade.${pair}` });
    deals.push(stream.feed.trade('spot', pair, { side: 'sell' }));
    const { data, raw } = await streamed('trades', spot);
    expect(data.map(({ id }: { id: string }) => id)).toEqual(deals.map(({ id }) => id));
    expect(data.at(-1)).toMatchObject({ type: 'sell', price: 60000 });
    expect(raw).toHaveLength(60);
  });
});

describe('GetRecords', () => {
  it('reads its history once, and keeps it current', async () => {
    const params = { ...linear, period: 60, limit: 500 };
    await streamed('records', params);
    stream.feed.trade('linear', pair, { price: '60123.40' });
    await expect.poll(async () => (await ask('records', params)).data.at(-1)?.[4]).toBe(60123.4);
    const { data, raw } = await streamed('records', params);
    expect(data).toHaveLength(500);
    expect(raw).toMatchObject({ topic: `kline.60.${pair}` });
    expect((await ask('records', { ...params, limit: 600 })).streamed).toBe(false);
    expect((await ask('records', { ...params, period: 4320 })).error).toContain('there are no bars of 4320');
  });
});

describe('GetFundings', () => {
  it('is answered from the ticker of one contract, and over REST for a range', async () => {
    const rest = await ask('fundings');
    expect((await streamed('fundings')).data).toEqual(rest.data);
    expect((await ask('fundings', { symbol: 'USDT.swap' })).streamed).toBe(false);
    expect((await ask('fundings', spot)).error).toContain('has no funding rate');
  });
});
