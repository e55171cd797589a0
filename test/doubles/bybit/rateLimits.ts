import type { RateLimit } from '../exchange/RateMeter.js';

/** Of all requests of one address. */
export const addressLimit: RateLimit = { requests: 600, per: 5000 };

const perSecond = (requests: number): RateLimit => ({ requests, per: 1000 });
const trading = { contracts: perSecond(10), spot: perSecond(20) };
const same = (requests: number) => ({ contracts: perSecond(requests), spot: perSecond(requests) });

/** The limits of a user, by verb and path; spot is counted apart from contracts. */
export const rateLimits: ReadonlyMap<string, { contracts: RateLimit; spot: RateLimit }> = new Map([
  ['POST /v5/order/create', trading],
  ['POST /v5/order/amend', trading],
  ['POST /v5/order/cancel', trading],
  ['GET /v5/order/realtime', same(50)],
  ['GET /v5/order/history', same(50)],
  ['GET /v5/position/list', same(50)],
  ['POST /v5/position/set-leverage', same(10)],
  ['GET /v5/account/wallet-balance', same(50)],
  ['GET /v5/account/info', same(50)],
  ['GET /v5/asset/transfer/query-account-coins-balance', same(5)],
]);
