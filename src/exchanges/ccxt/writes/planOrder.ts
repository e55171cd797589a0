import type { Params } from '../../../protocol/methods.js';
import { directionOf } from '../../../protocol/order.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { positionParams } from '../quirks/positionParams.js';
import { quirksOf } from '../quirks/quirksOf.js';
import { isHedged } from '../reads/isHedged.js';
import { readLeverage } from '../reads/readLeverage.js';
import { checkDigits } from './checkDigits.js';
import { marketPrice } from './marketPrice.js';

/** What ccxt is told of a new order, besides its instrument and amount. */
export interface PlannedOrder {
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
export async function planOrder(
  api: CcxtApi,
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  { symbol, type, price, amount, side, quoteSized }: NewOrder,
): Promise<PlannedOrder> {
  const spot = instrument.kind === 'spot';
  checkDigits(exchange, instrument, symbol.name, { amount: quoteSized ? undefined : amount, price });
  const { id } = exchange;
  const { marketOrdersNeedPrice, ordersSetLeverage } = quirksOf(id);
  const params = spot
    ? {}
    : positionParams(
        api.state.name,
        id,
        instrument,
        directionOf(type),
        await isHedged(api, exchange, instrument),
      );
  const needed = price === undefined && !quoteSized && marketOrdersNeedPrice;
  const market = needed ? await marketPrice(exchange, instrument, side, needed) : undefined;
  const keeps = !spot && ordersSetLeverage;
  const leverage = keeps ? (await readLeverage(exchange, instrument.row.symbol))?.long : undefined;
  return {
    price: price ?? market,
    params: { ...params, ...(leverage !== undefined && { leverage }) },
  };
}
