import { BigNumber } from 'bignumber.js';
import { type AccountState, positionOf, quoteOf } from './AccountState.js';
import { type AlpacaOrder, isOpen } from './AlpacaOrder.js';
import type { Market } from './Market.js';
import { forbidden, invalidOrder } from './Refusal.js';
import type { Terms } from './readOrder.js';

/** @throws Refusal when the account cannot pay for an order, has not what it sells, or would trade with itself. */
export function checkFunds(terms: Terms, account: AccountState, market: Market, except?: AlpacaOrder): void {
  const { asset, side } = terms;
  const price = new BigNumber(terms.limit_price ?? market.ask(asset));
  const cost = new BigNumber(terms.notional ?? price.times(terms.qty ?? 0));
  checkWorth(terms, cost);
  checkWashTrade(terms, account, except);
  if (side === 'buy') checkMoney(terms, cost, account, except);
  else checkHolding(terms, cost.div(price), account, except);
}

/** Of coins only what is bought for dollars has to be worth ten. */
function checkWorth({ asset, side }: Terms, cost: BigNumber): void {
  const crypto = asset.class === 'crypto';
  if (crypto && !(side === 'buy' && asset.symbol.endsWith('/USD'))) return;
  const least = crypto ? 10 : 1;
  if (cost.lt(least)) throw forbidden(`cost basis must be >= minimal amount of order ${least}`);
}

/** A market order against an opposite one is refused, a limit order only where the two would meet. */
function checkWashTrade(
  { symbol, side, limit_price }: Terms,
  account: AccountState,
  except?: AlpacaOrder,
): void {
  const opposite = account.orders.find((order) => {
    if (!isOpen(order) || order === except || order.symbol !== symbol || order.side === side) return false;
    if (limit_price === null || order.limit_price === null) return true;
    return side === 'buy'
      ? new BigNumber(limit_price).gte(order.limit_price)
      : new BigNumber(limit_price).lte(order.limit_price);
  });
  if (!opposite) return;
  throw forbidden('potential wash trade detected. use complex orders', {
    existing_order_id: opposite.id,
    reject_reason: `opposite side ${opposite.type} order exists`,
  });
}

function checkMoney(
  { asset }: Terms,
  cost: BigNumber,
  account: AccountState,
  except: AlpacaOrder | undefined,
): void {
  const quote = quoteOf({ symbol: asset.symbol, asset_class: asset.class });
  if (quote !== 'USD') {
    const available = BigNumber.max(0, account.available(`${quote}USD`, except));
    if (cost.lte(available)) return;
    throw forbidden(`insufficient balance for ${quote} (requested: ${cost}, available: ${available})`, {
      ...{ available: available.toFixed(), balance: account.held(`${quote}USD`).toFixed(), symbol: quote },
    });
  }
  const power = asset.class === 'crypto' ? account.cashLeft(except) : account.buyingPower(except);
  if (cost.lte(power)) return;
  throw forbidden('insufficient buying power', {
    buying_power: power.toFixed(2),
    cost_basis: cost.toFixed(),
  });
}

function checkHolding(
  { asset, symbol }: Terms,
  qty: BigNumber,
  account: AccountState,
  except: AlpacaOrder | undefined,
): void {
  const name = positionOf(asset);
  const available = account.available(name, except);
  if (qty.lte(available)) return;
  const held = account.held(name);
  if (asset.class === 'crypto') {
    const coin = symbol.split('/')[0];
    throw forbidden(`insufficient balance for ${coin} (requested: ${qty}, available: ${available})`, {
      ...{ available: available.toFixed(), balance: held.toFixed(), symbol: coin },
    });
  }
  if (held.gt(0)) {
    throw forbidden(`insufficient qty available for order (requested: ${qty}, available: ${available})`, {
      ...{ available: available.toFixed(), existing_qty: held.toFixed(), symbol },
      held_for_orders: held.minus(available).toFixed(),
    });
  }
  if (!qty.isInteger()) throw invalidOrder('fractional orders cannot be sold short');
  if (!account.settings.shorting) throw forbidden('account is not allowed to short');
  if (!asset.shortable) throw invalidOrder(`asset "${symbol}" cannot be sold short`);
}
