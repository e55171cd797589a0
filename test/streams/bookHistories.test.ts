import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBook as readBybitBook } from '../../src/exchanges/bybit/pushes.js';
import { streams as bybit } from '../../src/exchanges/bybit/streams.js';
import { readBook as readOkxBook } from '../../src/exchanges/okx/pushes.js';
import { streams as okx } from '../../src/exchanges/okx/streams.js';
import { type BookReading, bookKind, type OrderBook } from '../../src/streams/OrderBook.js';
import type { StreamMessage } from '../../src/streams/StreamProtocol.js';
import { difference, type Row, type Sides } from '../doubles/exchange/stream/LiveBook.js';
import { LiveMarket } from '../doubles/exchange/stream/LiveMarket.js';

/** How an exchange tells of a book, and how its adapter reads that. */
interface Venue {
  name: string;
  read(text: string): StreamMessage | undefined;
  book: BookReading;
  /** The id that follows another; `anew` after maintenance. */
  next(id: number, jump: number, anew: boolean): number;
  /** Whether the exchange sends a snapshot after maintenance. */
  beginsAnew: boolean;
  message(sides: Sides, ids: { before: number; id: number }, snapshot: boolean): object;
}

const LEVELS = 5;
const TIME = Date.UTC(2026, 4, 13);

const venues: Venue[] = [
  {
    name: 'OKX',
    read: okx.read,
    book: { levels: LEVELS, read: readOkxBook },
    next: (id, jump, anew) => (anew ? Math.floor(id / 2) : id + jump),
    beginsAnew: false,
    message({ asks, bids }, { before, id }, snapshot) {
      const rows = (side: readonly Row[]) => side.map(([price, size]) => [price, size, '0', '1']);
      const ids = { prevSeqId: snapshot ? -1 : before, seqId: id };
      const row = { asks: rows(asks), bids: rows(bids), ts: String(TIME), checksum: 0, ...ids };
      const action = snapshot ? 'snapshot' : 'update';
      return { arg: { channel: 'books', instId: 'BTC-USDT' }, action, data: [row] };
    },
  },
  {
    name: 'Bybit',
    read: bybit.read,
    book: { levels: LEVELS, read: readBybitBook },
    next: (id, _jump, anew) => (anew ? 1 : id + 1),
    beginsAnew: true,
    message: ({ asks: a, bids: b }, { id: u }, snapshot) => ({
      ...{ topic: 'orderbook.50.BTCUSDT', type: snapshot ? 'snapshot' : 'delta', ts: TIME },
      data: { s: 'BTCUSDT', a, b, u, seq: u },
    }),
  },
];

/** What becomes of a message on its way; `late` is after the next one. */
const fate = fc.constantFrom('sent', 'sent', 'sent', 'lost', 'twice', 'late', 'broken off');
const level = (lowest: number): fc.Arbitrary<Row> =>
  fc.tuple(
    fc.integer({ min: lowest, max: lowest + 11 }).map(String),
    fc.integer({ min: 0, max: 3 }).map(String),
  );
const side = (lowest: number) => fc.array(level(lowest), { maxLength: 3 });
/** Bids reach up to the lowest asks: now and then a book is crossed. */
const change = fc.record({ asks: side(50), bids: side(40) });
const step = fc.record({
  change,
  fate,
  jump: fc.integer({ min: 1, max: 9 }),
  anew: fc.constantFrom(...Array(11).fill(false), true),
});

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The messages as they arrive, of an exchange on which all this happens. */
function* arrivals(venue: Venue, live: LiveMarket, steps: readonly Step[]) {
  let held: string | undefined;
  // Once at most: after a second maintenance there would be two books of one id.
  const maintenance = steps.findIndex(({ anew }) => anew);
  for (const [index, { change, fate, jump }] of steps.entries()) {
    const anew = index === maintenance;
    const before = live.id;
    const snapshot = anew && venue.beginsAnew;
    const former = live.book.top(LEVELS);
    if (!anew) live.book.change(change);
    live.identify(venue.next(before, jump, anew));
    const now = live.book.top(LEVELS);
    const sides = snapshot ? now : difference(former, now);
    const text = JSON.stringify(venue.message(sides, { before, id: live.id }, snapshot));
    if (fate === 'late') {
      if (held !== undefined) yield held;
      held = text;
      continue;
    }
    if (fate === 'broken off') yield text.slice(0, text.length / 2);
    else if (fate !== 'lost') yield text;
    if (fate === 'twice') yield text;
    if (held !== undefined) yield held;
    held = undefined;
  }
}

const numbers = (rows: readonly Row[] = []) => rows.map(([price, size]) => [Number(price), Number(size)]);
const shown = (book: OrderBook['asks']) => book.map(({ price, size }) => [price, size]);

describe.each(venues)('$name', (venue) => {
  it('has a book that is either of no use or what the exchange has at that sequence, whatever happens to messages', () => {
    let useful = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const live = new LiveMarket({ asks: [['55', '1']], bids: [['45', '1']] }, 1000);
        const kind = bookKind(venue.book);
        let book: OrderBook | undefined;
        const subscribe = () => {
          book = kind.create();
          const snapshot = venue.message(live.book.top(LEVELS), { before: live.id, id: live.id }, true);
          take(JSON.stringify(snapshot));
        };
        const take = (text: string) => {
          try {
            const message = venue.read(text);
            if (message?.kind === 'data') book?.apply(message);
          } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            book = undefined;
          }
        };
        subscribe();
        for (const text of arrivals(venue, live, steps)) {
          take(text);
          if (!book || book.broken !== undefined) {
            expect(book?.sequence).toBeUndefined();
            expect([book?.asks.length ?? 0, book?.bids.length ?? 0]).toEqual([0, 0]);
            subscribe();
          }
          if (book?.sequence === undefined) continue;
          useful += 1;
          const truth = live.bookAt(Number(book.sequence), LEVELS);
          expect({ asks: shown(book.asks), bids: shown(book.bids) }).toEqual({
            asks: numbers(truth?.asks),
            bids: numbers(truth?.bids),
          });
          const [ask, bid] = [book.asks[0]?.price ?? Infinity, book.bids[0]?.price ?? 0];
          expect(bid).toBeLessThan(ask);
        }
      }),
      { numRuns: 5000 },
    );
    expect(useful).toBeGreaterThan(5000);
  });
});
