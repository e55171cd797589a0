import { BigNumber } from 'bignumber.js';
import type { FixMessage } from '../../../src/fix/FixMessage.js';
import { parseUtc } from '../../../src/fix/utc.js';
import type { AccountState } from './AccountState.js';
import type { Told } from './Body.js';
import { type Instrument, instrumentOf, refuseAmount, refusePrice } from './instruments.js';
import { type Order, report } from './Order.js';
import { Refused } from './Positions.js';
import { businessReject, missingTag, refusedReport, sessionReject } from './refusals.js';

const BLOCKED = 'CHANNEL_IS_BLOCKED:Operations through current channel is blocked by your Broker';

/** A NewOrderSingle (D). The same ClOrdID (11) is taken as often as it is sent. */
export function placeOrder(request: FixMessage, account: AccountState): Told[] {
  const missing = missingTag(request, [11, 55, 54, 60, 38, 40]);
  if (missing !== undefined) return [sessionReject(request, missing)];
  const id = request.get(11);
  if (account.settings.blocked) return [businessReject(id, BLOCKED)];
  const symbol = request.get(55) ?? '';
  if (!/^\d+$/.test(symbol))
    return [businessReject(id, `Symbol(55) must be numeric. But it is ${symbol}`, request)];
  try {
    const order = readOrder(request, account);
    account.orders.push(order);
    const waits = order.kind === '1' && account.habits.fills === 'withNextPrice';
    return [{ ...report(order, '0'), to: 'all' }, ...(waits ? [] : account.match(order))];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return account.habits.refusesBy === 'j'
      ? [businessReject(id, error.message)]
      : [refusedReport(request, account.nextOrderId, error.message)];
  }
}

/** What is asked for. @throws Refused */
function readOrder(request: FixMessage, account: AccountState): Order {
  const instrument = instrumentOf(request);
  if (typeof instrument === 'string') throw new Refused(instrument);
  const [side, kind] = [request.get(54), request.get(40)];
  if (side !== '1' && side !== '2') throw new Refused(`INVALID_REQUEST:Unsupported side ${side}`);
  if (kind !== '1' && kind !== '2' && kind !== '3')
    throw new Refused(`INVALID_REQUEST:Unsupported order type ${kind}`);
  const quantity = amountOf(request, instrument);
  const named = request.get(721);
  const position = account.positions.take({ instrument, side, quantity, position: named });
  const now = account.clock.now();
  return {
    ...{ id: account.nextOrderId, clientId: request.get(11), instrument, side, kind, quantity, position },
    ...{ filled: new BigNumber(0), average: new BigNumber(0), status: '0', createdAt: now, changedAt: now },
    price: kind === '2' ? priceOf(request, 44, instrument) : undefined,
    stop: kind === '3' ? priceOf(request, 99, instrument) : undefined,
    expires: kind === '1' ? undefined : expiryOf(request, now),
    closes: named !== undefined && account.positions.find(named)?.side !== side,
    label: request.get(494),
  };
}

/** OrderQty (38). @throws Refused */
export function amountOf(request: FixMessage, instrument: Instrument): BigNumber {
  const amount = numberOf(request, 38, 'OrderQty is expected for the order');
  const refusal = refuseAmount(instrument, amount);
  if (refusal !== undefined) throw new Refused(refusal);
  return amount;
}

/** Price (44) or StopPx (99). @throws Refused */
export function priceOf(request: FixMessage, tag: 44 | 99, instrument: Instrument): BigNumber {
  const price = numberOf(request, tag, `${tag === 44 ? 'Limit' : 'Stop'} price is expected for the order`);
  const refusal = refusePrice(instrument, price);
  if (refusal !== undefined) throw new Refused(refusal);
  return price;
}

function numberOf(request: FixMessage, tag: number, otherwise: string): BigNumber {
  const text = request.get(tag) ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Refused(`INVALID_REQUEST:${otherwise}`);
  return new BigNumber(text);
}

/** ExpireTime (126), in Unix ms. @throws Refused */
export function expiryOf(request: FixMessage, now: number): number | undefined {
  const text = request.get(126);
  if (text === undefined) return undefined;
  const time = parseUtc(text);
  if (time === undefined || time <= now)
    throw new Refused('TRADING_BAD_EXPIRATION_DATE:Expiration time is in the past');
  return time;
}
