import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import type { Listed } from '../instruments.js';
import { longId, positive, signed, time } from './digits.js';

/** A row of an order, without its id and times. */
export type OrderRow = Record<string, string | object>;

const limitTypes = fc.constantFrom('limit', 'limit', 'post_only', 'fok', 'ioc', 'rpi');
const openStates = ['live', 'partially_filled'] as const;
const doneStates = ['filled', 'filled', 'canceled', 'canceled', 'mmp_canceled'] as const;

/** Which orders a list holds: those that may still trade, those that are over, or both. */
export type Which = 'open' | 'done' | 'all';

const statesOf: Record<Which, readonly string[]> = {
  open: openStates,
  done: doneStates,
  all: [...openStates, ...doneStates],
};

const sideAndPosition = (instrument: Listed, hedged: boolean) => {
  const posSide =
    instrument.row.instType === 'SPOT'
      ? fc.constantFrom('', 'net')
      : hedged
        ? fc.constantFrom('long', 'short')
        : fc.constant('net');
  const reduceOnly =
    instrument.row.instType === 'SPOT' || hedged ? fc.constant('false') : fc.constantFrom('true', 'false');
  return fc.record({ side: fc.constantFrom('buy', 'sell'), posSide, reduceOnly });
};

/** How an order is sized and priced. A market buy on spot is given in quote currency unless it says otherwise. */
const terms = (instrument: Listed, side: string) => {
  const spot = instrument.row.instType === 'SPOT';
  const limit = fc
    .record({ ordType: limitTypes, px: positive })
    .map((given) => ({ ...given, tgtCcy: '', quoteSized: false }));
  const market = fc
    .constantFrom(...(spot ? (side === 'buy' ? ['quote_ccy', 'base_ccy', ''] : ['base_ccy', '']) : ['']))
    .map((tgtCcy) => ({
      ...{ ordType: 'market', px: '', tgtCcy },
      quoteSized: spot && side === 'buy' && tgtCcy !== 'base_ccy',
    }));
  const optimal = fc.constant({ ordType: 'optimal_limit_ioc', px: '', tgtCcy: '', quoteSized: false });
  return spot ? fc.oneof(limit, market) : fc.oneof(limit, market, optimal);
};

/** An order of an instrument in one of the given states. */
export function order(instrument: Listed, which: Which, hedged: boolean): fc.Arbitrary<OrderRow> {
  return sideAndPosition(instrument, hedged)
    .chain((sides) => fc.record({ sides: fc.constant(sides), terms: terms(instrument, sides.side) }))
    .chain(({ sides, terms: { quoteSized, ...given } }) =>
      fc
        .record({
          state: fc.constantFrom(...statesOf[which]),
          sz: positive,
          bought: positive,
          parts: fc.integer({ min: 1, max: 99 }),
          canceledWithFills: fc.boolean(),
          price: positive,
          noAverage: fc.constantFrom('', '0'),
          noFill: fc.constantFrom('0', '0', '0', ''),
          fee: signed,
          clOrdId: fc.constantFrom('', 'fmz0f4d8c2e7a614b539e0c'),
        })
        .map(({ bought, parts, canceledWithFills, price, noAverage, noFill, ...row }) => {
          const whole = quoteSized ? bought : row.sz;
          const part = new BigNumber(whole).times(parts).div(100).dp(20).toFixed();
          const filled =
            row.state === 'filled'
              ? whole
              : row.state === 'partially_filled' || (row.state !== 'live' && canceledWithFills)
                ? part
                : noFill;
          const any = new BigNumber(filled || 0).gt(0);
          return {
            ...commonRow(instrument),
            ...row,
            ...sides,
            ...given,
            accFillSz: filled,
            avgPx: any ? price : noAverage,
            fillPx: any ? price : '',
            fillSz: any ? filled : '0',
          };
        }),
    );
}

/** Ids and times of a list of orders, newest first; some were created in one millisecond. */
export const stamps = (count: number) =>
  fc
    .tuple(
      longId,
      time,
      fc.array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 9_000_000 }) }, fc.constant(0)), {
        minLength: count,
        maxLength: count,
      }),
    )
    .map(([newestId, newest, gaps]) => {
      let created = newest;
      return gaps.map((gap, index) => {
        created -= gap;
        return {
          ordId: `${newestId - BigInt(index * 7)}`,
          cTime: `${created}`,
          uTime: `${created + 1500}`,
        };
      });
    });

function commonRow({ row }: Listed): OrderRow {
  const spot = row.instType === 'SPOT';
  return {
    ...{ instId: row.instId, instType: row.instType, tdMode: spot ? 'cash' : 'cross' },
    ...{ lever: spot ? '' : '3.0', ccy: '', tag: '', algoId: '', algoClOrdId: '', attachAlgoOrds: [] },
    ...{ cancelSource: '', category: 'normal', feeCcy: row.quoteCcy || row.settleCcy, fillTime: '' },
    ...{ isTpLimit: 'false', linkedAlgoOrd: { algoId: '' }, pnl: '0', pxType: '', pxUsd: '', pxVol: '' },
    ...{ quickMgnType: '', rebate: '0', rebateCcy: row.quoteCcy, source: '', stpId: '' },
    ...{ slOrdPx: '', slTriggerPx: '', slTriggerPxType: '', stpMode: 'cancel_maker', tradeId: '' },
    ...{ tpOrdPx: '', tpTriggerPx: '', tpTriggerPxType: '', tradeQuoteCcy: spot ? row.quoteCcy : '' },
  };
}
