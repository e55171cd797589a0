import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type OkxStream, startOkxStream } from '../../doubles/okx/stream/startOkxStream.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';
import { createStreamedAsk, inNumbers } from '../native/askStreamed.js';

const pair = 'BTC-USDT';
const symbol = 'BTC_USDT';
let okx: OkxDouble;
let stream: OkxStream;
let plugin: Plugin;

beforeEach(async () => {
  okx = await startOkxDouble();
  stream = await startOkxStream(okx);
  await open();
});
afterEach(async () => {
  await plugin.stop();
  await stream.close();
  await okx.close();
});

async function open(setting: { idle?: number } = {}, address = stream.url): Promise<void> {
  plugin = await startPlugin({
    baseUrls: { OKX: okx.url, 'OKX.stream': address },
    streams: setting,
  });
}

const { ask, streamed } = createStreamedAsk('OKX', { symbol }, () => ({ plugin, double: okx }));

describe('GetTicker', () => {
  it('is answered over REST first, then with what was pushed', async () => {
    const first = await ask('ticker');
    expect(first).toMatchObject({ streamed: false, data: { symbol } });
    await streamed('ticker');
    okx.setPrice(pair, '61000');
    stream.feed.trade(pair, { price: '61000.5' });
    await expect.poll(async () => (await ask('ticker')).data.last).toBe('61000.5');
    const { data, raw } = await streamed('ticker');
    expect(data).toMatchObject({ symbol, buy: '60999.9', sell: '61000.1', time: raw.data[0].ts });
    expect(raw).toMatchObject({ arg: { channel: 'tickers', instId: pair }, data: [{ last: '61000.5' }] });
    const rest = await plugin.call('OKX', 'tickers');
    expect(Object(rest.data).find((row: { symbol: string }) => row.symbol === symbol)).toMatchObject({
      last: '61000.5',
    });
    expect(plugin.log()).toMatch(/GetTicker {2}BTC_USDT {2}ok {2}\d+ ms {2}from stream, \d+ ms old/);
  });

  it('asks over REST where the bid that was pushed is not below the ask', async () => {
    const { data } = await streamed('ticker');
    stream.feed.move(pair, { bids: [[data.sell, '1']] });
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    stream.feed.move(pair, { bids: [[data.sell, '0']] });
    await streamed('ticker');
  });

  it('asks over REST while the stream is not to be believed', async () => {
    await streamed('ticker');
    stream.fault({ kind: 'no-upgrade', times: 1000 });
    stream.cut();
    okx.setPrice(pair, '62000');
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    expect((await ask('ticker')).data).toMatchObject({ sell: '62000.1' });
    const health = async () => Object(await (await fetch(`${plugin.url}/healthz`)).json()).streams[0];
    await expect.poll(async () => (await health()).failed_attempts).toBeGreaterThan(0);
    stream.clearFaults();
    okx.setPrice(pair, '63000');
    expect((await streamed('ticker')).data).toMatchObject({ sell: '63000.1' });
    expect(plugin.log().match(/stream public: .*/g)).toHaveLength(1);
    expect(await health()).toMatchObject({ state: 'open', reconnects: 1 });
  });

  it('is no answer from an exchange that is silent', async () => {
    await streamed('ticker');
    stream.silent = true;
    okx.setPrice(pair, '62000');
    await expect.poll(async () => (await ask('ticker')).data.sell).toBe('62000.1');
  });

  it('is asked over REST where the stream refuses it, and is not subscribed again', async () => {
    stream.fault({ kind: 'refuse', topic: `tickers:${pair}` });
    await ask('ticker');
    await expect.poll(() => plugin.log()).toContain('is refused, and asked for over REST: 60018');
    await streamed('ticker', { symbol: 'ETH_USDT' });
    expect(await ask('ticker')).toMatchObject({ streamed: false, error: undefined });
    expect(stream.received.filter((text) => text.includes('tickers') && text.includes(pair))).toHaveLength(1);
  });

  it('is asked over REST while its instrument is suspended', async () => {
    await streamed('ticker');
    stream.feed.list(pair, 'suspend');
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    stream.feed.list(pair, 'live');
    await streamed('ticker');
  });

  it('never goes back in time, though REST knew of something later', async () => {
    await streamed('ticker');
    stream.feed.list(pair, 'suspend');
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    okx.market.clock.offset += 60_000;
    const suspended = await ask('ticker');
    stream.feed.list(pair, 'live');
    const live = await streamed('ticker');
    // Nothing has happened since it was pushed: only its Time is older.
    expect(Number(live.raw.data[0].ts)).toBeLessThan(Number(suspended.data.time));
    const { buy, sell, last, time } = suspended.data;
    expect(live.data).toMatchObject({ buy, sell, last, time });
    stream.feed.list(pair, 'suspend');
    await expect.poll(async () => (await ask('ticker')).streamed).toBe(false);
    stream.fault({ kind: 'gap', topic: `tickers:${pair}` });
    okx.setPrice(pair, '61000');
    expect((await ask('ticker')).data).toMatchObject({ sell: '61000.1' });
    stream.feed.list(pair, 'live');
    // A book that is answered shows that this has arrived.
    await streamed('depth');
    for (let count = 0; count < 5; count += 1) {
      expect(await ask('ticker')).toMatchObject({ streamed: false, data: { sell: '61000.1' } });
    }
    stream.feed.trade(pair);
    expect((await streamed('ticker')).data).toMatchObject({ sell: '61000.1' });
  });
});

describe('GetDepth', () => {
  it('is the book at its sequence, whatever is lost, repeated or out of order', async () => {
    let latest = (await streamed('depth', { symbol, limit: 20 })).data.time;
    for (const kind of ['gap', 'repeat', 'reorder', undefined] as const) {
      if (kind) stream.fault({ kind, topic: `books:${pair}` });
      for (let count = 0; count < 5; count += 1) {
        stream.feed.move(pair);
        const { data, raw, streamed: pushed } = await ask('depth', { symbol, limit: 20 });
        const before = latest;
        latest = data.time;
        if (!pushed) continue;
        const truth = stream.feed.told(pair).bookAt(Number(raw.seqId), 20);
        expect(data.asks).toEqual(inNumbers(truth?.asks));
        expect(data.bids).toEqual(inNumbers(truth?.bids));
        expect(raw.asks.map(([price, size]: string[]) => [price, size])).toEqual(truth?.asks);
        expect(data.time).toBe(Math.max(Number(raw.ts), before));
      }
      latest = (await streamed('depth', { symbol, limit: 20 })).data.time;
    }
  });

  it('is never crossed, and comes anew', async () => {
    await streamed('depth', { symbol, limit: 5 });
    stream.feed.move(pair, { bids: [['60000.2', '1']] });
    await expect.poll(() => plugin.log()).toContain('is not below the ask');
    okx.setPrice(pair, '61000');
    const { data } = await streamed('depth', { symbol, limit: 5 });
    expect(data.bids[0][0]).toBeLessThan(data.asks[0][0]);
  });

  it('asks over REST for more levels than the stream has', async () => {
    await streamed('depth', { symbol, limit: 400 });
    expect((await ask('depth', { symbol, limit: 401 })).streamed).toBe(false);
  });
});

describe('GetTrades', () => {
  it('is answered from the stream once that has as many as REST gives, and never mixes both', async () => {
    expect((await ask('trades')).data).toHaveLength(100);
    await expect
      .poll(() => [...stream.lines].flatMap(({ topics }) => [...topics]))
      .toContain(`trades:${pair}`);
    const deals = Array.from({ length: 99 }, () => stream.feed.trade(pair));
    expect((await ask('trades')).streamed).toBe(false);
    stream.fault({ kind: 'repeat', topic: `trades:${pair}` });
    deals.push(stream.feed.trade(pair));
    const { data } = await streamed('trades');
    expect(data.map(({ id }: { id: string }) => id)).toEqual(deals.map(({ id }) => id));
  });
});

describe('GetRecords', () => {
  it('reads its history once, and keeps it current', async () => {
    const params = { symbol, period: 60, limit: 500 };
    await streamed('records', params);
    stream.feed.trade(pair, { price: '60123.4' });
    await expect.poll(async () => (await ask('records', params)).data.at(-1)?.[4]).toBe(60123.4);
    const pushed = await streamed('records', params);
    expect(pushed.data).toHaveLength(500);
    expect(pushed.raw).toMatchObject({ arg: { channel: 'candle1H' } });
    const fewer = await streamed('records', { ...params, limit: 20 });
    expect(fewer.data).toEqual(pushed.data.slice(-20));
    expect((await ask('records', { ...params, limit: 600 })).streamed).toBe(false);
  });
});

describe('GetFundings', () => {
  it('is answered from the stream for one contract, and over REST for a range', async () => {
    const rest = await ask('fundings', { symbol: 'BTC_USDT.swap' });
    const { data } = await streamed('fundings', { symbol: 'BTC_USDT.swap' });
    expect(data).toEqual(rest.data);
    expect((await ask('fundings', { symbol: 'USDT.swap' })).streamed).toBe(false);
  });
});

describe('Paper on the prices of OKX', () => {
  it('is answered from the streams of OKX', async () => {
    await streamed('ticker');
    const asked = okx.requests.length;
    const { data } = await plugin.call('paper/OKX', 'ticker', { symbol });
    expect(data).toMatchObject({ symbol });
    expect(okx.requests).toHaveLength(asked);
    expect(plugin.log()).toMatch(/GetTicker {2}BTC_USDT {2}ok {2}\d+ ms {2}from stream/);
  });
});

describe('connections', () => {
  it('unsubscribes what nobody asks for, and closes what nobody needs', async () => {
    await plugin.stop();
    await open({ idle: 300 });
    await streamed('ticker');
    const topics = () => [...stream.lines].flatMap((line) => [...line.topics]);
    const other = { symbol: 'ETH_USDT' };
    await streamed('ticker', other);
    await expect
      .poll(async () => {
        await ask('ticker', other);
        return topics().toSorted();
      })
      .toEqual(['instruments:SPOT', 'tickers:ETH-USDT']);
    await expect.poll(() => stream.lines.size).toBe(0);
  });

  it('opens another connection before the exchange closes one', async () => {
    await streamed('depth');
    stream.notice();
    await expect.poll(() => stream.handshakes).toBe(2);
    for (let count = 0; count < 20; count += 1) expect((await ask('depth')).streamed).toBe(true);
    await expect.poll(() => stream.lines.size).toBe(1);
    expect((await ask('depth')).streamed).toBe(true);
  });

  it('is not used where only the address of REST was moved', async () => {
    await plugin.stop();
    plugin = await startPlugin({ baseUrls: { OKX: okx.url }, streams: {} });
    for (let count = 0; count < 3; count += 1) expect((await ask('ticker')).streamed).toBe(false);
    expect(await (await fetch(`${plugin.url}/healthz`)).json()).toMatchObject({ streams: [] });
  });

  it('says how it is', async () => {
    await streamed('ticker');
    expect(await (await fetch(`${plugin.url}/healthz`)).json()).toMatchObject({
      streams: [
        { exchange: 'OKX', address: 'public', state: 'open', topics: 2, reconnects: 0, failed_attempts: 0 },
      ],
    });
    expect(await (await fetch(`${plugin.url}/metrics`)).text()).toMatch(
      /fmzproto_streamed_answers_total\{exchange="OKX",method="GetTicker",outcome="ok"\} [1-9]/,
    );
  });
});
