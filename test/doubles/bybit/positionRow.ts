import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import type { Position } from './Position.js';

const MAINTENANCE_RATE = '0.005';

/** A row of position/list. */
export function positionRow(
  position: Position,
  instrument: Instrument,
  account: AccountState,
  market: Market,
): Record<string, unknown> {
  const { symbol, positionIdx, size, avgPrice } = position;
  const open = !size.isZero();
  const short = size.isZero() ? positionIdx === 2 : size.isNegative();
  const worth = account.worthOf(position);
  const portfolio = account.settings.marginMode === 'PORTFOLIO_MARGIN';
  const leverage = account.leverage(symbol, short ? 'Sell' : 'Buy');
  const figure = (value: BigNumber) => (open ? value.dp(8).toFixed() : '');
  const margin = portfolio ? '' : figure(account.marginOf(position));
  const maintenance = portfolio ? '' : figure(worth.times(MAINTENANCE_RATE));
  return {
    ...emptyRow,
    ...{ positionIdx, riskId: portfolio ? 0 : 1, riskLimitValue: portfolio ? '0' : '2000000', symbol },
    ...{ side: open ? (short ? 'Sell' : 'Buy') : '', size: quantityText(size.abs(), instrument) },
    ...{ avgPrice: open ? avgPrice.toFixed() : '0', positionValue: figure(worth) },
    ...{ adlRankIndicator: open ? 2 : 0, leverage: portfolio ? '' : leverage },
    breakEvenPrice: open ? avgPrice.dp(8).toFixed() : '',
    ...{ positionBalance: open ? margin : '0', markPrice: priceText(market.price(instrument), instrument) },
    liqPrice: open && !portfolio ? liquidationPrice(position, instrument, leverage) : '',
    ...{ positionMM: maintenance, positionMMByMp: maintenance, positionIM: margin, positionIMByMp: margin },
    unrealisedPnl: figure(account.unrealisedOf(position)),
    curRealisedPnl: open ? position.curRealisedPnl.dp(8).toFixed() : '0',
    cumRealisedPnl: position.cumRealisedPnl.dp(8).toFixed(),
    ...{ seq: position.seq, createdTime: `${position.createdTime}`, updatedTime: `${position.updatedTime}` },
  };
}

const emptyRow = {
  tradeMode: 0,
  positionStatus: 'Normal',
  autoAddMargin: 0,
  bustPrice: '',
  tpslMode: 'Full',
  takeProfit: '',
  stopLoss: '',
  trailingStop: '0',
  isReduceOnly: false,
  mmrSysUpdateTime: '',
  leverageSysUpdatedTime: '',
  sessionAvgPrice: '',
};

/** "" where it is below the least price that there is. */
function liquidationPrice({ size, avgPrice }: Position, instrument: Instrument, leverage: string): string {
  const distance = new BigNumber(1).div(leverage).times(size.isNegative() ? -1 : 1);
  const price = avgPrice.times(new BigNumber(1).minus(distance));
  return price.lte(instrument.tick) ? '' : priceText(price, instrument);
}
