import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient, type StreamClient } from '../exchange/stream/openClient.js';
import { startTlsFront } from '../proxy/startTlsFront.js';
import { type OkxStream, startOkxStream } from './stream/startOkxStream.js';
import { useOkx } from './useOkx.js';

const { okx, client: rest } = useOkx();
const pair = 'BTC-USDT';
let stream: OkxStream;
let client: StreamClient;

beforeEach(async () => {
  okx().market.clock.stop();
  stream = await startOkxStream(okx());
  client = await openClient(`${stream.url}/ws/v5/public`);
});
afterEach(async () => {
  client.close();
  await stream.close();
});

const books = { channel: 'books', instId: pair };
const tickers = { channel: 'tickers', instId: pair };
const trades = { channel: 'trades', instId: pair };

/** Subscribes, and waits until everything that was asked for is acknowledged or refused. */
async function subscribe(...args: Record<string, string>[]): Promise<void> {
  const answers = () => client.parsed.filter(({ event }) => event !== undefined).length;
  const before = answers();
  client.say({ op: 'subscribe', args });
  await expect.poll(answers).toBe(before + args.length);
}

/** The first row of each message of a channel, once there are so many. */
async function rows(channel: string, count: number): Promise<Record<string, unknown>[]> {
  const found = () => client.parsed.filter(({ arg, data }) => data && Object(arg).channel === channel);
  await expect.poll(() => found().length).toBe(count);
  return found().map(({ action, data }) => ({ action, ...Object(data)[0] }));
}

describe('subscriptions', () => {
  it('acknowledges each argument by itself, and refuses what it does not have', async () => {
    await subscribe(
      tickers,
      { channel: 'tickers', instId: 'NO-USDT' },
      { channel: 'candle1m', instId: pair },
    );
    expect(client.parsed.filter(({ event }) => event !== undefined)).toMatchObject([
      { event: 'subscribe', arg: tickers, connId: expect.any(String) },
      { event: 'error', code: '60018', msg: expect.stringContaining('tickers,instId:NO-USDT') },
      { event: 'error', code: '60018', msg: expect.stringContaining('candle1m') },
    ]);
    expect([...stream.lines].flatMap(({ topics }) => [...topics])).toEqual(['tickers:BTC-USDT']);
  });

  it('refuses what it cannot read', async () => {
    client.say('{"op":');
    client.say({ op: 'dance', args: [tickers] });
    client.say({ op: 'subscribe' });
    await expect.poll(() => client.parsed.map(({ code }) => code)).toEqual(['60012', '60019', '60013']);
  });

  it('sends nothing more of what is unsubscribed', async () => {
    await subscribe(trades);
    stream.feed.trade(pair);
    await rows('trades', 1);
    client.say({ op: 'unsubscribe', args: [trades] });
    await expect.poll(() => client.parsed.at(-1)?.event).toBe('unsubscribe');
    stream.feed.trade(pair);
    client.say('ping');
    await expect.poll(() => client.messages.at(-1)).toBe('pong');
    await rows('trades', 1);
  });
});

describe('pushes', () => {
  it('begins with what REST says, and keeps to it', async () => {
    const business = await openClient(`${stream.url}/ws/v5/business`);
    business.say({ op: 'subscribe', args: [{ channel: 'candle1m', instId: pair }] });
    await subscribe(tickers, books, { channel: 'funding-rate', instId: `${pair}-SWAP` });
    okx().setPrice(pair, '61000');
    stream.feed.trade(pair, { price: '61000.5' });
    const last = (await rows('tickers', 3)).at(-1);
    expect(last).toMatchObject({ last: '61000.5', askPx: '61000.1', bidPx: '60999.9' });
    expect((await rest.get(`/api/v5/market/ticker?instId=${pair}`)).rows[0]).toMatchObject({
      ...{ last: last?.last, askPx: last?.askPx, high24h: last?.high24h },
    });
    expect((await rest.get(`/api/v5/market/trades?instId=${pair}&limit=2`)).rows[0]?.px).toBe('61000.5');
    expect((await rows('funding-rate', 1))[0]).toMatchObject({ fundingRate: expect.any(String) });
    await expect.poll(() => business.parsed.length).toBe(4);
    const [candle] = (await rest.get(`/api/v5/market/candles?instId=${pair}&limit=1`)).rows;
    expect(Object(business.parsed.at(-1)?.data)[0]).toEqual(Object.values(Object(candle)));
    okx().clockOffset += 60_000;
    stream.feed.trade(pair);
    await expect.poll(() => business.parsed.length).toBe(6);
    const told = business.parsed.slice(-2).map(({ data }) => Object(data)[0]);
    const asked = (await rest.get(`/api/v5/market/candles?instId=${pair}&limit=2`)).rows;
    expect(told).toEqual(asked.reverse().map(Object.values));
    expect(told.map((row) => row[8])).toEqual(['1', '0']);
    business.close();
  });

  it('makes a book of a snapshot and of updates that are chained', async () => {
    await subscribe(books);
    for (let count = 0; count < 30; count += 1) stream.feed.move(pair);
    const [first, ...updates] = await rows('books', 31);
    expect(first).toMatchObject({ action: 'snapshot', prevSeqId: -1, checksum: 0 });
    const sizes = new Map<string, string>();
    for (const row of [first, ...updates]) {
      for (const [price, size] of [...Object(row).asks, ...Object(row).bids]) {
        if (size === '0') sizes.delete(price);
        else sizes.set(price, size);
      }
    }
    expect(updates.map(({ prevSeqId }) => prevSeqId)).toEqual(
      [first, ...updates].slice(0, -1).map((row) => row?.seqId),
    );
    const seqId = Number(updates.at(-1)?.seqId);
    const truth = stream.feed.told(pair).bookAt(seqId, 400);
    expect([...sizes].sort()).toEqual(
      [...(truth?.asks ?? []), ...(truth?.bids ?? [])].map(([...row]) => row).sort(),
    );
    expect((await rest.get(`/api/v5/market/books?instId=${pair}`)).rows[0]).toMatchObject({ seqId });
  });

  it('says that nothing changed, and goes on from a smaller id after maintenance', async () => {
    await subscribe(books);
    stream.feed.idle(pair);
    stream.feed.restart(pair);
    stream.feed.move(pair);
    const [first, idle, restart, next] = await rows('books', 4);
    expect(idle).toMatchObject({ asks: [], bids: [], prevSeqId: first?.seqId, seqId: first?.seqId });
    expect(Number(restart?.seqId)).toBeLessThan(Number(restart?.prevSeqId));
    expect(next?.prevSeqId).toBe(restart?.seqId);
  });

  it('tells of suspended instruments and of upgrades, and can cross a book', async () => {
    await subscribe({ channel: 'instruments', instType: 'SPOT' }, books);
    stream.feed.list(pair, 'suspend');
    stream.feed.list(pair, 'live');
    stream.feed.list(pair, 'expired');
    const states = (await rows('instruments', 3)).map(({ state }) => state);
    expect(states).toEqual(['suspend', 'live', 'expired']);
    stream.feed.move(pair, { bids: [['60000.2', '1']] });
    const update = (await rows('books', 2))[1];
    expect(Object(update).bids).toContainEqual(['60000.2', '1', '0', '2']);
    stream.notice();
    await expect.poll(() => client.parsed.at(-1)).toMatchObject({ event: 'notice', code: '64008' });
  });
});

describe('limits', () => {
  it('closes what was silent for 30 seconds, and answers pings', async () => {
    stream.advance(29_999);
    client.say('ping');
    await expect.poll(() => client.messages).toEqual(['pong']);
    stream.advance(29_999);
    expect(client.closed).toBeUndefined();
    stream.advance(1);
    await expect.poll(() => client.closed).toEqual({ code: 4004, reason: 'No data received in 30s.' });
  });

  it('opens three connections in a second', async () => {
    const others = [
      await openClient(`${stream.url}/ws/v5/public`),
      await openClient(`${stream.url}/ws/v5/business`),
    ];
    await expect(openClient(`${stream.url}/ws/v5/public`)).rejects.toThrow('429');
    await expect(openClient(`${stream.url}/ws/v6`)).rejects.toThrow('404');
    stream.advance(1000);
    others.push(await openClient(`${stream.url}/ws/v5/public`));
    expect([stream.handshakes, stream.lines.size]).toEqual([6, 4]);
    for (const other of others) other.close();
  });

  it('carries out 480 operations in an hour on a connection', async () => {
    for (let count = 0; count <= 480; count += 1) client.say({ op: 'unsubscribe', args: [tickers] });
    await expect.poll(() => client.parsed.length).toBe(481);
    expect(client.parsed.map(({ event }) => event).indexOf('error')).toBe(480);
    expect(client.parsed.at(-1)?.code).toBe('60014');
  });

  it('closes a connection that sends more than 64 KB in one', async () => {
    client.say({ op: 'subscribe', args: Array.from({ length: 2000 }, () => tickers) });
    await expect.poll(() => client.closed?.code).toBe(1009);
  });
});

describe('faults', () => {
  it('loses, delays and repeats messages', async () => {
    await subscribe(trades);
    for (const kind of ['gap', 'reorder', 'repeat'] as const)
      stream.fault({ kind, topic: 'trades:BTC-USDT' });
    const made = ['1', '2', '3', '4'].map((size) => stream.feed.trade(pair, { size }).size);
    expect(made).toEqual(['1', '2', '3', '4']);
    expect((await rows('trades', 4)).map(({ sz }) => sz)).toEqual(['3', '3', '2', '4']);
  });

  it('breaks messages off, and connections within a message', async () => {
    await subscribe(trades);
    stream.fault({ kind: 'not-json' });
    stream.feed.trade(pair);
    await expect.poll(() => client.messages.length).toBe(2);
    expect(client.parsed).toHaveLength(1);
    stream.fault({ kind: 'half' });
    stream.feed.trade(pair);
    await expect.poll(() => client.closed?.code).toBe(1006);
    expect(client.messages).toHaveLength(2);
  });

  it('falls silent, and closes at once', async () => {
    await subscribe(trades);
    stream.silent = true;
    client.say('ping');
    await expect.poll(() => stream.received.at(-1)).toBe('ping');
    stream.feed.trade(pair);
    stream.cut();
    await expect.poll(() => client.closed?.code).toBe(1006);
    expect(client.messages).toHaveLength(1);
  });

  it('refuses subscriptions, forgets them, and refuses to upgrade', async () => {
    stream.fault({ kind: 'refuse', topic: 'tickers:BTC-USDT' });
    await subscribe(tickers);
    expect(client.parsed[0]).toMatchObject({ event: 'error', code: '60018' });
    stream.fault({ kind: 'no-ack' });
    client.say({ op: 'subscribe', args: [tickers] });
    client.say('ping');
    await expect.poll(() => client.messages.at(-1)).toBe('pong');
    expect(client.messages).toHaveLength(2);
    stream.fault({ kind: 'no-upgrade' });
    await expect(openClient(`${stream.url}/ws/v5/public`)).rejects.toThrow('403');
  });

  it('sends 10,000 messages in a burst, and one of 100 MB', async () => {
    await subscribe(books);
    stream.feed.burst(pair, 10_000);
    const all = await rows('books', 10_001);
    const last = stream.feed.told(pair).bookAt(Number(all.at(-1)?.seqId), 1);
    expect(last?.asks[0]?.[1]).toBe('0.0001');
    const small = await openClient(`${stream.url}/ws/v5/public`, { maxPayload: 1_000_000 });
    stream.send(' '.repeat(100_000_000));
    await expect.poll(() => small.closed?.code).toBe(1006);
    await expect.poll(() => client.messages.at(-1)?.length).toBe(100_000_000);
  });

  it('has a certificate that does not verify, behind TLS', async () => {
    const front = await startTlsFront(stream.port);
    await expect(openClient(`wss://127.0.0.1:${front.port}/ws/v5/public`)).rejects.toThrow('certificate');
    expect(stream.handshakes).toBe(1);
    await front.close();
  });
});
