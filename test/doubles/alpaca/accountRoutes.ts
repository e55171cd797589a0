import { BigNumber } from 'bignumber.js';
import { sum } from '../exchange/sum.js';
import type { AccountState, Position } from './AccountState.js';
import { assetRow, uuidOf } from './Asset.js';
import type { Market } from './Market.js';
import { CORE, CORE_END, newYorkText } from './newYork.js';
import { notFound } from './Refusal.js';
import type { Call, Route } from './Route.js';

/** What the trading host tells beside orders. */
export const accountRoutes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET /v2/account', ({ account, market }) => accountRow(account, market)],
  ['GET /v2/clock', ({ market }) => clockRow(market)],
  ['GET /v2/assets', listAssets],
  ['GET /v2/assets/', oneAsset],
  ['GET /v2/positions', ({ account, market }) => rowsOf(account, market)],
  ['GET /v2/positions/', onePosition],
]);

function accountRow(account: AccountState, market: Market): unknown {
  const { settings } = account;
  const worth = worthOf(account, market);
  const equity = account.cash.plus(worth.long).plus(worth.short);
  return {
    id: uuidOf(settings.accessKey),
    account_number: 'PA0DOUBLE001',
    status: 'ACTIVE',
    crypto_status: 'ACTIVE',
    currency: 'USD',
    cash: account.toldCash.dp(2).toFixed(),
    buying_power: account.buyingPower().dp(2).toFixed(),
    regt_buying_power: account.buyingPower().dp(2).toFixed(),
    non_marginable_buying_power: account.cashLeft().dp(2).toFixed(),
    equity: equity.dp(2).toFixed(),
    last_equity: equity.dp(2).toFixed(),
    portfolio_value: equity.dp(2).toFixed(),
    long_market_value: worth.long.dp(2).toFixed(),
    short_market_value: worth.short.dp(2).toFixed(),
    multiplier: settings.multiplier,
    shorting_enabled: settings.shorting,
    trading_blocked: false,
    account_blocked: false,
    trade_suspended_by_user: settings.suspended,
    created_at: '2025-02-03T15:20:11.204861Z',
  };
}

function worthOf(account: AccountState, market: Market): { long: BigNumber; short: BigNumber } {
  const worths = [...account.positions].flatMap(([name, { qty }]) => {
    const asset = account.assetOf(name);
    return asset ? [qty.times(market.price(asset))] : [];
  });
  return {
    long: sum(worths.filter((worth) => worth.isPositive())),
    short: sum(worths.filter((worth) => worth.isNegative())),
  };
}

function clockRow({ clock, calendar }: Market): unknown {
  const now = clock.now();
  return {
    timestamp: newYorkText(now),
    is_open: calendar.session(now) === 'core',
    next_open: newYorkText(calendar.next(now, CORE)),
    next_close: newYorkText(calendar.next(now, CORE_END)),
  };
}

/** No pages: all of a class. */
function listAssets({ query, market }: Call): unknown {
  const kind = query.get('asset_class') ?? 'us_equity';
  const status = query.get('status');
  return market
    .all()
    .filter((asset) => asset.class === kind && (status === null || asset.status === status))
    .map(assetRow);
}

function oneAsset({ rest, market }: Call): unknown {
  const asset = market.find(rest);
  if (!asset) throw notFound(`asset not found for ${rest}`);
  return assetRow(asset);
}

function rowsOf(account: AccountState, market: Market): unknown[] {
  return [...account.positions].map(([name, position]) => positionRow(name, position, account, market));
}

/** A coin is found without the slash alone. */
function onePosition({ rest, account, market }: Call): unknown {
  const position = account.positions.get(rest);
  if (!position) throw notFound('position does not exist');
  return positionRow(rest, position, account, market);
}

function positionRow(
  name: string,
  { qty, averagePrice }: Position,
  account: AccountState,
  market: Market,
): unknown {
  const asset = account.assetOf(name);
  const price = asset ? market.price(asset) : new BigNumber(0);
  const cost = averagePrice.times(qty);
  return {
    // Not the id that the list of assets has.
    asset_id: uuidOf(`position ${name}`),
    symbol: name,
    exchange: asset?.exchange,
    asset_class: asset?.class,
    asset_marginable: asset?.class === 'us_equity',
    qty: qty.toFixed(),
    qty_available: account.available(name).toFixed(),
    avg_entry_price: averagePrice.toFixed(),
    side: qty.isNegative() ? 'short' : 'long',
    market_value: price.times(qty).toFixed(),
    cost_basis: cost.toFixed(),
    unrealized_pl: price.times(qty).minus(cost).toFixed(),
    current_price: price.toFixed(),
    lastday_price: price.toFixed(),
  };
}
