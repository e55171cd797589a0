import { expect, test } from 'vitest';
import { isWrite } from '../../src/protocol/isWrite.js';

const under = (name: string) => `/api/v2/private/${name}`;

test.each([
  '/api/v2/private/buy',
  '/api/v2/private/close_position',
  'privateGetCancelAll',
  'private_get_sell',
  '/api/send_money',
  '/v1/balance/coin/withdraw',
  '/exchange/wallets/confirm/withdraw',
  'privateDeleteOrder',
  '/api/v2/private/%62uy',
  '/api/v2/private%2fbuy',
  '/api/v2/private/%2562%2575%2579',
  '/api/v2/private/buy;history',
  '/api/v2/private/buy;/',
  ...['mass_quote', 'execute_block_trade', 'reset_api_key', 'remove_subaccount', 'change_api_key_name'].map(
    under,
  ),
  ...['set_mmp_config', 'enable_api_key', 'disable_api_key', 'approve_block_trade', 'verify_block_trade'].map(
    under,
  ),
  ...['invalidate_block_trade_signature', 'move_positions', 'add_to_address_book', 'convert', 'redeem'].map(
    under,
  ),
  ...['subscribe', 'purchase', 'create_deposit_address', 'update_status', 'set_limit', 'delete_history'].map(
    under,
  ),
  ...[
    'cancel_orders',
    'close_orders',
    'cancel_list',
    'withdraw_to_address',
    'withdraw_max',
    'edit_account',
  ].map(under),
  ...[
    'order-create',
    'batchCancelOrders',
    'cancelall',
    'placeorder',
    'new_order',
    'batchcancel',
    'sendcoin',
  ].map(under),
  ...[
    'universalTransfer',
    'one-click-repay',
    'sub-to-master',
    'flash-convert',
    'withdraw2',
    'CANCEL-ALL',
  ].map(under),
  ...['order/cancel/all', 'cancel/12345', 'withdraw/BTC', 'orders/12345/cancel', 'earn/purchase/BTC/10'].map(
    under,
  ),
  ...['leverage/set/BTC', 'close/position', 'sell/BTC-USDT/1', 'get_or_create_address'].map(under),
  'privateGetOrderCancelAll',
  'private_get_mass_quote',
  'private_buy',
])('a GET that does something is a write: %s', (path) => {
  expect(isWrite('io', 'GET', path)).toBe(true);
});

test.each([
  '/api/v5/account/positions',
  '/api/v5/asset/transfer-state?id=1',
  '/api/v5/asset/withdrawal-history',
  '/v2/ordersOpen?side=buy',
  'privateGetCancelStatus',
  '/v5/position/closed-pnl',
  'privateGetV5PositionList',
  '/trade/orders/closed',
  ...['query', 'history', 'preview', 'get_cancel_on_disconnect', 'convert/history', 'transfer-state'].map(
    under,
  ),
  ...['convert/quote', 'convert-history', 'order-refund-preview', 'redeem-preview', 'change_log'].map(under),
  ...['withdraw-address', 'transfer-limits', 'max-withdraw', 'cancel_status', 'settlement', 'addresses'].map(
    under,
  ),
  ...[
    'swap_contract_info',
    'new-listings',
    'historyTrack',
    'buy-sell/history',
    'set-account-switch-precheck',
  ].map(under),
  '/v2/prices/BTC-USD/buy',
  '/api/v5/public/convert-contract-coin?instId=BTC-USD-SWAP',
  '/futures/data/takerBuySellVol',
  '/futures/usdt/accounts',
  'privateFuturesGetSettleAccounts',
])('a GET that tells something is none: %s', (path) => {
  expect(isWrite('io', 'GET', path)).toBe(false);
});

test.each(['/a', '/log-', '1', '%61'])('a path that no exchange has is a write: many %s', (unit) => {
  const long = unit.repeat(1_000_000);
  expect(isWrite('io', 'GET', `/${long}`)).toBe(true);
  expect(isWrite('io', 'GET', `/api/v5/account/positions?a=${long}`)).toBe(false);
});
