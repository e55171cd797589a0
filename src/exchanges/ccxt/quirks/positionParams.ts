import type { Direction } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtInstrument } from '../instruments.js';

/** How an order says which of two positions it is for, where the account keeps long and short apart. */
type Hedging =
  /** ccxt makes of `hedged` what the exchange wants. */
  | 'told'
  /** Each order names its position, or whether it opens or closes, in either mode. */
  | 'always'
  | ((direction: Direction) => object);

/** The side of the position in the exchange's own parameter, which ccxt hands on. */
const upper =
  (name: string): Hedging =>
  ({ position }) => ({ [name]: position.toUpperCase() });

/** By what ccxt's source sends, and `writes.test.ts` shows; no other exchange gets orders in hedge mode. */
const HEDGING: Readonly<Record<string, Hedging>> = {
  aster: upper('positionSide'),
  binance: 'told',
  binancecoinm: 'told',
  binanceusdm: 'told',
  bingx: 'told',
  bitget: 'told',
  bitrue: 'always',
  // With `hedged` ccxt would close a long by an order for the short side.
  blofin: ({ position }) => ({ positionSide: position }),
  btse: 'told',
  bybit: 'told',
  bybiteu: 'told',
  bybitid: 'told',
  bydfi: 'told',
  deepcoin: 'always',
  digifinex: 'always',
  gate: 'always',
  gateeu: 'always',
  hashkey: 'always',
  htx: ({ position }) => ({ position_side: position }),
  kucoin: 'told',
  kucoinfutures: 'told',
  // With `hedged` ccxt mixes up the numbers of closing a long and closing a short.
  mexc: 'always',
  myokx: 'told',
  okx: 'told',
  okxus: 'told',
  phemex: 'told',
  poloniex: ({ position }) => ({ posSide: position.toUpperCase(), marginMode: 'cross' }),
  toobit: 'always',
  weex: 'always',
  whitebit: upper('positionSide'),
  woo: upper('positionSide'),
  xt: 'always',
};

/** Whose orders can open a position though they are to close one: ccxt makes nothing of `reduceOnly`. */
const CANNOT_CLOSE = new Set([
  'bitstamp',
  'bullish',
  // Closes the whole position at any price instead.
  'coinbase',
  'coinbaseinternational',
  'cryptocom',
  'gemini',
  'onetrading',
  'zebpay',
]);

/** Which take no `reduceOnly` beside the side of the position: it is ccxt that leaves it out for others. */
const EITHER = new Set(['aster', 'htx']);

/** Whose contracts ccxt lists, and then sends orders of them to where pairs are traded. */
const SPOT_ORDERS_ONLY = new Set(['bigone', 'lbank']);

/** Whether each order of an exchange names its position, whatever the position mode is. */
export function namesPositions(id: string): boolean {
  return Object.hasOwn(HEDGING, id) && HEDGING[id] === 'always';
}

/**
 * What tells a closing order, or the side of a position in hedge mode, in ccxt's words.
 *
 * @param name of the exchange, for people.
 * @throws ProtocolError where the order could do something else.
 */
export function positionParams(
  name: string,
  id: string,
  { row }: CcxtInstrument,
  direction: Direction,
  hedged: boolean,
): object {
  if (SPOT_ORDERS_ONLY.has(id)) throw new ProtocolError(`${name} accepts contract orders through IO only`);
  const { closes } = direction;
  if (closes && CANNOT_CLOSE.has(id)) {
    throw new ProtocolError(
      `${name} has no closing orders through ccxt: sell to reduce a long, buy to reduce a short`,
    );
  }
  const closing = { ...(closes && { reduceOnly: true }) };
  // Contracts margined in coin are always kept apart there.
  if (id === 'htx' && row.inverse) return { ...closing, offset: closes ? 'close' : 'open' };
  if (!hedged) return closing;
  const hedging = Object.hasOwn(HEDGING, id) ? HEDGING[id] : undefined;
  if (hedging === undefined) {
    throw new ProtocolError(`${name} accepts no orders in hedge mode: switch the account to one-way mode`);
  }
  if (hedging === 'always') return closing;
  if (hedging === 'told') return { ...closing, hedged };
  return { ...(!EITHER.has(id) && closing), ...hedging(direction) };
}
