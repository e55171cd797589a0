import { BigNumber } from 'bignumber.js';
import { HOUR } from '../exchange/Bar.js';
import { candle } from '../exchange/candle.js';
import { fundingRate, fundingTimes } from './fundingRates.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { bestLevel } from './orderbook.js';

/** A row of market/tickers. */
export function ticker(market: Market, instrument: Instrument): Record<string, string> {
  const common = commonFields(market, instrument);
  if (instrument.category === 'spot') {
    const { symbol, baseCoin } = instrument;
    return {
      symbol,
      ...common,
      usdIndexPrice: baseCoin === 'SHIB' ? '' : market.dollars(baseCoin).toFixed(),
    };
  }
  const now = market.clock.now();
  const price = market.price(instrument);
  const interest = new BigNumber(instrument.lot).times(37_350);
  const worth = instrument.category === 'inverse' ? interest.div(price).dp(4) : interest.times(price);
  return {
    symbol: instrument.symbol,
    ...common,
    ...{ indexPrice: priceText(price, instrument), markPrice: priceText(price, instrument) },
    prevPrice1h: priceText(market.priceAt(instrument, now - HOUR), instrument),
    ...{ openInterest: quantityText(interest, instrument), openInterestValue: worth.toFixed() },
    ...{ deliveryTime: `${instrument.deliveryTime}`, preOpenPrice: '', preQty: '', curPreListingPhase: '' },
    ...(instrument.fundingMinutes > 0 ? perpetualFields(instrument, now) : datedFields),
  };
}

function perpetualFields(instrument: Instrument, now: number): Record<string, string> {
  const { next } = fundingTimes(instrument, now);
  return {
    ...{ fundingRate: fundingRate(instrument, next), nextFundingTime: `${next}` },
    ...{ fundingIntervalHour: `${instrument.fundingMinutes / 60}`, fundingCap: '0.00375' },
    ...{ predictedDeliveryPrice: '', basisRate: '', basis: '', basisRateYear: '', deliveryFeeRate: '' },
  };
}

const datedFields: Record<string, string> = {
  ...{ fundingRate: '', nextFundingTime: '0', fundingIntervalHour: '', fundingCap: '' },
  ...{ predictedDeliveryPrice: '0.0', basisRate: '0.00011907', basis: '12.71', basisRateYear: '0.01723021' },
  deliveryFeeRate: '0',
};

function commonFields(market: Market, instrument: Instrument): Record<string, string> {
  const now = market.clock.now();
  const last = market.last(instrument);
  const before = market.priceAt(instrument, now - 24 * HOUR);
  const { high, low, lots } = candle(now - (now % HOUR), before, last, instrument.tick);
  const volume = new BigNumber(instrument.lot).times(lots).times(24);
  const turnover = instrument.category === 'inverse' ? volume.div(last).dp(8) : volume.times(last);
  const [bid1Price, bid1Size] = bestLevel(market, instrument, -1);
  const [ask1Price, ask1Size] = bestLevel(market, instrument, 1);
  return {
    ...{ bid1Price, bid1Size, ask1Price, ask1Size, lastPrice: priceText(last, instrument) },
    ...{
      prevPrice24h: priceText(before, instrument),
      price24hPcnt: last.div(before).minus(1).dp(6).toFixed(),
    },
    ...{ highPrice24h: priceText(high, instrument), lowPrice24h: priceText(low, instrument) },
    ...{ turnover24h: turnover.toFixed(), volume24h: quantityText(volume, instrument) },
  };
}
