import { signOf, toDecimal } from '../../../protocol/decimal.js';
import { isMarketOrder, type OrderRow } from '../parse/orderRow.js';
import { costOrderOf } from './costOrderOf.js';

/** What an exchange told of an order. */
export type Told = Readonly<Record<string, unknown>>;

type Says = (told: Told, row: OrderRow) => boolean;

const isPositive = (value: unknown) => signOf(toDecimal(value) ?? '0') > 0;
const isBlank = (value: unknown) => value === undefined || value === null || value === '';
/** A field holds the amount of quote currency that was asked for. */
const asked =
  (field: string): Says =>
  (told) =>
    isPositive(told[field]);
const buys: Says = (_told, { side }) => side === 'buy';

/** `quote_ccy` means quote currency on either side; without a word a buy does. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-place-order */
const okx: Says = ({ tgtCcy }, { side }) =>
  tgtCcy === 'quote_ccy' || (side === 'buy' && tgtCcy !== 'base_ccy');
/** @see https://bybit-exchange.github.io/docs/v5/order/create-order */
const bybit: Says = ({ marketUnit }, { side }) =>
  marketUnit === 'quoteCoin' || (side === 'buy' && isBlank(marketUnit));
const kucoin: Says = ({ funds, sizeUnit }) => sizeUnit === 'QUOTECCY' || isPositive(funds);

/**
 * What says that the amount of a market order of a pair is in quote currency. Of other exchanges that buy for an amount of
 * quote currency (`costOrderOf`) every market buy is one; those of the rest are of base currency.
 */
const SAYS: Readonly<Record<string, Says>> = {
  alpaca: asked('notional'),
  backpack: asked('quoteQuantity'),
  binance: asked('origQuoteOrderQty'),
  binanceus: asked('origQuoteOrderQty'),
  bitvavo: asked('amountQuote'),
  btse: ({ orderCurrency }) => orderCurrency === 'quote',
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  coinbase: ({ order_configuration }) =>
    Object.values(Object(order_configuration)).some((item) => isPositive(Object(item).quote_size)),
  /** @see https://docs.coinex.com/api/v2/spot/order/http/put-order */
  coinex: ({ ccy, market }) => typeof ccy === 'string' && ccy !== '' && String(market).endsWith(ccy),
  foxbit: asked('instant_amount'),
  hashkey: ({ type }, { side }) => side === 'buy' && type !== 'MARKET_OF_BASE',
  /** "Volume in quote currency". @see https://docs.kraken.com/api/docs/rest-api/add-order */
  kraken: ({ oflags }) => typeof oflags === 'string' && oflags.split(',').includes('viqc'),
  kucoin,
  kucoinfutures: kucoin,
  myokx: okx,
  okx,
  okxus: okx,
  revolutx: ({ quantity, amount }) => !isPositive(quantity) && isPositive(amount),
  /** Their words for market buys of base currency: `stock market` and `margin market`. */
  whitebit: ({ type }, { side }) => side === 'buy' && (type === 'market' || type === 'stop market'),
  woo: asked('amount'),
};

/**
 * Whether an order was given as an amount of quote currency, so that what the exchange calls its amount is no amount of
 * base currency.
 *
 * @param id of an exchange of ccxt.
 */
export function isQuoteSized(id: string, row: OrderRow, told: Told): boolean {
  if (row.symbol?.includes(':') || !isMarketOrder(row.type)) return false;
  const says = Object.hasOwn(SAYS, id) ? SAYS[id] : costOrderOf(id) && buys;
  return says?.(told, row) === true;
}
