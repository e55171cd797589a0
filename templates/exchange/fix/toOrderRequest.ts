// #if spot
import { type FixField, type Params, spotSideOf } from 'fmzproto';
// #else
import { directionOf, type FixField, type Params } from 'fmzproto';
// #end
import type { __Exchange__Instrument } from './instruments.ts';
import { tag } from './tags.ts';

/** What is sent to place an order, but for its ids and its time: prices and amounts stay decimal strings. */
export type OrderRequest = readonly FixField[];

// FILL IN: the fields of an order, in the venue's order, and the unit of its amount.
// #if spot

/**
 * The order that a `trade` means. A market buy spends quote currency.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
export function toOrderRequest(
  instrument: __Exchange__Instrument,
  { type, price, amount }: Params<'trade'>,
): OrderRequest {
  const side = spotSideOf(type);
  const spends = side === 'buy' && price === undefined;
  return [
    [tag.Symbol, instrument.id],
    [tag.Side, side === 'buy' ? '1' : '2'],
    [spends ? tag.CashOrderQty : tag.OrderQty, amount],
    ...typeOf(price),
  ];
}
// #else

/** The order that a `trade` means. */
export function toOrderRequest(
  instrument: __Exchange__Instrument,
  { type, price, amount }: Params<'trade'>,
): OrderRequest {
  const { side, closes } = directionOf(type);
  return [
    [tag.Symbol, instrument.id],
    [tag.Side, side === 'buy' ? '1' : '2'],
    [tag.OrderQty, amount],
    ...typeOf(price),
    // FILL IN: how an order closes a position, which some venues name by its id.
    [tag.PositionEffect, closes ? 'C' : 'O'],
  ];
}
// #end

/** OrdType: 1 market, 2 limit, which is good till canceled: without TimeInForce it would be good for the day. */
export function typeOf(price: string | undefined): FixField[] {
  return price === undefined
    ? [[tag.OrdType, '1']]
    : [
        [tag.OrdType, '2'],
        [tag.Price, price],
        [tag.TimeInForce, '1'],
      ];
}
