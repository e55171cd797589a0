import { refuseHedgedReduceOnly } from '../../../adapter/orderOptions.js';
import { writeOnce } from '../../../adapter/writeOnce.js';
import { multiplyDecimals } from '../../../protocol/decimal.js';
import type { Params } from '../../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import { parseRow } from '../calls/answers.js';
import type { MethodCall } from '../calls/MethodCall.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { type CcxtInstrument, checkDigits } from '../instruments.js';
import { isHedged, readLeverage } from '../leverage.js';
import { bestQuotes } from '../market/tickers.js';
import type { CcxtApi } from '../state.js';
import { factsOf } from '../venues.js';
import { buyForCost } from './buyForCost.js';
import { findPlaced, type Placed } from './findOrder.js';
import { optionParams } from './options.js';
import { placedOrder } from './orderRow.js';

/**
 * Places an order, at most once. Where no usable answer comes and the exchange knows client order ids, it is looked for.
 *
 * @throws as {@link writeOnce} does.
 */
export async function placeOrder(
  call: MethodCall,
  params: Params<'trade'>,
): Promise<Placed & { instrument: CcxtInstrument }> {
  const { api, facts } = call;
  const { symbol, type, price, amount } = params;
  const instrument = await call.find(symbol);
  const spot = instrument.kind === 'spot';
  const side = spot ? spotSideOf(type) : directionOf(type).side;
  const quoteSized = spot && side === 'buy' && price === undefined;
  const { value: planned } = await call.run((exchange) =>
    planOrder(api, exchange, instrument, { ...params, side, quoteSized }),
  );
  const clientOrderId = facts.clientOrderId?.();
  const extra = {
    ...planned.params,
    ...(clientOrderId !== undefined && {
      [facts.clientOrderIdField ?? 'clientOrderId']: clientOrderId,
    }),
  };
  const placed = await writeOnce<Placed>(api, {
    subject:
      clientOrderId === undefined
        ? say('order of {symbol}', { symbol: symbol.name })
        : say('order with client order id {id}', { id: clientOrderId }),
    advice: say('look at the orders before ordering again'),
    expires: false,
    async send({ within }) {
      const carries = facts.encodesAmounts ? undefined : amount;
      const { value, replies } = await call.run(
        async (exchange) => {
          const { symbol: market } = instrument.row;
          const answer = quoteSized
            ? await buyForCost(api.state.name, exchange, instrument, amount, extra)
            : await exchange.createOrder(
                market,
                price === undefined ? 'market' : 'limit',
                side,
                amount,
                planned.price,
                extra,
              );
          return parseRow(placedOrder, answer).id;
        },
        { writes: true, within, carries },
      );
      return { id: value, replies };
    },
    async find() {
      const found = clientOrderId && (await findPlaced(call, instrument, clientOrderId));
      return found ? { state: 'done', value: found } : { state: 'none' };
    },
  });
  return { ...placed, instrument };
}

/** What ccxt is told of a new order, besides its instrument and amount. */
interface PlannedOrder {
  /** Of a market order only where the exchange wants one. */
  price: string | undefined;
  params: object;
}

interface NewOrder extends Params<'trade'> {
  side: 'buy' | 'sell';
  /** Whether its amount is in quote currency. */
  quoteSized: boolean;
}

/**
 * Checks an order, and reads what has to be said with it.
 *
 * @throws ProtocolError where it cannot be sent as it is meant.
 */
async function planOrder(
  api: CcxtApi,
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  order: NewOrder,
): Promise<PlannedOrder> {
  const { symbol, price, amount, side, quoteSized } = order;
  const { name } = api.state;
  const options = optionParams(name, exchange, instrument, order);
  const spot = instrument.kind === 'spot';
  checkDigits(exchange, instrument, symbol.name, { amount: quoteSized ? undefined : amount, price });
  const { id } = exchange;
  const { marketOrdersNeedPrice, ordersSetLeverage } = factsOf(id);
  const params = spot
    ? {}
    : positionParams(name, id, instrument, order, await isHedged(api, exchange, instrument));
  const needed = price === undefined && !quoteSized && marketOrdersNeedPrice;
  const market = needed ? await marketPrice(exchange, instrument, side, needed) : undefined;
  const keeps = !spot && ordersSetLeverage;
  const leverage = keeps ? (await readLeverage(exchange, instrument.row.symbol))?.long : undefined;
  return {
    price: price ?? market,
    params: { ...params, ...options, ...(leverage !== undefined && { leverage }) },
  };
}

/** What a market order costs where it has to name a price: the best one, or one that is 5% worse. */
async function marketPrice(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  side: 'buy' | 'sell',
  kind: 'best' | 'worst',
): Promise<string> {
  const { bid, ask } = await bestQuotes(exchange, row.symbol);
  const best = side === 'buy' ? ask : bid;
  if (best === undefined) throw new ProtocolError(say('the other side of the order book is empty right now'));
  if (kind === 'best') return best;
  return exchange.priceToPrecision(row.symbol, multiplyDecimals(best, side === 'buy' ? '1.05' : '0.95'));
}

/**
 * What tells a closing order, or the side of a position in hedge mode, in ccxt's words.
 *
 * @param name of the exchange, for people.
 * @throws ProtocolError where the order could do something else.
 */
function positionParams(
  name: string,
  id: string,
  { row }: CcxtInstrument,
  order: NewOrder,
  hedged: boolean,
): object {
  const { ordersOfPairsOnly, cannotClose, inverseOffset, hedging, noReduceOnlyInHedge } = factsOf(id);
  if (ordersOfPairsOnly)
    throw new ProtocolError(say('{name} accepts contract orders through IO only', { name }));
  if (hedged) refuseHedgedReduceOnly(order, say('hedge mode'));
  const direction = directionOf(order.type);
  // Outside of hedge mode an order that is to reduce is what closes the other side.
  const closes = direction.closes || order.options.reduceOnly === true;
  if (closes && cannotClose) {
    throw new ProtocolError(
      say('{name} has no closing orders through ccxt: sell to reduce a long, buy to reduce a short', {
        name,
      }),
    );
  }
  const closing = { ...(closes && { reduceOnly: true }) };
  if (inverseOffset && row.inverse) return { ...closing, offset: closes ? 'close' : 'open' };
  if (!hedged) return closing;
  if (hedging === undefined) {
    throw new ProtocolError(
      say('{name} accepts no orders in hedge mode: switch the account to one-way mode', { name }),
    );
  }
  if (hedging === 'always') return closing;
  if (hedging === 'told') return { ...closing, hedged };
  return { ...(!noReduceOnlyInHedge && closing), ...hedging(direction) };
}
