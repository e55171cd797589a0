import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { listed } from '../instruments.js';
import { amount, longId, positive, time } from './digits.js';
import { envelope, style } from './envelope.js';

/** Levels away from a price, in the order in which the exchange sends them. */
const side = (direction: 1 | -1) =>
  fc
    .tuple(positive, fc.array(fc.tuple(positive, positive, fc.nat(20)), { maxLength: 12 }))
    .map(([start, levels]) => {
      let price = new BigNumber(start).plus(direction === 1 ? 0 : 1e9);
      return levels.map(([distance, size, count]) => {
        price = price.plus(new BigNumber(distance).times(direction));
        return [price.toFixed(), size, '0', `${count + 1}`];
      });
    });

/** An order book; a side of it may be empty. */
export const book = fc
  .record({
    instrument: fc.constantFrom(...listed),
    asks: side(1),
    bids: side(-1).map((levels) => levels.filter(([price = '']) => new BigNumber(price).gt(0))),
    ts: time.map(String),
    seqId: fc.nat(),
    written: style,
  })
  .map(({ instrument, written, ...row }) => ({
    instrument,
    answers: { '/api/v5/market/books': envelope([row], written) },
    sources: new Map(),
  }));

/** Trades of one instrument, newest first; several may have been made in one millisecond. */
export const trades = fc
  .record({
    instrument: fc.constantFrom(...listed),
    rows: fc.array(
      fc.record({
        side: fc.constantFrom('buy', 'sell'),
        px: positive,
        sz: positive,
        source: fc.constantFrom('0', '1'),
        waited: fc.oneof(fc.constant(0), fc.nat(100_000)),
      }),
      { maxLength: 20 },
    ),
    newest: fc.tuple(longId, time),
    written: style,
  })
  .map(({ instrument, rows, newest: [newestId, newestTime], written }) => {
    let ts = newestTime;
    const data = rows.map(({ waited, ...row }, index) => {
      ts -= waited;
      return { instId: instrument.instId, tradeId: `${newestId - BigInt(index)}`, ...row, ts: `${ts}` };
    });
    return {
      instrument,
      answers: { '/api/v5/market/trades': envelope(data, written) },
      sources: new Map(data.map((row) => [row.tradeId, row])),
    };
  });

/** FMZ's minutes, and what ccxt calls them. */
const periods = [
  [1, '1m'],
  [3, '3m'],
  [15, '15m'],
  [60, '1h'],
  [240, '4h'],
  [360, '6h'],
  [1440, '1d'],
  [10080, '1w'],
] as const;

/** Bars of one instrument, newest first, the newest of which may not be closed yet. */
export const candles = fc
  .record({
    instrument: fc.constantFrom(...listed),
    period: fc.constantFrom(...periods),
    rows: fc.array(fc.tuple(positive, positive, positive, positive, amount, amount, amount), {
      minLength: 1,
      maxLength: 20,
    }),
    newest: time,
    forming: fc.boolean(),
    written: style,
  })
  .map(({ instrument, period: [minutes, timeframe], rows, newest, forming, written }) => {
    const open = Math.floor(newest / 60_000) * 60_000;
    const data = rows.map((figures, index) => [
      `${open - index * minutes * 60_000}`,
      ...figures,
      forming && index === 0 ? '0' : '1',
    ]);
    return {
      ...{ instrument, minutes, timeframe },
      answers: { '/api/v5/market/candles': envelope(data, written) },
      sources: new Map(
        data
          .toReversed()
          .map((row, index) => [
            `${index}`,
            { instType: instrument.row.instType, volume: row[5], volumeInCoins: row[6] },
          ]),
      ),
    };
  });
