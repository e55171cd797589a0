import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { costOrderOf } from '../quirks/costOrderOf.js';

/**
 * Buys for an amount of quote currency.
 *
 * @throws ProtocolError where the exchange buys amounts of base currency only.
 */
export function buyForCost(
  name: string,
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  cost: string,
  params: object,
): Promise<unknown> {
  const costOrder = costOrderOf(exchange.id);
  if (costOrder === undefined) {
    throw new ProtocolError(
      `${name} cannot buy for an amount of quote currency: use a limit price, whose amount is in base currency`,
    );
  }
  const { symbol } = row;
  if (costOrder === 'method') return exchange.createMarketBuyOrderWithCost(symbol, cost, params);
  if (costOrder === 'amount') return exchange.createOrder(symbol, 'market', 'buy', cost, undefined, params);
  if (costOrder === 'amountAtOne') return exchange.createOrder(symbol, 'market', 'buy', cost, '1', params);
  const extra = { ...params, ...costOrder(cost) };
  return exchange.createOrder(symbol, 'market', 'buy', undefined, undefined, extra);
}
