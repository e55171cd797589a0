import { symbolOf } from '../../../exchange/Instrument.js';
import type { Order } from '../../../protocol/data.js';
import { signOf, toNumber } from '../../../protocol/decimal.js';
import { formatOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Quirks } from '../quirks/Quirks.js';
import type { OrderRow } from '../rows/orderRow.js';
import { averageOf, isMarket } from './averageOf.js';
import { offsetOf } from './offsetOf.js';
import { parseStatus } from './parseStatus.js';

/**
 * An order; the amount of one that was given in quote currency is what was filled of it, in base currency.
 *
 * @throws ProtocolError where it is not told whether it buys or sells, or how much.
 */
export function parseOrder(
  row: OrderRow,
  instrument: CcxtInstrument,
  id: string,
  { now, quirks }: { now: number; quirks: Quirks },
): Order {
  const symbol = symbolOf(instrument, now);
  const [, contract] = symbol.split('.');
  const filled = toNumber(row.filled ?? '0');
  const price = row.price !== undefined && signOf(row.price) > 0 && !isMarket(row, quirks) ? row.price : '0';
  const amount = row.amount ?? row.filled ?? row.remaining;
  if (amount === undefined)
    throw new ProtocolError(`ccxt does not say how large order ${id} of ${symbol} is: ask with IO`);
  if (row.side !== 'buy' && row.side !== 'sell')
    throw new ProtocolError(`ccxt does not say whether order ${id} of ${symbol} buys or sells: ask with IO`);
  return {
    id: formatOrderId(instrument.id, id),
    symbol,
    amount: toNumber(amount),
    price: toNumber(price),
    deal_amount: filled,
    avg_price: toNumber(averageOf(row, quirks)),
    type: row.side,
    status: parseStatus(row),
    ...(row.timestamp !== undefined && { time: row.timestamp }),
    ...(contract !== undefined && { offset: offsetOf(row), contract_type: contract }),
  };
}
