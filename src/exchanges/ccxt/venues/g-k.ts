import * as v from 'valibot';
import { toDecimal } from '../../../protocol/decimal.js';
import { parseRow } from '../calls/answers.js';
import { defineVenue, type ParamsOf, type Told, type VenueFacts } from './defineVenue.js';
import * as is from './shared.js';

const gatePart: ParamsOf = ({ spot, type, settle }) =>
  spot ? { type: 'spot' } : { type, settle: settle?.toLowerCase() };

export const gate = defineVenue({
  lists: {
    fetchOpenOrders: gatePart,
    fetchClosedOrders: gatePart,
    fetchPositions: gatePart,
    fetchTickers: gatePart,
    fetchFundingRates: ({ settle }) => ({ settle: settle?.toLowerCase() }),
  },
  clientOrderId: is.short,
  marketBuy: 'method',
  hedging: 'always',
  /** A leverage given alone means isolated margin: cross margin stays what it is. */
  leverage: async (level, { marginMode }) =>
    is.both((await marginMode()) === 'cross' ? { cross_leverage_limit: level } : {}),
  changes: is.inPlace,
  /**
   * ccxt divides by the average price of a market buy, which is 0 before anything is filled, and does not do so for those of
   * margin accounts.
   *
   * @see https://www.gate.com/docs/developers/apiv4/en/#retrieve-order-details
   */
  mendOrder(row, told) {
    if (is.isContract(row) || row.type !== 'market' || row.side !== 'buy') return {};
    const average = is.positive(told.avg_deal_price);
    const total = is.positive(told.filled_total);
    const filled = toDecimal(told.filled_amount) ?? is.quotient(total, average) ?? '0';
    return { price: undefined, average: average ?? is.quotient(total, is.positive(filled)), filled };
  },
});

/** Amounts are in coins: ccxt takes the tick size for the size of a contract. */
export const gemini = defineVenue({ contractsAreUnits: true, cannotClose: true });

export const grvt = defineVenue({ encodesAmounts: true });

export const hashkey = defineVenue({
  marketBuy: 'method',
  hedging: 'always',
  quoteSized: ({ type }, { side }) => side === 'buy' && type !== 'MARKET_OF_BASE',
});

export const hibachi = defineVenue({ emptyConfirms: true, encodesAmounts: true });

export const hitbtc = defineVenue({ lacks: is.leverageOfMore });

export const htx = defineVenue({
  marketBuy: 'method',
  hedging: ({ position }) => ({ position_side: position }),
  noReduceOnlyInHedge: true,
  inverseOffset: true,
  /** @see https://www.htx.com/en-us/opend/newApiPages/?id=8cb89359-77b5-11ed-9966-18fcf8af08e */
  positionMode: async (exchange) => {
    const { data } = await is.request(exchange, 'v5/position/mode', ['contract', 'private']);
    return Object(data).position_mode === 'dual_side';
  },
  /** Sells are told in base currency, which ccxt leaves out with what buys are told in. */
  mendOrder: (row, told) =>
    row.type === 'market' && row.side === 'sell' && !is.isContract(row)
      ? { amount: toDecimal(told.amount) ?? row.amount }
      : {},
});

/** @see https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits */
export const hyperliquid = defineVenue({
  window: 60_000,
  // `fetchTrades` tells the fills of an account.
  lacks: ['fetchTrades'],
  builder: ['setRef', 'handleBuilderFeeApproval', 'approveBuilderFee'],
  needsCurrencies: true,
  tickersByKind: true,
  quotesOfSize: true,
  bestOfOne: true,
  ticker: { open: 'prevDayPx', baseVolume: 'dayBaseVlm' },
  clientOrderId: is.hex,
  encodesAmounts: true,
  marketOrdersNeedPrice: 'best',
  changes: { kind: 'replaced', named: true },
});

export const independentreserve = defineVenue({ lacksTimes: is.times });

export const indodax = defineVenue({
  lacksTimes: ['IOC'],
  inventedSteps: ['amount'],
  cancelParams: ({ side }) => ({ side }),
  /** ccxt's parseOrder shows a market order with its price of 1000000000, and what was ordered as the cost. */
  executed: {},
  limitsFromMarkets: true,
  /** What is ordered and what is left of a buy is told in quote currency. @see https://github.com/btcid/indodax-official-api-docs */
  mendOrder({ side, amount, filled, price, symbol = '' }, info) {
    const order: Told = Object(Object(Object(info).return).order ?? info);
    if (side !== 'buy' || amount !== undefined) return {};
    const quote = symbol.split('/')[1]?.toLowerCase() ?? '';
    const [cost, left] = ['order', 'remain'].map(
      (name) => toDecimal(order[`${name}_${quote}`]) ?? toDecimal(order[`${name}_rp`]),
    );
    const all = is.quotient(cost, is.positive(price));
    const remaining = is.quotient(left, is.positive(price));
    return { amount: all, remaining, filled: filled ?? is.rest(all, remaining) };
  },
});

export const kraken = defineVenue({
  clientOrderId: is.uuid,
  marketBuy: 'method',
  changes: is.inPlace,
  /** "Volume in quote currency". @see https://docs.kraken.com/api/docs/rest-api/add-order */
  quoteSized: ({ oflags }) => typeof oflags === 'string' && oflags.split(',').includes('viqc'),
});

export const krakenfutures = defineVenue({
  lacksTimes: ['IOC', 'FOK'],
  /**
   * Its words for types are `lmt`, `post`, `mkt`, `ioc`, `stp` and `take_profit`, and in the history `Limit`, `Post`,
   * `Market`, `IoC` and `FillOrKill`. A market order becomes an `ioc` one, whose `limitPrice` is the worst that the
   * exchange would take; the history tells the two apart. What is told of a single order is told while it waits and for
   * five seconds afterwards, without its type: what was changed after it came had waited.
   *
   * @see https://docs.kraken.com/api/docs/futures-api/trading/get-open-orders
   * @see https://docs.kraken.com/api/docs/futures-api/trading/get-order-status
   * @see https://docs.kraken.com/api/docs/futures-api/history/get-order-events
   */
  mendOrder(_row, told) {
    const events: unknown[] = Array.isArray(told.orderEvents) ? told.orderEvents : [];
    const [details = {}] = [told.order, ...events.flatMap(detailsOf), told].filter(
      (item) => typeof item === 'object' && item !== null,
    );
    const { type, orderType, limitPrice, timestamp, lastUpdateTimestamp }: Told = Object(details);
    const word = String(orderType ?? type ?? '').toLowerCase();
    const waited = word === 'order' && (told.status === 'ENTERED_BOOK' || timestamp !== lastUpdateTimestamp);
    const atOnce = orderType === 'IoC' || orderType === 'FillOrKill';
    const limited = waited || atOnce || /^(lmt|limit|post|stp|stop|take_profit|trigger)/.test(word);
    const price = limited ? is.positive(limitPrice) : undefined;
    return price === undefined ? { type: 'market', price: undefined } : { type: 'limit', price };
  },
});

/** An event of an order holds it as it was before or as it became. */
function detailsOf(event: unknown): unknown[] {
  const { new: changed, order, orderTrigger, orderPriorExecution, orderPriorEdit } = Object(event);
  return [changed, order, orderTrigger, orderPriorExecution, orderPriorEdit];
}

const kucoinFacts: VenueFacts = {
  // Which of its accounts and orders are the user's.
  prepare: ['loadMigrationStatus'],
  /** @see https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-trade-history */
  tradeId: 'sequence',
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: 'told',
  // Orders of contracts would go to where pairs are traded.
  changes: { pairs: is.unclear, contracts: { kind: 'refused' } },
  quoteSized: ({ funds, sizeUnit }) => sizeUnit === 'QUOTECCY' || is.positive(funds) !== undefined,
  /** ccxt divides what is filled by the average price, which is 0 before anything is. */
  mendOrder: ({ filled }, { sizeUnit, filledSize }) =>
    sizeUnit === 'QUOTECCY' && filledSize !== undefined && is.positive(filledSize) === undefined
      ? { filled: '0' }
      : { filled },
};
const kucoinPart: ParamsOf = ({ spot }) => ({ type: spot ? 'spot' : 'swap' });
const activeSymbols = v.object({ data: v.object({ symbols: v.nullish(v.array(v.string()), []) }) });

export const kucoin = defineVenue({
  ...kucoinFacts,
  lists: { fetchOpenOrders: kucoinPart, fetchClosedOrders: kucoinPart },
  async pairsWithOrders(exchange) {
    const answer = await is.request(exchange, 'hf/orders/active/symbols', 'private', { config: { cost: 2 } });
    return parseRow(activeSymbols, answer).data.symbols;
  },
});

export const kucoinfutures = defineVenue(kucoinFacts);
