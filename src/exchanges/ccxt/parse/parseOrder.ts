import { symbolOf } from '../../../adapter/Instrument.js';
import { signOf, toNumber } from '../../../protocol/decimal.js';
import { formatOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Order } from '../../../protocol/structures.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Quirks } from '../quirks/Quirks.js';
import type { OrderRow } from '../rows/orderRow.js';
import { isLimitOrder } from '../rows/orderType.js';
import { averageOf, isMarket } from './averageOf.js';
import { offsetOf } from './offsetOf.js';
import { isOpen, parseStatus } from './parseStatus.js';

/**
 * An order; the amount of one that was given in quote currency is what was filled of it, in base currency.
 *
 * @throws ProtocolError where it is not told whether it buys or sells, or how much, or at what price.
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
  const amount = amountOf(row, quirks);
  if (amount === undefined)
    throw new ProtocolError(
      `ccxt does not say how large order ${id} of ${symbol} is: its amount cannot be read, ask with IO`,
    );
  if (row.side !== 'buy' && row.side !== 'sell')
    throw new ProtocolError(`ccxt does not say whether order ${id} of ${symbol} buys or sells: ask with IO`);
  if (lacksPrice(row, price, quirks))
    throw new ProtocolError(`ccxt does not say the price of limit order ${id} of ${symbol}: ask with IO`);
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

/** How much was ordered; of what was given in quote currency, or is over, what was filled of it. */
function amountOf(row: OrderRow, quirks: Quirks): string | undefined {
  const { amount, filled, remaining, symbol = '' } = row;
  if (amount !== undefined) return amount;
  // A few exchanges tell of an open order what is left of it, and nothing else.
  if (filled === undefined && signOf(remaining ?? '0') > 0) return remaining;
  const inQuote = isMarket(row, quirks) && !symbol.includes(':');
  const waits = isOpen(row) && (row.listed === 'open' || isLimitOrder(row.type));
  const isKnown = inQuote || (signOf(filled ?? '0') > 0 && !waits);
  return isKnown ? (filled ?? remaining) : undefined;
}

/** Without its price an open limit order would pass for a market order; one with a trigger may have none yet. */
function lacksPrice(row: OrderRow, price: string, quirks: Quirks): boolean {
  const hasTrigger = row.triggerPrice !== undefined && signOf(row.triggerPrice) > 0;
  return (
    signOf(price) === 0 && isLimitOrder(row.type) && !isMarket(row, quirks) && !hasTrigger && isOpen(row)
  );
}
