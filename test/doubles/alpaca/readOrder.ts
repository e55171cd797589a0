import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import type { AlpacaOrder } from './AlpacaOrder.js';
import type { Asset } from './Asset.js';
import type { Market } from './Market.js';
import { badParameter, forbidden, invalidOrder } from './Refusal.js';

/** The terms of an order that a body asks for. */
export type Terms = Pick<
  AlpacaOrder,
  | ('symbol' | 'asset_class' | 'qty' | 'notional' | 'type' | 'side' | 'time_in_force')
  | ('limit_price' | 'stop_price' | 'extended_hours')
> & { asset: Asset };

const TIMES = {
  us_equity: ['day', 'gtc', 'opg', 'cls', 'ioc', 'fok'],
  crypto: ['gtc', 'ioc'],
};

/**
 * Reads the body of a new order.
 *
 * @throws Refusal as the exchange refuses it.
 */
export function readOrder(body: Record<string, unknown>, account: AccountState, market: Market): Terms {
  if (account.settings.suspended) throw forbidden('new orders are rejected by user request');
  const asset = market.find(`${body.symbol}`);
  if (!asset) throw invalidOrder(`asset "${body.symbol}" not found`);
  if (!asset.tradable) throw invalidOrder(`asset "${asset.symbol}" is not active`);
  const type = oneOf(body.type, ['market', 'limit', 'stop', 'stop_limit'], 'type');
  const side = oneOf(body.side, ['buy', 'sell'], 'side');
  const qty = decimalOf(body.qty, 'qty');
  const notional = decimalOf(body.notional, 'notional');
  if ((qty === null) === (notional === null)) {
    throw badParameter(
      qty === null ? 'qty or notional is required' : 'only one of qty or notional is accepted',
    );
  }
  const limit_price = decimalOf(body.limit_price, 'limit_price');
  const stop_price = decimalOf(body.stop_price, 'stop_price');
  if ((limit_price !== null) !== (type === 'limit' || type === 'stop_limit')) {
    throw badParameter(`${type} orders ${limit_price === null ? 'require' : 'take no'} limit_price`);
  }
  const time_in_force = `${body.time_in_force ?? ''}`;
  if (time_in_force === '') throw badParameter('time_in_force is required');
  const terms = {
    ...{ asset, symbol: asset.symbol, asset_class: asset.class, qty, notional, type, side },
    ...{ time_in_force, limit_price, stop_price, extended_hours: body.extended_hours === true },
  };
  checkTime(terms);
  checkAmount(terms);
  checkPrice(terms);
  return terms;
}

function checkTime({ asset, time_in_force: time, type, extended_hours }: Terms): void {
  if (!TIMES[asset.class].includes(time)) {
    throw invalidOrder(asset.class === 'crypto' ? 'invalid crypto time_in_force' : 'invalid time_in_force');
  }
  if (extended_hours && (type !== 'limit' || !['day', 'gtc'].includes(time))) {
    throw invalidOrder('extended hours order must be DAY or GTC limit orders');
  }
}

function checkAmount({ asset, qty, notional, type, time_in_force: time }: Terms): void {
  if (asset.class === 'crypto') {
    if (qty !== null && new BigNumber(qty).lt(asset.minOrderSize)) {
      throw invalidOrder(`qty must be >= ${asset.minOrderSize}`);
    }
    if (qty !== null && !new BigNumber(qty).mod(asset.minTradeIncrement).isZero()) {
      throw invalidOrder(`qty must be a multiple of ${asset.minTradeIncrement}`);
    }
    return;
  }
  if (notional !== null) {
    if (type !== 'market' || time !== 'day') throw invalidOrder('notional orders must be DAY market orders');
    if (new BigNumber(notional).dp() !== null && (new BigNumber(notional).dp() ?? 0) > 2) {
      throw invalidOrder('notional value must be limited to 2 decimal places');
    }
    if (new BigNumber(notional).lt(1)) throw invalidOrder('notional amount must be >= 1.00');
  }
  const whole = qty !== null && new BigNumber(qty).isInteger();
  if (!whole && !asset.fractionable) throw forbidden(`asset "${asset.symbol}" is not fractionable`);
  if (!whole && time !== 'day') throw invalidOrder('fractional orders must be DAY orders');
  if (qty !== null && (new BigNumber(qty).dp() ?? 0) > 9) throw invalidOrder('qty has too many decimals');
}

/** Two decimals from a dollar on, four below. */
function checkPrice({ asset, limit_price: price }: Terms): void {
  if (price === null || asset.class === 'crypto') return;
  const step = new BigNumber(price).gte(1) ? '0.01' : '0.0001';
  if (new BigNumber(price).mod(step).isZero()) return;
  throw invalidOrder(
    `invalid limit_price ${price}. sub-penny increment does not fulfill minimum pricing criteria`,
  );
}

/** @throws Refusal when it is a number, as JSON writes it: the exchange wants strings. */
export function decimalOf(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : '';
  if (!/^\d+(\.\d+)?$/.test(text) || new BigNumber(text).isZero()) {
    throw badParameter(`${name} must be a decimal string above 0`);
  }
  return text;
}

function oneOf<Word extends string>(value: unknown, words: readonly Word[], name: string): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw badParameter(`invalid ${name}`);
  return word;
}
