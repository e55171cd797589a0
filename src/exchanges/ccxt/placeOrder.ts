import { writeOnce } from '../../exchange/writeOnce.js';
import { multiplyDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { ask, need } from './ask.js';
import { bestQuotes } from './bestQuotes.js';
import { buyForCost } from './buyForCost.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { clientOrderId } from './clientOrderId.js';
import { findPlaced, type Placed } from './findPlaced.js';
import type { CcxtInstrument } from './instruments.js';
import { isHedged } from './isHedged.js';
import { findInstrument } from './names.js';
import { positionParams } from './positionParams.js';
import { encodesAmounts, quirksOf } from './quirksOf.js';
import { readLeverage } from './readLeverage.js';
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
    const extra = spot
      ? {}
      : positionParams(
          api.state.name,
          exchange.id,
          instrument,
          directionOf(type),
          await isHedged(api, exchange, instrument),
        );
    const needed = price === undefined && !quoteSized && quirksOf(exchange.id).marketOrdersNeedPrice;
    const market = needed ? await marketPrice(exchange, instrument, side, needed) : undefined;
    const keeps = !spot && quirksOf(exchange.id).ordersSetLeverage;
    const leverage = keeps ? (await readLeverage(exchange, instrument.row.symbol))?.long : undefined;
    return {
      id: exchange.id,
      extra: { ...extra, ...(leverage !== undefined && { leverage }) },
      price: price ?? market,
    };
  });
  const own = clientOrderId(prepared.value.id);
  const extra = {
    ...prepared.value.extra,
    ...(own !== undefined && { [quirksOf(prepared.value.id).ownIdField ?? 'clientOrderId']: own }),
  };
  const placed = await writeOnce<Placed>(api, {
    subject: own === undefined ? `order of ${symbol.name}` : `order with client order id ${own}`,
    advice: 'look at the orders before ordering again',
    expires: false,
    async send({ within }) {
      const carries = encodesAmounts(prepared.value.id) ? undefined : amount;
      const options = { method: 'trade', keyed: true, writes: true, within, carries } as const;
      const { value, replies } = await ask(api, options, async (exchange) => {
        const { symbol: market } = instrument.row;
        const answer = quoteSized
          ? await buyForCost(api.state.name, exchange, instrument, amount, extra)
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

/** What a market order costs where it has to name a price: the best one, or one that is 5% worse. */
async function marketPrice(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  side: 'buy' | 'sell',
  kind: 'best' | 'worst',
): Promise<string> {
  const { bid, ask } = await bestQuotes(exchange, row.symbol);
  const best = side === 'buy' ? ask : bid;
  if (best === undefined) throw new ProtocolError('nobody is on the other side of the order book right now');
  if (kind === 'best') return best;
  return exchange.priceToPrecision(row.symbol, multiplyDecimals(best, side === 'buy' ? '1.05' : '0.95'));
}
