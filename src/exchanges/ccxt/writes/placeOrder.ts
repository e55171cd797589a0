import { writeOnce } from '../../../adapter/writeOnce.js';
import type { Params } from '../../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../../protocol/order.js';
import type { CcxtApi } from '../CcxtApi.js';
import { ask } from '../call/ask.js';
import { requireMethod } from '../call/requireMethod.js';
import type { CcxtInstrument } from '../instruments.js';
import { newClientOrderId } from '../quirks/newClientOrderId.js';
import { quirksOf } from '../quirks/quirksOf.js';
import { findInstrument } from '../reads/findInstrument.js';
import { placedOrder } from '../rows/orderRow.js';
import { parseRow } from '../rows/parseRow.js';
import { buyForCost } from './buyForCost.js';
import { findPlaced, type Placed } from './findPlaced.js';
import { planOrder } from './planOrder.js';

/**
 * Places an order, at most once. Where no usable answer comes and the exchange knows client order ids, it is looked for.
 *
 * @throws as {@link writeOnce} does.
 */
export async function placeOrder(
  api: CcxtApi,
  params: Params<'trade'>,
): Promise<Placed & { instrument: CcxtInstrument }> {
  await requireMethod(api, 'trade');
  const { symbol, type, price, amount } = params;
  const instrument = await findInstrument(api, 'trade', symbol);
  const spot = instrument.kind === 'spot';
  const side = spot ? spotSideOf(type) : directionOf(type).side;
  const quoteSized = spot && side === 'buy' && price === undefined;
  const { value: planned } = await ask(api, { method: 'trade', keyed: true }, (exchange) =>
    planOrder(api, exchange, instrument, { ...params, side, quoteSized }),
  );
  const { id } = api.state;
  const clientOrderId = newClientOrderId(id);
  const extra = {
    ...planned.params,
    ...(clientOrderId !== undefined && {
      [quirksOf(id).clientOrderIdField ?? 'clientOrderId']: clientOrderId,
    }),
  };
  const placed = await writeOnce<Placed>(api, {
    subject:
      clientOrderId === undefined ? `order of ${symbol.name}` : `order with client order id ${clientOrderId}`,
    advice: 'look at the orders before ordering again',
    expires: false,
    async send({ within }) {
      const carries = quirksOf(id).encodesAmounts ? undefined : amount;
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
              planned.price,
              extra,
            );
        return parseRow(placedOrder, answer).id;
      });
      return { id: value, replies };
    },
    async find() {
      if (clientOrderId === undefined) return { state: 'none' };
      return findPlaced(api, { method: 'trade', keyed: true }, instrument, clientOrderId);
    },
  });
  return { ...placed, instrument };
}
