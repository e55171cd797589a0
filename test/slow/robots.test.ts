import { expect, it } from 'vitest';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { startBybitStream } from '../doubles/bybit/stream/startBybitStream.js';
import type { LiveMarket } from '../doubles/exchange/stream/LiveMarket.js';
import type { StreamDouble } from '../doubles/exchange/stream/startStream.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { startPlugin } from '../support/startPlugin.js';

const ROBOTS = 200;
const PAIRS = 50;

/** A double of an exchange with its stream, and the pairs that robots ask for. */
interface Venue {
  exchange: string;
  double: { url: string; requests: readonly unknown[]; close(): Promise<void> };
  stream: StreamDouble;
  symbols: readonly string[];
  /** For how long each robot asks once a second: one second after the other, as fast as they are answered. */
  seconds: number;
  /** So many pairs move each second. */
  moving: number;
  setPrice(pair: number, price: string): void;
  told(pair: number): LiveMarket;
}

const pairs = (name: (pair: number) => string) => Array.from({ length: PAIRS }, (_, pair) => name(pair));

async function openOkx(): Promise<Venue> {
  const double = await startOkxDouble({ altcoins: true });
  const stream = await startOkxStream(double);
  return {
    ...{ exchange: 'OKX', double, stream, seconds: 60, moving: 5 },
    symbols: pairs((pair) => `ALT${pair}_USDT`),
    setPrice: (pair, price) => double.setPrice(`ALT${pair}-USDT`, price),
    told: (pair) => stream.feed.told(`ALT${pair}-USDT`),
  };
}

async function openBybit(): Promise<Venue> {
  const double = await startBybitDouble();
  const stream = await startBybitStream(double);
  const coin = (pair: number) => `ALT${`${pair}`.padStart(4, '0')}`;
  return {
    // It repeats the best level of all that is traded.
    ...{ exchange: 'Bybit', double, stream, seconds: 10, moving: PAIRS },
    symbols: pairs((pair) => `${coin(pair)}_USDT.swap`),
    setPrice: (pair, price) => double.setPrice(`${coin(pair)}USDT`, price, 'linear'),
    told: (pair) => stream.feed.told('linear', `${coin(pair)}USDT`),
  };
}

it.each([
  ['OKX', openOkx],
  ['Bybit', openBybit],
])(
  '200 robots that ask %s for 50 pairs once a second cause no request after the first round, and are told what is',
  async (_, open) => {
    const { exchange, double, stream, symbols, seconds, moving, setPrice, told } = await open();
    const plugin = await startPlugin({
      baseUrls: { [exchange]: double.url, [`${exchange}.stream`]: stream.url },
      streams: {},
    });
    /** Whether a robot is told what the exchange has told last. */
    const ask = async (pair: number) => {
      const { data, error } = await plugin.call(exchange, 'ticker', { symbol: symbols[pair] });
      const { asks, bids } = told(pair).book.top(1);
      const { symbol, buy, sell } = Object(data);
      return {
        answer: { error, symbol, buy: Number(buy), sell: Number(sell) },
        truth: {
          ...{ error: undefined, symbol: symbols[pair] },
          ...{ buy: Number(bids[0]?.[0]), sell: Number(asks[0]?.[0]) },
        },
      };
    };
    /** All robots at once; how many requests they cause. */
    const second = async (now: number) => {
      const before = double.requests.length;
      const asked = await Promise.all(
        Array.from({ length: ROBOTS }, (_, robot) => ask((robot + now) % PAIRS)),
      );
      expect(asked.map(({ answer }) => answer)).toEqual(asked.map(({ truth }) => truth));
      return double.requests.length - before;
    };

    expect(await second(0)).toBeGreaterThanOrEqual(PAIRS);
    await expect.poll(() => second(0)).toBe(0);
    for (let now = 1; now <= seconds; now += 1) {
      const moved = Array.from({ length: moving }, (_, index) => (now * moving + index) % PAIRS);
      for (const pair of moved) setPrice(pair, `${60 + pair}.${10 + (now % 80)}`);
      // What is pushed comes in order: with the last one, all are there.
      await expect
        .poll(async () => {
          const { answer, truth } = await ask(moved.at(-1) ?? 0);
          return answer.sell === truth.sell;
        })
        .toBe(true);
      expect(await second(now)).toBe(0);
    }
    expect(stream.handshakes).toBe(1);
    await plugin.stop();
    await stream.close();
    await double.close();
  },
);
