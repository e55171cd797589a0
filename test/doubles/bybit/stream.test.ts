import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient, type StreamClient } from '../exchange/stream/openClient.js';
import { startBybitDouble } from './startBybitDouble.js';
import { type BybitStream, startBybitStream } from './stream/startBybitStream.js';
import { useBybit } from './useBybit.js';

const { bybit, client: rest } = useBybit({ altcoins: false });
const symbol = 'BTCUSDT';
let stream: BybitStream;
let client: StreamClient;

beforeEach(async () => {
  bybit().market.clock.stop();
  stream = await startBybitStream(bybit());
  client = await openClient(`${stream.url}/v5/public/linear`);
});
afterEach(async () => {
  client.close();
  await stream.close();
});

/** Asks for something, and gives the answer to it. */
async function ask(args: unknown, op = 'subscribe', asker = client): Promise<Record<string, unknown>> {
  const answers = () => asker.parsed.filter(({ success }) => success !== undefined);
  const before = answers().length;
  asker.say({ op, args, req_id: 'one' });
  await expect.poll(() => answers().length).toBe(before + 1);
  return answers().at(-1) ?? {};
}

/** The messages of a topic, once there are so many. */
async function messages(topic: string, count: number, asker = client): Promise<Record<string, unknown>[]> {
  const found = () => asker.parsed.filter((message) => message.topic === topic);
  await expect.poll(() => found().length).toBe(count);
  return found();
}

describe('subscriptions', () => {
  it('refuses all topics for one that it does not have', async () => {
    expect(await ask([`tickers.${symbol}`, 'tickers.NOUSDT'])).toMatchObject({
      ...{ success: false, req_id: 'one', op: 'subscribe' },
      ret_msg: expect.stringContaining('tickers.NOUSDT'),
    });
    for (const bad of [`orderbook.3.${symbol}`, `kline.7.${symbol}`, symbol, 'orderbook.50', 7]) {
      expect(await ask([bad])).toMatchObject({ success: false });
    }
    expect([...stream.lines].flatMap(({ topics }) => [...topics])).toEqual([]);
    expect(await ask([`tickers.${symbol}`])).toMatchObject({ success: true, ret_msg: '' });
    expect(await ask([`tickers.${symbol}`])).toMatchObject({ success: false });
    expect(await ask([`tickers.${symbol}`], 'dance')).toMatchObject({ success: false });
    expect(await ask([])).toMatchObject({ success: false });
  });

  it('sends nothing more of what is unsubscribed', async () => {
    await ask([`publicTrade.${symbol}`]);
    stream.feed.trade('linear', symbol);
    expect(await ask([`publicTrade.${symbol}`], 'unsubscribe')).toMatchObject({ success: true });
    stream.feed.trade('linear', symbol);
    expect(await ask(undefined, 'ping')).toMatchObject({ success: true, ret_msg: 'pong', op: 'ping' });
    await messages(`publicTrade.${symbol}`, 1);
  });

  it('does not trade what was delisted', async () => {
    bybit().change('linear', symbol, { status: 'Closed' });
    expect(await ask([`tickers.${symbol}`])).toMatchObject({ success: false });
  });
});

describe('pushes', () => {
  it('tells of contracts only what has changed, and of spot all but bid and ask', async () => {
    const spot = await openClient(`${stream.url}/v5/public/spot`);
    await ask([`tickers.${symbol}`], 'subscribe', spot);
    await ask([`tickers.${symbol}`]);
    bybit().setPrice(symbol, '61000');
    const [first, second] = await messages(`tickers.${symbol}`, 2);
    expect(first).toMatchObject({ type: 'snapshot', data: { symbol, lastPrice: '60050.00' } });
    expect(second?.type).toBe('delta');
    const merged = { ...Object(first?.data), ...Object(second?.data) };
    const asked = (await rest.get(`/v5/market/tickers?category=linear&symbol=${symbol}`)).rows[0];
    expect(merged).toMatchObject({ ...asked });
    expect(Object.keys(Object(second?.data)).length).toBeLessThan(Object.keys(merged).length);
    stream.feed.trade('spot', symbol, { price: '61000.5' });
    const whole = (await messages(`tickers.${symbol}`, 3, spot))[2];
    expect(whole).toMatchObject({ type: 'snapshot', data: { lastPrice: '61000.5' } });
    expect(Object(whole?.data).bid1Price).toBeUndefined();
    spot.close();
  });

  it.each([50, 200, 1000])('makes a book of %s levels of a snapshot and of deltas', async (depth) => {
    const topic = `orderbook.${depth}.${symbol}`;
    await ask([topic]);
    for (let count = 0; count < 30; count += 1) stream.feed.move('linear', symbol);
    bybit().setPrice(symbol, '60052');
    const told = await messages(topic, 32);
    const sizes = new Map<string, string>();
    for (const [index, { type, data }] of told.entries()) {
      const { a, b, u } = Object(data);
      expect([type, u]).toEqual([index === 0 ? 'snapshot' : 'delta', Object(told[0]?.data).u + index]);
      for (const [price, size] of [...a, ...b]) {
        if (Number(size) === 0) sizes.delete(price);
        else sizes.set(price, size);
      }
    }
    const { u } = Object(told.at(-1)?.data);
    const truth = stream.feed.told('linear', symbol).bookAt(u, depth);
    expect([...sizes].sort()).toEqual(
      [...(truth?.asks ?? []), ...(truth?.bids ?? [])].map(([...row]) => row).sort(),
    );
    const { result } = await rest.get(`/v5/market/orderbook?category=linear&symbol=${symbol}&limit=${depth}`);
    expect(result).toMatchObject({ u, a: truth?.asks, b: truth?.bids });
  });

  it('has snapshots of the best level alone, repeats them, and begins anew with 1', async () => {
    await ask([`orderbook.1.${symbol}`, `orderbook.50.${symbol}`]);
    stream.feed.move('linear', symbol);
    stream.feed.repeat('linear', symbol);
    stream.feed.restart('linear', symbol);
    const best = await messages(`orderbook.1.${symbol}`, 4);
    expect(best.every(({ type, data }) => type === 'snapshot' && Object(data).a.length === 1)).toBe(true);
    expect(best[2]?.data).toEqual(best[1]?.data);
    const deep = await messages(`orderbook.50.${symbol}`, 3);
    expect([deep, best].map((each) => each.at(-1))).toMatchObject([
      { type: 'snapshot', data: { u: 1 } },
      { data: { u: 1 } },
    ]);
  });

  it('tells of trades and of candles what REST does', async () => {
    await ask([`publicTrade.${symbol}`, `kline.1.${symbol}`]);
    stream.feed.trade('linear', symbol, { price: '60060.00', side: 'sell' });
    bybit().clockOffset += 60_000;
    stream.feed.trade('linear', symbol, { price: '60070.00' });
    const trade = Object((await messages(`publicTrade.${symbol}`, 2))[0]?.data)[0];
    const asked = (await rest.get(`/v5/market/recent-trade?category=linear&symbol=${symbol}`)).rows[1];
    expect(asked).toMatchObject({ execId: trade.i, price: trade.p, side: 'Sell', time: `${trade.T}` });
    const told = (await messages(`kline.1.${symbol}`, 4)).map(({ data }) => Object(data)[0]);
    expect(told.map(({ confirm }) => confirm)).toEqual([false, false, true, false]);
    const { result } = await rest.get(`/v5/market/kline?category=linear&symbol=${symbol}&interval=1&limit=2`);
    const rows = told
      .slice(2)
      .map(({ start, open, high, low, close, volume, turnover }) => [
        ...[`${start}`, open, high, low, close, volume, turnover],
      ]);
    expect(result.list).toEqual(rows.reverse());
  });
});

describe('limits', () => {
  it('closes a client that has not pinged for long', async () => {
    await ask([`publicTrade.${symbol}`]);
    stream.advance(20_000);
    await ask(undefined, 'ping');
    stream.advance(20_000);
    stream.feed.trade('linear', symbol);
    stream.advance(10_000);
    await expect.poll(() => client.closed?.code).toBe(1001);
    expect(await messages(`publicTrade.${symbol}`, 1)).toHaveLength(1);
  });

  it('takes ten topics of spot in a request', async () => {
    const spot = await openClient(`${stream.url}/v5/public/spot`);
    const names = ['BTCUSDT', 'ETHUSDT', 'LTCUSDT'].flatMap((name) =>
      ['tickers', 'publicTrade', 'orderbook.1', 'kline.1'].map((kind) => `${kind}.${name}`),
    );
    expect(await ask(names.slice(0, 11), 'subscribe', spot)).toMatchObject({ ret_msg: 'args size >10' });
    expect(await ask(names.slice(0, 10), 'subscribe', spot)).toMatchObject({ success: true });
    expect(await ask(names)).toMatchObject({ success: true });
    spot.close();
  });

  it('takes 21,000 characters of topics on a connection', async () => {
    const topics = Array.from(
      { length: 1000 },
      (_, index) => `publicTrade.ALT${`${index}`.padStart(4, '0')}USDT`,
    );
    const half = topics.slice(0, 500);
    const other = await startBybitDouble();
    const wide = await startBybitStream(other);
    const asker = await openClient(`${wide.url}/v5/public/linear`);
    expect(half.join('').length).toBeLessThan(21_000);
    expect(topics.join('').length).toBeGreaterThan(21_000);
    expect(await ask(half, 'subscribe', asker)).toMatchObject({ success: true });
    expect(await ask(topics.slice(500), 'subscribe', asker)).toMatchObject({ success: false });
    asker.close();
    await wide.close();
    await other.close();
  });

  it('opens so many connections in five minutes, on its own paths', async () => {
    await expect(openClient(`${stream.url}/v5/public/option`)).rejects.toThrow('404');
    const few = await startBybitStream(bybit(), 2);
    const open = () => openClient(`${few.url}/v5/public/spot`);
    const others = [await open(), await open()];
    await expect(open()).rejects.toThrow('429');
    few.advance(300_000);
    others.push(await open());
    expect(few.handshakes).toBe(4);
    await few.close();
  });
});

describe('faults', () => {
  it('loses, delays and repeats messages', async () => {
    await ask([`orderbook.50.${symbol}`]);
    for (const kind of ['gap', 'reorder', 'repeat'] as const) stream.fault({ kind });
    for (let count = 0; count < 4; count += 1) stream.feed.move('linear', symbol);
    const ids = (await messages(`orderbook.50.${symbol}`, 5)).map(({ data }) => Object(data).u);
    expect(ids.map((id) => id - ids[0])).toEqual([0, 3, 3, 2, 4]);
  });

  it('breaks off, falls silent, refuses and forgets', async () => {
    stream.fault({ kind: 'refuse', topic: `tickers.${symbol}` });
    expect(await ask([`tickers.${symbol}`])).toMatchObject({ success: false });
    stream.fault({ kind: 'no-ack' });
    client.say({ op: 'subscribe', args: [`tickers.${symbol}`] });
    await ask([`publicTrade.${symbol}`]);
    expect([...stream.lines].flatMap(({ topics }) => [...topics])).toEqual([`publicTrade.${symbol}`]);
    stream.silent = true;
    stream.feed.trade('linear', symbol);
    stream.silent = false;
    stream.fault({ kind: 'half' });
    stream.feed.trade('linear', symbol);
    await expect.poll(() => client.closed?.code).toBe(1006);
    expect(client.parsed.filter(({ topic }) => topic)).toEqual([]);
  });

  it('sends 10,000 messages in a burst', async () => {
    await ask([`orderbook.50.${symbol}`]);
    stream.feed.burst('linear', symbol, 10_000);
    const all = await messages(`orderbook.50.${symbol}`, 10_001);
    const { u, a } = Object(all.at(-1)?.data);
    expect(stream.feed.told('linear', symbol).bookAt(u, 1)?.asks).toEqual(a);
  });
});
