import { randomUUID } from 'node:crypto';
import { nextOrderId } from '../exchange/nextOrderId.js';
import type { AccountState } from './AccountState.js';
import type { BybitOrder } from './BybitOrder.js';
import { checkContractOrder } from './checkContractOrder.js';
import { checkSpotOrder } from './checkSpotOrder.js';
import { type Instrument, priceText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, flag, text } from './params.js';
import { badParameter, invalid, Refusal } from './Refusal.js';

type Body = Record<string, unknown>;

const SIDES = ['Buy', 'Sell'] as const;
const TYPES = ['Limit', 'Market'] as const;
const TIMES_IN_FORCE = ['GTC', 'IOC', 'FOK', 'PostOnly'] as const;
const LINK_ID = /^[A-Za-z0-9_-]{1,36}$/;

/** Reads the body of an order and checks all that the exchange checks before accepting it. @throws Refusal */
export function readOrder(body: Body, account: AccountState, market: Market): BybitOrder {
  const instrument = tradedInstrument(body, market);
  const spot = instrument.category === 'spot';
  const orderType = oneOf(
    text(body, 'orderType'),
    TYPES,
    spot ? [170116, 'Invalid orderType.'] : 'orderType invalid',
  );
  const side = oneOf(text(body, 'side'), SIDES, spot ? [170117, 'Invalid side.'] : 'Side invalid');
  const force = text(body, 'timeInForce') || 'GTC';
  const refusal: Blame = spot ? [170115, 'Invalid timeInForce.'] : 'timeInForce invalid';
  const now = `${market.clock.now()}`;
  const order: BybitOrder = {
    accessKey: account.settings.accessKey,
    ...{ category: instrument.category, symbol: instrument.symbol },
    orderId: spot ? nextOrderId(market.clock.now()) : randomUUID(),
    orderLinkId: linkId(body, instrument, account),
    ...{ side, orderType },
    timeInForce: orderType === 'Market' ? 'IOC' : oneOf(force, TIMES_IN_FORCE, refusal),
    price: orderType === 'Market' ? '0' : text(body, 'price'),
    qty: text(body, 'qty'),
    marketUnit: spot && orderType === 'Market' ? marketUnit(body, side) : '',
    positionIdx: spot ? 0 : positionIdx(body),
    reduceOnly: flag(body, 'reduceOnly') && !spot,
    ...{ orderStatus: 'New', cancelType: 'UNKNOWN', rejectReason: 'EC_NoError' },
    ...{ avgPrice: '', cumExecQty: '0', cumExecValue: '0', cumExecFee: '0' },
    feeCoin: spot && side === 'Buy' ? instrument.baseCoin : instrument.settleCoin,
    lastPriceOnCreated: priceText(market.price(instrument), instrument),
    ...{ createdTime: now, updatedTime: now },
  };
  return spot
    ? checkSpotOrder(order, instrument, account, market)
    : checkContractOrder(order, instrument, account, market);
}

/** The instrument that a request about one order names. @throws Refusal 10001 or 170121 */
export function tradedInstrument(body: Body, market: Market): Instrument {
  const named = category(body.category);
  const symbol = text(body, 'symbol');
  const instrument = market.find(named, symbol);
  if (instrument) return instrument;
  if (named === 'spot') throw new Refusal(170121, 'Invalid symbol.');
  throw invalid('params error: symbol invalid');
}

/** What a refused value is answered with: a code and a text, or the text of 10001. */
type Blame = string | [number, string];

function oneOf<T extends string>(value: string, values: readonly T[], blame: Blame): T {
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw typeof blame === 'string' ? invalid(blame) : new Refusal(...blame);
}

/** Unique among all orders of the account, whatever became of them. */
function linkId(body: Body, { category: named }: Instrument, account: AccountState): string {
  const value = text(body, 'orderLinkId');
  if (value === '') return value;
  if (!LINK_ID.test(value)) throw invalid('orderLinkId invalid');
  const spot = named === 'spot';
  const taken = account.orders.some(
    (order) => order.orderLinkId === value && (order.category === 'spot') === spot,
  );
  if (!taken) return value;
  throw spot
    ? new Refusal(170141, 'Duplicate clientOrderId.')
    : new Refusal(110072, 'OrderLinkedID is duplicate');
}

function marketUnit(body: Body, side: 'Buy' | 'Sell'): BybitOrder['marketUnit'] {
  const unit = text(body, 'marketUnit');
  if (unit === '') return side === 'Buy' ? 'quoteCoin' : 'baseCoin';
  return oneOf(unit, ['baseCoin', 'quoteCoin'] as const, 'marketUnit invalid');
}

function positionIdx(body: Body): BybitOrder['positionIdx'] {
  const value = body.positionIdx ?? 0;
  const found = ([0, 1, 2] as const).find((index) => index === value);
  if (found === undefined) throw badParameter();
  return found;
}
