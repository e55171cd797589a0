import { multiplyDecimals } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { bestQuotes } from '../reads/bestQuotes.js';

/** What a market order costs where it has to name a price: the best one, or one that is 5% worse. */
export async function marketPrice(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  side: 'buy' | 'sell',
  kind: 'best' | 'worst',
): Promise<string> {
  const { bid, ask } = await bestQuotes(exchange, row.symbol);
  const best = side === 'buy' ? ask : bid;
  if (best === undefined) throw new ProtocolError('the other side of the order book is empty right now');
  if (kind === 'best') return best;
  return exchange.priceToPrecision(row.symbol, multiplyDecimals(best, side === 'buy' ? '1.05' : '0.95'));
}
