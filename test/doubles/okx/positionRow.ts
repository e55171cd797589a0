import { BigNumber } from 'bignumber.js';
import { type AccountState, isClosing } from './AccountState.js';
import { marginCurrency, notionalUsd } from './contractMaths.js';
import type { Market } from './Market.js';
import { isOpen } from './OkxOrder.js';
import { directionOf, type Position } from './Position.js';

const MAINTENANCE_RATE = '0.004';

/** A row of account/positions. Margin, maintenance margin and profit are in the contract's margin currency. */
export function positionRow(
  position: Position,
  account: AccountState,
  market: Market,
): Record<string, unknown> {
  const instrument = market.require(position.instId);
  const mark = market.price(instrument);
  const open = !position.pos.isZero();
  const margin = account.marginOf(position);
  const upl = account.uplOf(position);
  const maintenance = margin.times(position.lever).times(MAINTENANCE_RATE);
  const cross = position.mgnMode === 'cross';
  const figure = (value: BigNumber) => (open ? value.dp(18).toFixed() : '');
  const uplRatio = figure(margin.isZero() ? margin : upl.div(margin));
  return {
    ...{ adl: open ? '1' : '', availPos: open ? available(position, account).toFixed() : '' },
    ...{
      avgPx: figure(position.avgPx),
      baseBal: '',
      baseBorrowed: '',
      baseInterest: '',
      bePx: figure(position.avgPx),
    },
    ...{ bizRefId: '', bizRefType: '', cTime: `${position.cTime}`, ccy: marginCurrency(instrument) },
    ...{ clSpotInUseAmt: '', closeOrderAlgo: [], deltaBS: '', deltaPA: '', fee: position.fee.toFixed() },
    ...{ fundingFee: '0', gammaBS: '', gammaPA: '', hedgedPos: '', idxPx: mark.toFixed() },
    ...{ imr: cross ? figure(margin) : '', instId: position.instId, instType: instrument.row.instType },
    ...{ interest: '', last: mark.toFixed(), lever: position.lever, liab: '', liabCcy: '', liqPenalty: '0' },
    ...{
      liqPx: figure(liquidationPrice(position)),
      margin: cross ? '' : figure(margin),
      markPx: mark.toFixed(),
    },
    ...{ maxSpotInUseAmt: '', mgnMode: position.mgnMode, mgnRatio: figure(new BigNumber('12.5')) },
    ...{ mmr: figure(maintenance), nonSettleAvgPx: '' },
    ...{
      notionalUsd: figure(notionalUsd(instrument, position.pos, mark)),
      optVal: '',
      pendingCloseOrdLiabVal: '',
    },
    ...{
      pnl: '0',
      pos: position.pos.toFixed(),
      posCcy: '',
      posId: position.posId,
      posSide: position.posSide,
    },
    ...{ quoteBal: '', quoteBorrowed: '', quoteInterest: '', realizedPnl: position.realizedPnl.toFixed() },
    ...{
      settledPnl: '',
      spotInUseAmt: '',
      spotInUseCcy: '',
      thetaBS: '',
      thetaPA: '',
      tradeId: position.tradeId,
    },
    ...{
      uTime: `${position.uTime}`,
      upl: figure(upl),
      uplLastPx: figure(upl),
      uplRatio,
      uplRatioLastPx: uplRatio,
    },
    ...{ usdPx: '', vegaBS: '', vegaPA: '' },
  };
}

/** What open closing orders have not claimed yet. */
function available(position: Position, account: AccountState): BigNumber {
  return account.orders
    .filter((order) => isOpen(order) && isClosing(order) && order.instId === position.instId)
    .filter((order) => order.tdMode === position.mgnMode && order.posSide === position.posSide)
    .reduce((left, { sz, accFillSz }) => left.minus(sz).plus(accFillSz), position.pos.abs());
}

function liquidationPrice(position: Position): BigNumber {
  const distance = new BigNumber(1).div(position.lever).times(directionOf(position));
  return position.avgPx.times(new BigNumber(1).minus(distance)).dp(4);
}
