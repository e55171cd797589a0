import { expect, it } from 'vitest';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { startBybitStream } from '../doubles/bybit/stream/startBybitStream.js';
import type { StreamDouble } from '../doubles/exchange/stream/startStream.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { startPlugin } from '../support/startPlugin.js';

const ROBOTS = 20;

/** A double of an exchange with its stream, and what robots ask it for. */
interface Venue {
  exchange: string;
  double: { url: string; requests: readonly unknown[]; close(): Promise<void> };
  stream: StreamDouble;
  /** Of all symbols. */
  asksFor(symbol: string): boolean;
  /** What is pushed though nothing changes. */
  repeat(): void;
  move(): void;
}

async function openOkx(): Promise<Venue> {
  const double = await startOkxDouble();
  const stream = await startOkxStream(double);
  return {
    ...{ exchange: 'OKX', double, stream },
    asksFor: () => true,
    repeat: () => undefined,
    move() {
      for (const instId of ['BTC-USDT', 'ETH-USDT', 'BTC-USDT-SWAP']) stream.feed.move(instId);
    },
  };
}

async function openBybit(): Promise<Venue> {
  const double = await startBybitDouble();
  const stream = await startBybitStream(double);
  const coins = Array.from({ length: 50 }, (_, index) => `ALT${`${index}`.padStart(4, '0')}`);
  return {
    ...{ exchange: 'Bybit', double, stream },
    asksFor: (symbol) => symbol.startsWith('ALT') && coins.includes(symbol.slice(0, 7)),
    repeat() {
      for (const coin of coins) stream.feed.repeat('linear', `${coin}USDT`);
    },
    move() {
      for (const coin of coins) stream.feed.move('linear', `${coin}USDT`);
    },
  };
}

it.each([
  ['OKX', openOkx],
  ['Bybit', openBybit],
])(
  '20 robots that ask for the same tickers of %s cause no request after the first round',
  async (_, open) => {
    const { exchange, double, stream, asksFor, repeat, move } = await open();
    const plugin = await startPlugin({
      baseUrls: { [exchange]: double.url, [`${exchange}.stream`]: stream.url },
      streams: {},
    });
    const { data } = await plugin.call(exchange, 'tickers');
    const symbols = Object.values(Object(data)).flatMap((row) =>
      asksFor(Object(row).symbol) ? [Object(row).symbol] : [],
    );
    expect(symbols.length).toBeGreaterThan(20);
    /** How many requests a round causes. */
    const round = async (robots: number) => {
      repeat();
      const before = double.requests.length;
      await Promise.all(
        Array.from({ length: robots }, async () => {
          for (const symbol of symbols) {
            expect((await plugin.call(exchange, 'ticker', { symbol })).error).toBeUndefined();
          }
        }),
      );
      return double.requests.length - before;
    };
    expect(await round(1)).toBeGreaterThanOrEqual(symbols.length);
    await expect.poll(() => round(1)).toBe(0);
    for (let count = 0; count < 3; count += 1) {
      move();
      expect(await round(ROBOTS)).toBe(0);
    }
    expect(stream.handshakes).toBe(1);
    await plugin.stop();
    await stream.close();
    await double.close();
  },
);
