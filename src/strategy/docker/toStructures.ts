import type * as v from 'valibot';
import { openStatuses } from '../../protocol/order.js';
import { contractIn } from '../../protocol/spelling.js';
import type {
  BalanceRow,
  barRow,
  DepthRow,
  fundingRow,
  MarketRow,
  OrderRow,
  PositionRow,
  TickerRow,
  tradeRow,
} from './wireRows.js';

// FMZ's structures (https://www.fmz.com/syntax-guide, "Structures"), of what a plugin sends. Prices are multiplied with the
// rate that a strategy set.

/** What is known besides the row: what the exchange said of it, and the rate. */
interface Context {
  info: unknown;
  rate: number;
}

/** How the strategy names a contract. */
interface ContractContext extends Context {
  nameOf(contract: string): string;
}

/** ITicker. `OpenInterest` is 0 where nobody tells it, and `Open` the last price. */
export function toTicker(row: TickerRow, symbol: string, { info, rate }: Context) {
  return {
    Info: info,
    Time: row.time,
    Symbol: row.symbol || symbol,
    Open: (row.open ?? row.last) * rate,
    High: row.high * rate,
    Low: row.low * rate,
    Sell: row.sell * rate,
    Buy: row.buy * rate,
    Last: row.last * rate,
    Volume: row.vol,
    OpenInterest: 0,
  };
}

/** IDepth: asks ascending, bids descending. */
export function toDepth({ time, asks, bids }: DepthRow, { info, rate }: Context) {
  const level = ([price, amount]: DepthRow['asks'][number]) => ({ Price: price * rate, Amount: amount });
  return {
    Info: info,
    Time: time,
    Asks: asks.map(level).sort((a, b) => a.Price - b.Price),
    Bids: bids.map(level).sort((a, b) => b.Price - a.Price),
  };
}

/** ITrade. */
export function toTrade(row: v.InferOutput<typeof tradeRow>, rate: number) {
  return { Id: row.id, Time: row.time, Price: row.price * rate, Amount: row.amount, Type: sideOf(row.type) };
}

/** IRecord: the wire has seconds, strategies have ms. */
export function toRecord([time, open, high, low, close, volume]: v.InferOutput<typeof barRow>, rate: number) {
  return {
    Time: time * 1000,
    Open: open * rate,
    High: high * rate,
    Low: low * rate,
    Close: close * rate,
    Volume: volume,
    OpenInterest: 0,
  };
}

/**
 * IAccount of a pair. `Equity` is what the margin currency of a contract adds up to; on spot there is none.
 *
 * @param pair.margin the currency that a contract is settled in.
 */
export function toAccount(
  rows: readonly BalanceRow[],
  pair: { base: string; quote: string; margin: string | undefined },
  info: unknown,
) {
  const of = (currency: string) =>
    rows.find((row) => row.currency.toUpperCase() === currency.toUpperCase()) ?? { free: 0, frozen: 0 };
  const [base, quoted] = [of(pair.base), of(pair.quote)];
  const margin = pair.margin === undefined ? { free: 0, frozen: 0 } : of(pair.margin);
  return {
    Info: info,
    Balance: quoted.free,
    FrozenBalance: quoted.frozen,
    Stocks: base.free,
    FrozenStocks: base.frozen,
    Equity: margin.free + margin.frozen,
    UPnL: 0,
  };
}

/** IAsset. */
export function toAsset({ currency, free, frozen }: BalanceRow) {
  return { Currency: currency, Amount: free, FrozenAmount: frozen };
}

const DONE = ['filled', 'closed', 'finished'];
const CANCELED = ['partial-canceled', 'canceled', 'cancelled'];

/** IOrder. */
export function toOrder(row: OrderRow, symbol: string, { info, rate, nameOf }: ContractContext) {
  const known = row.symbol || symbol;
  return {
    Info: info,
    Id: row.id,
    Time: row.time,
    Price: row.price * rate,
    Amount: row.amount,
    DealAmount: row.deal_amount,
    AvgPrice: row.avg_price * rate,
    Status: statusOf(row.status),
    Type: sideOf(row.type),
    Offset: row.offset === 'close' ? 1 : 0,
    Symbol: known,
    ContractType: nameOf(row.contract_type || (contractIn(known) ?? '')),
  };
}

/** FMZ's Status of an order, by the plugin's word in lower case. */
export function statusOf(status: string): number {
  if (status === 'open' || openStatuses.some((open) => open === status)) return 0;
  if (DONE.includes(status)) return 1;
  return CANCELED.includes(status) ? 2 : 3;
}

function sideOf(type: string): number {
  return type === 'sell' ? 1 : 0;
}

/** IPosition. */
export function toPosition(row: PositionRow, { info, rate, nameOf }: ContractContext) {
  return {
    Info: info,
    MarginLevel: row.margin_level,
    Amount: row.amount,
    FrozenAmount: row.frozen_amount,
    Price: row.price * rate,
    Profit: row.profit,
    Type: row.type === 'short' ? 1 : 0,
    Symbol: row.symbol,
    ContractType: nameOf(row.contract_type || (contractIn(row.symbol) ?? '')),
    Margin: row.margin,
  };
}

/** IFunding. */
export function toFunding(row: v.InferOutput<typeof fundingRow>, info: unknown) {
  return { Info: info, Time: row.time, Rate: row.rate, Interval: row.interval, Symbol: row.symbol };
}

/** IMarket, without what the plugin does not tell. */
export function toMarket(row: MarketRow, symbol: string, info: unknown) {
  return {
    Symbol: row.symbol || symbol,
    BaseAsset: row.base_asset,
    QuoteAsset: row.quote_asset,
    TickSize: row.tick_size,
    AmountSize: row.amount_size,
    PricePrecision: row.price_precision,
    AmountPrecision: row.amount_precision,
    MinQty: row.min_qty,
    MaxQty: row.max_qty,
    MinNotional: row.min_notional,
    MaxNotional: row.max_notional,
    CtVal: row.ct_val,
    CtValCcy: row.ct_val_ccy,
    Info: info,
  };
}
