import type { OrderRow } from '../parse/orderRow.js';

/** What an exchange makes of a changed order. */
export interface Changes {
  /**
   * `inPlace`: its amount is what it is to have been in all, as FMZ means it. `replaced`: it is canceled, and another one
   * of the new amount is placed, with nothing of the old one but what is told again. `unclear`: one of the two. `refused`: ccxt
   * would send something else.
   */
  kind: 'inPlace' | 'replaced' | 'unclear' | 'refused';
  /** It takes a client order id of ours for the new order. */
  named?: boolean;
  /** What has to be said besides. */
  params?: (order: OrderRow, partly: boolean) => object;
  /** ccxt cuts the amount off at the point. */
  whole?: boolean;
  /** The exchange itself takes off what is filled. */
  rest?: object;
}

const inPlace: Changes = { kind: 'inPlace' };
const replaced: Changes = { kind: 'replaced' };
const unclear: Changes = { kind: 'unclear' };

const BINANCE = ['binance', 'binancecoinm', 'binanceus', 'binanceusdm'];
/** Orders of contracts would go to where pairs are traded. */
const SPOT_ONLY = ['kucoin', 'kucoinfutures'];

/** @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints#cancel-an-existing-order-and-send-a-new-order-trade */
const binanceSpot: Changes = {
  kind: 'replaced',
  named: true,
  // Nothing is placed where the order has gone on since it was looked at.
  params: (_order, partly) => ({ cancelRestrictions: partly ? 'ONLY_PARTIALLY_FILLED' : 'ONLY_NEW' }),
};

const CHANGES: Readonly<Record<string, Changes>> = {
  bingx: { kind: 'replaced', named: true },
  bitvavo: inPlace,
  bybit: inPlace,
  bybiteu: inPlace,
  bybitid: inPlace,
  coinbase: inPlace,
  delta: { kind: 'unclear', whole: true },
  derive: replaced,
  deribit: inPlace,
  // Without that it would be an order more.
  extended: { kind: 'replaced', params: ({ clientOrderId }) => ({ cancelId: clientOrderId }) },
  // Otherwise the new order is placed even where the old one is filled already.
  foxbit: { kind: 'replaced', params: () => ({ mode: 'STOP_ON_FAILURE' }) },
  gate: inPlace,
  gateeu: inPlace,
  hyperliquid: { kind: 'replaced', named: true },
  kraken: inPlace,
  myokx: inPlace,
  ndax: replaced,
  okx: inPlace,
  okxus: inPlace,
  poloniex: { kind: 'replaced', named: true },
  // An amount in the words of the exchange: all that is not filled yet.
  upbit: { kind: 'replaced', rest: { new_volume: 'remain_only' } },
};

/**
 * How an exchange changes orders, by its own documentation and what ccxt's source sends.
 *
 * @param id of an exchange of ccxt.
 */
export function changesOf(id: string, spot: boolean): Changes {
  if (BINANCE.includes(id)) return spot ? binanceSpot : inPlace;
  if (SPOT_ONLY.includes(id) && !spot) return { kind: 'refused' };
  return (Object.hasOwn(CHANGES, id) && CHANGES[id]) || unclear;
}
