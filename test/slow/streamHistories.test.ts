import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { startBybitStream } from '../doubles/bybit/stream/startBybitStream.js';
import type { Sides } from '../doubles/exchange/stream/LiveBook.js';
import type { LiveMarket } from '../doubles/exchange/stream/LiveMarket.js';
import type { StreamFaultKind } from '../doubles/exchange/stream/StreamFault.js';
import type { StreamDouble } from '../doubles/exchange/stream/startStream.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

/** A double of an exchange, and the market of one instrument on it. */
interface Venue {
  exchange: string;
  url: string;
  requests: readonly unknown[];
  stream: StreamDouble;
  told(): LiveMarket;
  move(change?: Partial<Sides>): void;
  setPrice(price: string): void;
  restart(): void;
  /** What else the exchange says of itself. */
  say(): void;
  /** The topics that books and tickers are of. */
  topics: readonly string[];
  /** The id of a book as it is told over REST or from memory. */
  idOf(raw: unknown): number;
  close(): Promise<void>;
}

const SYMBOL = 'BTC_USDT';
/** In ms: the bound of both adapters' pings. */
const OLDEST = 10_000;

async function openOkx(): Promise<Venue> {
  const okx = await startOkxDouble();
  const stream = await startOkxStream(okx, Number.POSITIVE_INFINITY);
  const pair = 'BTC-USDT';
  return {
    ...{ exchange: 'OKX', url: okx.url, requests: okx.requests, stream },
    told: () => stream.feed.told(pair),
    move: (change) => stream.feed.move(pair, change),
    setPrice: (price) => okx.setPrice(pair, price),
    restart: () => stream.feed.restart(pair),
    say() {
      stream.feed.idle(pair);
      stream.notice();
    },
    topics: [`books:${pair}`, `tickers:${pair}`],
    idOf: (raw) => Number(Object(raw).seqId ?? Object(raw).data[0].seqId),
    async close() {
      await stream.close();
      await okx.close();
    },
  };
}

async function openBybit(): Promise<Venue> {
  const bybit = await startBybitDouble({ altcoins: false });
  const stream = await startBybitStream(bybit, Number.POSITIVE_INFINITY);
  const pair = 'BTCUSDT';
  return {
    ...{ exchange: 'Bybit', url: bybit.url, requests: bybit.requests, stream },
    told: () => stream.feed.told('spot', pair),
    move: (change) => stream.feed.move('spot', pair, change),
    setPrice: (price) => bybit.setPrice(pair, price, 'spot'),
    restart: () => stream.feed.restart('spot', pair),
    say: () => stream.feed.repeat('spot', pair),
    topics: [`orderbook.50.${pair}`, `tickers.${pair}`, `orderbook.1.${pair}`],
    idOf: (raw) => Object(raw).u ?? Object(raw).result.u,
    async close() {
      await stream.close();
      await bybit.close();
    },
  };
}

const faults: StreamFaultKind[] = [
  'gap',
  'reorder',
  'repeat',
  'half',
  'not-json',
  'refuse',
  'no-ack',
  'no-upgrade',
];
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('move') }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom(...faults), topic: fc.nat() }) },
  fc.record({ does: fc.constantFrom('cross', 'cut', 'silent', 'heard', 'price', 'say', 'restart') }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function happen(venue: Venue, done: Step, index: number): void {
  const { stream, topics } = venue;
  const fault = faults.find((kind) => kind === done.does);
  if (fault) {
    const topic = 'topic' in done ? topics[done.topic % topics.length] : undefined;
    stream.fault({ kind: fault, ...(fault !== 'no-upgrade' && topic && { topic }) });
  }
  if (done.does === 'cut') stream.cut();
  if (done.does === 'silent' || done.does === 'heard') stream.silent = done.does === 'silent';
  if (done.does === 'price') venue.setPrice(`${60_000 + index}`);
  if (done.does === 'say') venue.say();
  if (done.does === 'restart') venue.restart();
  const best = venue.told().book.top(1).asks[0]?.[0];
  venue.move(done.does === 'cross' && best ? { bids: [[best, '1']] } : {});
}

/** Asks for the book, and holds the answer against the double's own, and against the one before. */
async function holdAgainst(venue: Venue, plugin: Plugin, latest: Record<string, number>): Promise<boolean> {
  const asked = venue.requests.length;
  const { data, raw, error } = await plugin.call(venue.exchange, 'depth', { symbol: SYMBOL, limit: 20 });
  expect(error).toBeUndefined();
  const streamed = venue.requests.length === asked;
  const { asks, bids, time } = Object(data);
  expect(time).toBeGreaterThanOrEqual(latest.depth ?? 0);
  latest.depth = time;
  const truth = venue.told().bookAt(venue.idOf(raw), 20);
  const numbers = (rows: Sides['asks'] = []) => rows.map(([price, size]) => [Number(price), Number(size)]);
  expect({ asks, bids }).toEqual({ asks: numbers(truth?.asks), bids: numbers(truth?.bids) });
  if (streamed) expect(bids[0][0]).toBeLessThan(asks[0][0]);
  return streamed;
}

describe.each([
  ['OKX', openOkx],
  ['Bybit', openBybit],
])('%s', (_name, open) => {
  it('answers with the book that the exchange had, whatever its stream does', async () => {
    let streamed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const venue = await open();
        const { exchange, url, stream } = venue;
        const plugin = await startPlugin({
          baseUrls: { [exchange]: url, [`${exchange}.stream`]: stream.url },
          streams: {},
        });
        const latest: Record<string, number> = {};
        try {
          await expect.poll(() => holdAgainst(venue, plugin, latest)).toBe(true);
          // After a second restart there would be two books of one id.
          const restart = steps.findIndex(({ does }) => does === 'restart');
          for (const [index, done] of steps.entries()) {
            if (done.does === 'restart' && index !== restart) continue;
            happen(venue, done, index);
            const { data } = await plugin.call(exchange, 'ticker', { symbol: SYMBOL });
            expect(Number(Object(data).time)).toBeGreaterThanOrEqual(latest.ticker ?? 0);
            latest.ticker = Number(Object(data).time);
            if (await holdAgainst(venue, plugin, latest)) streamed += 1;
          }
          const ages = [...plugin.log().matchAll(/from stream, (\d+) ms old/g)].map(([, age]) => Number(age));
          expect(Math.max(...ages)).toBeLessThanOrEqual(OLDEST);
        } finally {
          await plugin.stop();
          await venue.close();
        }
      }),
      { numRuns: 100 },
    );
    expect(streamed).toBeGreaterThan(100);
  });
});
