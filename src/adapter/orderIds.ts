import { randomInt } from 'node:crypto';
import { quote } from '../protocol/oneLine.js';
import { formatOrderId, parseOrderId } from '../protocol/order.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import { say } from '../wording/say.js';
import type { Instruments } from './Instruments.js';
import type { InstrumentApi } from './instrumentSource.js';
import type { InstrumentKey } from './selection.js';

/** Without the 5: FMZ's documented log filter hides lines that hold 502 or 503, and such an id is told in a line. */
const DIGITS = '012346789abcdef';

/** An order as an exchange is asked for it. */
export interface OrderKey<List extends string = string> {
  instrument: InstrumentKey<List>;
  /** The exchange's id of it, or the client order id that it was placed with. */
  id: string;
  /** Whether it is the client order id. */
  byClientId: boolean;
}

/** How FMZ's id of an order, `ETH-USDT,123456`, names an exchange's order. */
export interface OrderIds<A, List extends string> {
  /** One of them, for people. */
  example: string;
  /** What the exchange's own ids look like. */
  pattern: RegExp;
  /** What stands before the comma: it has to name the instrument among all lists. */
  format(instrument: InstrumentKey<List>): string;
  /** The instrument that it names; `undefined` if the exchange has no such instrument. */
  parse(native: string, api: A): Promise<InstrumentKey<List> | undefined> | InstrumentKey<List> | undefined;
}

/** FMZ's id of an order. */
export function orderIdOf<List extends string>(
  ids: Pick<OrderIds<never, List>, 'format'>,
  { instrument, id }: Pick<OrderKey<List>, 'instrument' | 'id'>,
): string {
  return formatOrderId(ids.format(instrument), id);
}

/**
 * Takes FMZ's id of an order apart, which may hold a client order id of fmzproto's own. The symbol of the request counts
 * only for an id of the old dialect, which holds none.
 *
 * @throws ProtocolError when it is not an id of this exchange.
 */
export async function toOrderKey<
  A extends InstrumentApi & { readonly state: { readonly instruments: Instruments<Row, List> } },
  Row,
  List extends string,
>(
  api: A,
  ids: OrderIds<A, List>,
  { id: text, symbol }: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<OrderKey<List>> {
  const { instruments } = api.state;
  const { native, id } = parseOrderId(text);
  const byClientId = isClientOrderId(id);
  if (byClientId || ids.pattern.test(id)) {
    const named = native ? await ids.parse(native, api) : undefined;
    const instrument = native === undefined && symbol ? await instruments.one(api, symbol) : named;
    if (instrument) return { instrument: { list: instrument.list, id: instrument.id }, id, byClientId };
  }
  const { exchange } = instruments.source;
  const facts = { id: quote(text), exchange, example: ids.example };
  throw new ProtocolError(
    /^[aeiou]/i.test(exchange)
      ? say('{id} is not an {exchange} order id: use the id that CreateOrder returned, like {example}', facts)
      : say('{id} is not a {exchange} order id: use the id that CreateOrder returned, like {example}', facts),
  );
}

/** In characters: with fewer, two ids might be the same one day. */
const SHORTEST_ID = 16;
const USUAL_ID = 31;

/**
 * An id for a new order that nobody has used before: `fmz` and 28 hex digits, none of them a 5. An order whose answer is
 * lost is looked up by it.
 *
 * @param length for an exchange that takes shorter ones alone, in characters: 16 to 31.
 * @throws RangeError for any other length.
 * @example createClientOrderId() // 'fmz8b1f0c2d4e6a7f90123446789abc'
 * @example createClientOrderId(20) // 'fmz8b1f0c2d4e6a7f901'
 */
export function createClientOrderId(length = USUAL_ID): string {
  if (!(length >= SHORTEST_ID && length <= USUAL_ID))
    throw new RangeError(
      say('a client order id has {least} to {most} characters, not {length}', {
        least: SHORTEST_ID,
        most: USUAL_ID,
        length,
      }),
    );
  return `fmz${Array.from({ length: length - 3 }, () => DIGITS[randomInt(DIGITS.length)]).join('')}`;
}

/**
 * Whether an order's id is one of {@link createClientOrderId}, which the exchange has to be asked for by another name.
 * Older ones may hold a 5.
 *
 * @example isClientOrderId('680800019749904384') // false
 */
export function isClientOrderId(id: string): boolean {
  return /^fmz[0-9a-f]{13,28}$/.test(id);
}
