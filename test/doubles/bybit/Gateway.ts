import type { Answer } from '../exchange/Answer.js';
import { RateMeter } from '../exchange/RateMeter.js';
import type { WireRequest } from '../exchange/WireRequest.js';
import type { AccountState } from './AccountState.js';
import { accountRoutes } from './accountRoutes.js';
import { authenticate } from './authenticate.js';
import type { Market } from './Market.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { parseBody } from './params.js';
import { positionRoutes } from './positionRoutes.js';
import { publicRoutes } from './publicRoutes.js';
import { Refusal } from './Refusal.js';
import { addressLimit, rateLimits } from './rateLimits.js';
import { tradeRoutes } from './tradeRoutes.js';

const privateRoutes = new Map([...accountRoutes, ...positionRoutes, ...tradeRoutes]);
const BAN_MS = 600_000;

/** Answers requests as the exchange does: address, keys, limits, permissions, then the path's own rules. */
export class Gateway {
  readonly meter: RateMeter;
  readonly #market: Market;
  readonly #accounts: readonly AccountState[];
  readonly #hiddenFor: number;
  #bannedUntil = 0;

  constructor(
    market: Market,
    accounts: readonly AccountState[],
    options: { enforceLimits: boolean; hiddenFor: number },
  ) {
    this.#market = market;
    this.#accounts = accounts;
    this.#hiddenFor = options.hiddenFor;
    this.meter = new RateMeter(options.enforceLimits);
  }

  answer(request: WireRequest, arrivedAt: number): Answer {
    if (this.#isBanned() || (request.method === 'GET' && request.body.length > 0)) return forbidden;
    const headers: Record<string, string> = {};
    try {
      const { pathname, searchParams: query } = new URL(`http://bybit.test${request.target}`);
      const result = this.#result(request, `${request.method} ${pathname}`, query, arrivedAt, headers);
      const retMsg = pathname.startsWith('/v5/asset/') ? 'success' : 'OK';
      const body = { retCode: 0, retMsg, result, retExtInfo: {}, time: this.#market.clock.now() };
      return { status: 200, body, headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.toAnswer(this.#market.clock.now()), headers };
    }
  }

  #result(
    request: WireRequest,
    name: string,
    query: URLSearchParams,
    arrivedAt: number,
    headers: Record<string, string>,
  ): unknown {
    const publicRoute = publicRoutes.get(name);
    if (publicRoute) return publicRoute(query, this.#market);
    const route = privateRoutes.get(name);
    if (!route) throw new Refusal(10017, 'Route not found.', { status: 404 });

    const account = authenticate(request, this.#accounts, arrivedAt, this.#market.limits.forgives);
    const body = request.method === 'POST' ? parseBody(request.headers['content-type'], request.body) : {};
    const call = { query, body, account, market: this.#market, hiddenFor: this.#hiddenFor };
    this.#limit(name, call, headers);
    checkPermission(route, call, request.method === 'POST');
    return route.run(call);
  }

  /** Counts the request for its user, and tells what is left. */
  #limit(name: string, call: PrivateCall, headers: Record<string, string>): void {
    const limits = rateLimits.get(name);
    if (!limits) return;
    const spot = isSpot(call);
    const limit = spot ? limits.spot : limits.contracts;
    const bucket = `${name} ${call.account.settings.accessKey}${spot ? ' spot' : ''}`;
    const now = Date.now();
    const admitted = this.meter.admit(bucket, limit, now);
    const { left, resetAt } = this.meter.room(bucket, limit, now);
    Object.assign(headers, {
      'X-Bapi-Limit': `${limit.requests}`,
      'X-Bapi-Limit-Status': `${left}`,
      'X-Bapi-Limit-Reset-Timestamp': `${(admitted ? now : resetAt) + this.#market.clock.offset}`,
    });
    if (!admitted) throw new Refusal(10006, 'Too many visits. Exceeded the API Rate Limit.');
  }

  #isBanned(): boolean {
    const now = Date.now();
    if (!this.meter.admit('address', addressLimit, now)) this.#bannedUntil = now + BAN_MS;
    return now < this.#bannedUntil;
  }
}

const forbidden: Answer = {
  status: 403,
  body: '<html><head><title>403 Forbidden</title></head><body>access too frequent</body></html>',
  headers: { 'content-type': 'text/html' },
};

function isSpot({ query, body }: PrivateCall): boolean {
  return (query.get('category') ?? body.category) === 'spot';
}

/** @throws Refusal 10005 */
function checkPermission({ permissions }: PrivateRoute, call: PrivateCall, writes: boolean): void {
  const { permissions: allowed, readOnly = false } = call.account.settings;
  const wanted = isSpot(call) ? permissions?.spot : permissions?.contracts;
  const missing = wanted && allowed && !wanted.some((permission) => allowed.includes(permission));
  if (missing || (writes && readOnly)) {
    throw new Refusal(10005, 'Permission denied, please check your API key permissions.');
  }
}
