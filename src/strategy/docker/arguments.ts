import { signOf, toDecimal } from '../../protocol/decimal.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';

/**
 * A number that a strategy passed, as a decimal string.
 *
 * @throws ProtocolError where it is none: a missing price must not buy at any price.
 */
export function decimalArgument(value: unknown, name: string): string {
  const text = toDecimal(value);
  if (text === undefined)
    throw new ProtocolError(say('{name} must be a number, not {value}', { name, value: quote(value) }));
  return text;
}

/**
 * The price of an order, which a rate was multiplied with; `undefined` for a market order.
 *
 * @throws ProtocolError where it is no number.
 */
export function priceArgument(value: unknown): string | undefined {
  const text = decimalArgument(value, say('the price'));
  return signOf(text) > 0 ? text : undefined;
}

/**
 * A number that a strategy passed.
 *
 * @throws ProtocolError where it is none.
 */
export function numberArgument(value: unknown, name: string): number {
  return Number(decimalArgument(value, name));
}

/**
 * An order id, which goes back as the plugin made it.
 *
 * @throws ProtocolError where there is none: the order before it was not placed.
 */
export function idArgument(value: unknown): string | number {
  if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) return value;
  throw new ProtocolError(say('the order id is missing: it is what Buy, Sell or CreateOrder returned'));
}

/** @throws ProtocolError where it is no text, or an empty one. */
export function textArgument(value: unknown, name: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new ProtocolError(say('{name} must be a text, not {value}', { name, value: quote(value) }));
}

/** A symbol, where one was passed. */
export function symbolArgument(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The length of GetRecords' bars, in s.
 *
 * @throws ProtocolError where it is none that a plugin can be asked for: FMZ's protocol counts whole minutes.
 */
export function periodArgument(value: unknown): number {
  const seconds = numberArgument(value, say('the period'));
  if (seconds > 0 && seconds % 60 === 0) return seconds;
  throw new ProtocolError(
    say(
      'the period is a number of seconds, in whole minutes: PERIOD_M1 (60), PERIOD_M5 (300) and so on, not {value}',
      {
        value: quote(value),
      },
    ),
  );
}
