import { expect, test } from 'vitest';
import { isWrite } from '../../src/protocol/isWrite.js';

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
])('a GET that tells something is none: %s', (path) => {
  expect(isWrite('io', 'GET', path)).toBe(false);
});
