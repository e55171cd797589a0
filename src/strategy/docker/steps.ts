import {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  signOf,
  toDecimal,
} from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { contractIn } from '../../protocol/spelling.js';
import { say } from '../../wording/say.js';
import type { Docker } from './Plan.js';

/** What an order is to be, in decimal strings; without a price it is a market order. */
interface OrderFigures {
  price: string | undefined;
  amount: string;
}

/**
 * Cuts price and amount toward zero: to the places that SetPrecision gave, or to the exchange's own steps where the strategy
 * leaves that to the docker. The amount of a market buy on spot is money, and stays as it is.
 *
 * @throws ProtocolError where nothing is left of one.
 * @param order.type with its options: `buy`, `closesell`, `buy;postOnly=true`.
 */
export async function cutToSteps(
  order: OrderFigures & { symbol: string; type: string },
  { state, market }: Docker,
): Promise<OrderFigures> {
  const { symbol, type, price, amount } = order;
  const money = price === undefined && /^buy\b/i.test(type.trim()) && contractIn(symbol) === undefined;
  const cut = (steps: { price: string | undefined; amount: string | undefined }): OrderFigures => ({
    price:
      price && cutTo(price, steps.price, 'the price {value} is less than the step {step} that it is cut to'),
    amount: money
      ? amount
      : cutTo(amount, steps.amount, 'the amount {value} is less than the step {step} that it is cut to'),
  });
  const { precision } = state;
  if (precision) return cut({ price: stepOf(precision.price), amount: stepOf(precision.amount) });
  if (state.settings.precision === 'none') return order;
  const listed = await market(symbol);
  return cut({
    price: toDecimal(listed?.tick_size) ?? stepOf(listed?.price_precision),
    amount: toDecimal(listed?.amount_size) ?? stepOf(listed?.amount_precision),
  });
}

function stepOf(places: number | undefined): string | undefined {
  return places === undefined || !Number.isInteger(places) || Math.abs(places) > 18
    ? undefined
    : // Not by `10 ** -places`: that is 0.00009999999999999999 of 4.
      toDecimal(`1e${-places}`);
}

/** @throws ProtocolError where nothing would be left of it: a price of 0 would be a market order. */
function cutTo(
  value: string,
  step: string | undefined,
  fault:
    | 'the price {value} is less than the step {step} that it is cut to'
    | 'the amount {value} is less than the step {step} that it is cut to',
): string {
  if (step === undefined || signOf(step) <= 0 || signOf(value) <= 0) return value;
  const [whole = '0'] = divideDecimals(value, step).split('.');
  const cut = multiplyDecimals(whole, step);
  if (signOf(cut) === 0) throw new ProtocolError(say(fault, { value, step }));
  return compareDecimals(value, cut) === 0 ? value : cut;
}
