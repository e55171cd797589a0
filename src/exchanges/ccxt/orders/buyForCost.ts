import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import type { CcxtInstrument } from '../instruments.js';
import { factsOf } from '../venues.js';

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
  const costOrder = factsOf(exchange.id).marketBuy;
  if (costOrder === undefined) {
    throw new ProtocolError(
      say(
        '{name} cannot buy for an amount of quote currency: use a limit price, whose amount is in base currency',
        { name },
      ),
    );
  }
  const { symbol } = row;
  if (costOrder === 'method') return exchange.createMarketBuyOrderWithCost(symbol, cost, params);
  if (costOrder === 'amount') return exchange.createOrder(symbol, 'market', 'buy', cost, undefined, params);
  if (costOrder === 'amountAtOne') return exchange.createOrder(symbol, 'market', 'buy', cost, '1', params);
  const extra = { ...params, ...costOrder(cost) };
  return exchange.createOrder(symbol, 'market', 'buy', undefined, undefined, extra);
}
