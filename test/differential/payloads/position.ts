import fc from 'fast-check';
import { type Listed, listedOf } from '../instruments.js';
import { amount, longId, optional, positive, signed, time } from './digits.js';
import { envelope, style } from './envelope.js';
import type { Source } from './Payload.js';

const figures = fc.record({
  ...{
    availPos: optional,
    avgPx: positive,
    upl: signed,
    uplRatio: signed,
    lever: fc.constantFrom('3', '10.0', '2.5', '125'),
  },
  ...{
    liqPx: optional,
    markPx: positive,
    last: positive,
    notionalUsd: positive,
    mmr: positive,
    mgnRatio: positive,
  },
  ...{ realizedPnl: signed, fee: signed, pnl: signed, cTime: time.map(String), uTime: time.map(String) },
  ...{ posId: longId.map(String), tradeId: longId.map(String) },
});

/** A position of no contracts has "" for what does not apply. */
const flat = {
  pos: '0',
  availPos: '',
  avgPx: '',
  upl: '',
  uplRatio: '',
  liqPx: '',
  notionalUsd: '',
  mmr: '',
  mgnRatio: '',
};

const commonRow = {
  ...{ adl: '1', baseBal: '', closeOrderAlgo: [], deltaBS: '', deltaPA: '', fundingFee: '0', interest: '' },
  ...{ liab: '', liabCcy: '', liqPenalty: '0', optVal: '', posCcy: '', quoteBal: '', usdPx: '' },
};

const rowOf = ({ row: { instId, instType, settleCcy } }: Listed, posSide: string) =>
  fc
    .record({
      figures,
      pos: posSide === 'net' ? signed : amount,
      mgnMode: fc.constantFrom('cross', 'isolated'),
      margin: positive,
    })
    .map(({ figures: given, pos, mgnMode, margin }) => ({
      ...commonRow,
      ...{ bePx: given.avgPx, ccy: settleCcy, idxPx: given.markPx, instId, instType },
      ...given,
      ...{ pos, posSide, mgnMode },
      imr: mgnMode === 'cross' ? margin : '',
      margin: mgnMode === 'isolated' ? margin : '',
      ...(pos === '0' && { ...flat, imr: '', margin: '' }),
    }));

/** Coins that were bought with borrowed money: on the same list, though no contract. */
const borrowed = fc
  .record({ figures, pos: positive, margin: positive })
  .map(({ figures: given, pos, margin }) => ({
    ...commonRow,
    ...{ bePx: '', ccy: 'USDT', idxPx: given.markPx, instId: 'BTC-USDT', instType: 'MARGIN' },
    ...given,
    ...{
      pos,
      posSide: 'net',
      posCcy: 'BTC',
      mgnMode: 'cross',
      imr: margin,
      margin: '',
      liab: '-12.5',
      liabCcy: 'USDT',
    },
  }));

const PATH = '/api/v5/account/positions';

/** Positions of an account, in net or in hedge mode, each of another contract and side. */
export const positions = fc
  .boolean()
  .chain((hedged) => {
    const slots = listedOf('SWAP', 'FUTURES').flatMap((instrument) =>
      (hedged ? ['long', 'short'] : ['net']).map((posSide) => ({ instrument, posSide })),
    );
    return fc.record({
      hedged: fc.constant(hedged),
      list: fc.subarray(slots, { maxLength: 6 }),
      loans: fc.array(borrowed, { maxLength: 1 }),
      written: style,
    });
  })
  .chain(({ hedged, list, loans, written }) =>
    fc.tuple(...list.map(({ instrument, posSide }) => rowOf(instrument, posSide))).map((rows) => {
      const textOf = (type: string) =>
        envelope(
          rows.filter(({ instType }) => instType === type),
          written,
        );
      const keyed = rows.map((row, index): [string, Source] => [
        `${list[index]?.instrument.symbol} ${sideOf(row)}`,
        row,
      ]);
      return {
        hedged,
        answers: {
          [PATH]: envelope([...rows, ...loans], written),
          [`${PATH}?instType=SWAP`]: textOf('SWAP'),
          [`${PATH}?instType=FUTURES`]: textOf('FUTURES'),
        },
        sources: new Map([...keyed, ...loans.map((row): [string, Source] => ['BTC/USDT long', row])]),
      };
    }),
  );

function sideOf({ posSide, pos }: { posSide: string; pos: string }): string {
  if (posSide !== 'net') return posSide;
  if (pos === '0') return 'none';
  return pos.startsWith('-') ? 'short' : 'long';
}
