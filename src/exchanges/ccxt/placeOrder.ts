import { writeOnce } from '../../exchange/writeOnce.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { ask, need } from './ask.js';
import { bestQuotes } from './bestQuotes.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { clientOrderId } from './clientOrderId.js';
import { featuresOf } from './featuresOf.js';
import { findPlaced, type Placed } from './findPlaced.js';
import type { CcxtInstrument } from './instruments.js';
import { isHedged } from './isHedged.js';
import { findInstrument } from './names.js';
import { has } from './needs.js';
import { quirksOf } from './quirksOf.js';
import { parseRow, placedOrder } from './replies.js';
import { checkDigits } from './stepsOf.js';

/**
 * Places an order, at most once. Where no usable answer comes and the exchange knows client order ids, it is looked for.
 *
 * @throws as {@link writeOnce} does.
 */
export async function placeOrder(
  api: CcxtApi,
  params: Params<'trade'>,
): Promise<Placed & { instrument: CcxtInstrument }> {
  await need(api, 'trade');
  const { symbol, type, price, amount } = params;
  const instrument = await findInstrument(api, 'trade', symbol);
  const spot = instrument.kind === 'spot';
  const side = spot ? spotSideOf(type) : directionOf(type).side;
  const quoteSized = spot && side === 'buy' && price === undefined;
  const prepared = await ask(api, { method: 'trade', keyed: true }, async (exchange) => {
    checkDigits(exchange, instrument, symbol.name, { amount: quoteSized ? undefined : amount, price });
    const extra = spot ? {} : await closingParams(api, exchange, instrument, params);
    const needsPrice = price === undefined && !quoteSized && quirksOf(exchange.id).marketOrdersNeedPrice;
    const best = needsPrice ? await bestPrice(exchange, instrument, side) : undefined;
    return { id: exchange.id, extra, price: price ?? best };
  });
  const own = clientOrderId(prepared.value.id);
  const extra = { ...prepared.value.extra, ...(own !== undefined && { clientOrderId: own }) };
  const placed = await writeOnce<Placed>(api, {
    subject: own === undefined ? `order of ${symbol.name}` : `order with client order id ${own}`,
    advice: 'look at the orders before ordering again',
    expires: false,
    async send({ within }) {
      const carries = quoteSized ? amount : undefined;
      const options = { method: 'trade', keyed: true, writes: true, within, carries } as const;
      const { value, replies } = await ask(api, options, async (exchange) => {
        const { symbol: market } = instrument.row;
        const answer = quoteSized
          ? await buyFor(api, exchange, instrument, amount, extra)
          : await exchange.createOrder(
              market,
              price === undefined ? 'market' : 'limit',
              side,
              amount,
              prepared.value.price,
              extra,
            );
        return parseRow(placedOrder, answer).id;
      });
      return { id: value, replies };
    },
    async find() {
      if (own === undefined) return { state: 'none' };
      return findPlaced(api, { method: 'trade', keyed: true }, instrument, own);
    },
  });
  return { ...placed, instrument };
}

/** What is asked for or bid at best. */
async function bestPrice(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  side: 'buy' | 'sell',
): Promise<string> {
  const { bid, ask } = await bestQuotes(exchange, row.symbol);
  const best = side === 'buy' ? ask : bid;
  if (best === undefined) throw new ProtocolError('nobody is on the other side of the order book right now');
  return best;
}

/**
 * Buys for an amount of quote currency.
 *
 * @throws ProtocolError where the exchange sells by amounts of base currency only.
 */
function buyFor(
  api: CcxtApi,
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  cost: string,
  params: object,
): Promise<unknown> {
  if (has(exchange.has, 'createMarketBuyOrderWithCost')) {
    return exchange.createMarketBuyOrderWithCost(row.symbol, cost, params);
  }
  if (quirksOf(exchange.id).costIsAmount === true)
    return exchange.createOrder(row.symbol, 'market', 'buy', cost, undefined, params);
  const { marketBuyByCost } = Object(featuresOf(exchange, row).createOrder);
  if (marketBuyByCost === true) {
    // Without an amount: who does not heed the cost must not take it for one of base currency.
    return exchange.createOrder(row.symbol, 'market', 'buy', undefined, undefined, { ...params, cost });
  }
  throw new ProtocolError(
    `${api.state.name} cannot buy for an amount of quote currency: use a limit price, whose amount is in base currency`,
  );
}

/** What tells a closing order, or the side of a position in hedge mode, in ccxt's words. */
async function closingParams(
  api: CcxtApi,
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  { type }: Params<'trade'>,
): Promise<object> {
  const hedged = await isHedged(api, exchange, instrument);
  return { ...(directionOf(type).closes && { reduceOnly: true }), ...(hedged && { hedged }) };
}
