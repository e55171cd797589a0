import { compareDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { listed, say } from '../../wording/say.js';
import type { CTraderInstrument } from './instruments.js';
import { holdingOf, type PositionRow } from './parse.js';
import { readPositions } from './positions.js';
import type { CTraderApi } from './state.js';

/** What NewOrderSingle (D) says, but for the client order id and the time. */
export interface OrderRequest {
  /** The number of the symbol. */
  symbol: string;
  side: 'buy' | 'sell';
  amount: string;
  /** Absent at the market. */
  price?: string;
  /** The position (721) that it closes, where an account has several. */
  position?: string;
}

/**
 * The order that a `trade` means. One that closes needs a position that is large enough: cTrader would open one on the other
 * side for the rest.
 *
 * @throws ProtocolError where there is none.
 */
export async function toOrderRequest(
  api: CTraderApi,
  { id, row }: CTraderInstrument,
  { symbol, type, price, amount }: Params<'trade'>,
): Promise<OrderRequest> {
  const { side, position, closes } = directionOf(type);
  const request = { symbol: row.symbol, side, amount, ...(price !== undefined && { price }) };
  if (!closes) return request;
  const { rows } = await readPositions(api);
  if (api.keys.netted) refuseHedged(rows);
  const closed = positionToClose(
    rows.filter(({ name }) => name === id),
    { symbol: symbol.name, type: position, amount },
  );
  return api.keys.netted ? request : { ...request, position: closed };
}

/**
 * Without a position that it names, an order would open another one on the other side of a hedged account.
 *
 * @throws ProtocolError where a symbol has several positions, which a netted account never has.
 */
function refuseHedged(rows: readonly PositionRow[]): void {
  const held = rows.filter((row) => holdingOf(row)).map(({ name }) => name);
  const twice = held.find((name, index) => held.indexOf(name) < index);
  if (twice === undefined) return;
  throw new ProtocolError(
    say(
      'this account is hedged, as it has several positions in {symbol}: remove ,account=netted from its secret key; nothing was sent',
      { symbol: twice },
    ),
  );
}

/**
 * The position that an order closes: the one that holds just as much, or else the oldest that holds more. None is closed
 * together with another one.
 *
 * @param rows of one symbol, the oldest first.
 * @returns its id.
 * @throws ProtocolError that says what there is.
 */
export function positionToClose(
  rows: readonly PositionRow[],
  { symbol, type, amount }: { symbol: string; type: 'long' | 'short'; amount: string },
): string {
  const held = rows.flatMap((row) => {
    const holding = holdingOf(row);
    return holding?.type === type ? [{ id: row.id, amount: holding.amount }] : [];
  });
  const exact = held.find((one) => compareDecimals(one.amount, amount) === 0);
  const enough = exact ?? held.find((one) => compareDecimals(one.amount, amount) > 0);
  if (enough) return enough.id;
  if (held.length === 0)
    throw new ProtocolError(
      say('there is no {direction} position in {symbol} to close', { direction: say(type), symbol }),
    );
  const facts = { amount, direction: say(type), symbol, sizes: listed(held.map((one) => one.amount)) };
  throw new ProtocolError(
    held.length === 1
      ? say('amount {amount} is more than the {direction} position in {symbol} holds: {sizes}', facts)
      : say(
          'amount {amount} is more than any {direction} position in {symbol} holds: close them one by one: {sizes}',
          facts,
        ),
  );
}
