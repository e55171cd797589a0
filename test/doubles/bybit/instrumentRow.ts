import { BigNumber } from 'bignumber.js';
import { highestPrice, type Instrument } from './Instrument.js';

/** A row of market/instruments-info. */
export function instrumentRow(instrument: Instrument): Record<string, unknown> {
  return instrument.category === 'spot' ? spotRow(instrument) : contractRow(instrument);
}

function spotRow(instrument: Instrument): Record<string, unknown> {
  const { symbol, baseCoin, quoteCoin, status, priceLimit } = instrument;
  return {
    ...{ symbolId: symbolId(symbol), symbol, baseCoin, quoteCoin, innovation: '0', status },
    ...{ marginTrading: 'utaOnly', stTag: '0' },
    lotSizeFilter: {
      ...{ basePrecision: instrument.lot, quotePrecision: '0.0000001', minOrderQty: instrument.minQty },
      ...{ maxOrderQty: instrument.maxQty, minOrderAmt: instrument.minValue, maxOrderAmt: '8000000' },
      ...{ maxLimitOrderQty: instrument.maxQty, maxMarketOrderQty: instrument.maxMarketQty },
      postOnlyMaxLimitOrderSize: new BigNumber(instrument.maxQty).times(5).toFixed(),
    },
    priceFilter: { tickSize: instrument.tick },
    riskParameters: { priceLimitRatioX: halved(priceLimit), priceLimitRatioY: priceLimit },
    symbolType: '',
  };
}

function contractRow(instrument: Instrument): Record<string, unknown> {
  const { symbol, contractType, status, baseCoin, quoteCoin, settleCoin, priceLimit } = instrument;
  const dated = contractType === 'LinearFutures' || contractType === 'InverseFutures';
  const preListed = status === 'PreLaunch';
  return {
    ...{ symbol, symbolId: symbolId(symbol), contractType, status, baseCoin, quoteCoin },
    ...{ launchTime: `${instrument.launchTime}`, deliveryTime: `${instrument.deliveryTime}` },
    deliveryFeeRate: dated ? '0.0005' : '',
    priceScale: `${instrument.tick.split('.')[1]?.length ?? 0}`,
    leverageFilter: { minLeverage: '1', maxLeverage: instrument.maxLeverage, leverageStep: '0.01' },
    priceFilter: {
      minPrice: instrument.tick,
      maxPrice: highestPrice(instrument),
      tickSize: instrument.tick,
    },
    lotSizeFilter: {
      ...{ maxOrderQty: instrument.maxQty, minOrderQty: instrument.minQty, qtyStep: instrument.lot },
      ...{ postOnlyMaxOrderQty: instrument.maxQty, maxMktOrderQty: instrument.maxMarketQty },
      minNotionalValue: instrument.minValue,
    },
    ...{ unifiedMarginTrade: true, fundingInterval: instrument.fundingMinutes, settleCoin },
    copyTrading: dated || preListed ? 'none' : 'both',
    ...{ upperFundingRate: dated ? '' : '0.00375', lowerFundingRate: dated ? '' : '-0.00375' },
    ...{ isPreListing: preListed, preListingInfo: preListed ? preListingInfo(instrument) : null },
    riskParameters: { priceLimitRatioX: halved(priceLimit), priceLimitRatioY: priceLimit },
    ...{ symbolType: '', displayName: symbol, fullName: baseCoin, marketRegion: '', underlyingTicker: '' },
    forbidUplWithdrawal: false,
  };
}

function preListingInfo({ launchTime }: Instrument): unknown {
  const starts = ['CallAuction', 'CallAuctionNoCancel', 'CrossMatching', 'ContinuousTrading'];
  return {
    curAuctionPhase: 'NotStarted',
    phases: starts.map((phase, index) => ({
      phase,
      startTime: `${launchTime + index * 300_000}`,
      endTime: index === starts.length - 1 ? '' : `${launchTime + (index + 1) * 300_000}`,
    })),
    auctionFeeInfo: { auctionFeeRate: '0', takerFeeRate: '0.001', makerFeeRate: '0.0004' },
    skipCallAuction: false,
  };
}

function symbolId(symbol: string): number {
  return [...symbol].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003, 7);
}

function halved(ratio: string): string {
  return new BigNumber(ratio).div(2).toFixed();
}
