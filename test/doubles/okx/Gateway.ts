import type { Answer } from '../exchange/Answer.js';
import { RateMeter } from '../exchange/RateMeter.js';
import type { WireRequest } from '../exchange/WireRequest.js';
import type { AccountState } from './AccountState.js';
import { notFound, Refusal, RowRefusal } from './Answer.js';
import { accountRoutes } from './accountRoutes.js';
import { authenticate } from './authenticate.js';
import type { Market } from './Market.js';
import { parseBody } from './params.js';
import { positionRoutes } from './positionRoutes.js';
import { publicRoutes } from './publicRoutes.js';
import { rateLimits } from './rateLimits.js';
import { tradeRoutes } from './tradeRoutes.js';

const privateRoutes = new Map([...accountRoutes, ...positionRoutes, ...tradeRoutes]);

/** Answers requests as the exchange does: limits, keys, body, then the path's own rules. */
export class Gateway {
  readonly meter: RateMeter;
  readonly #market: Market;
  readonly #accounts: readonly AccountState[];

  constructor(market: Market, accounts: readonly AccountState[], enforceLimits: boolean) {
    this.#market = market;
    this.#accounts = accounts;
    this.meter = new RateMeter(enforceLimits);
  }

  answer(request: WireRequest, arrivedAt: number): Answer {
    try {
      return this.#answer(request, arrivedAt);
    } catch (error) {
      if (error instanceof Refusal) return error.toAnswer();
      if (error instanceof RowRefusal) return new Refusal(error.sCode, error.message).toAnswer();
      throw error;
    }
  }

  #answer(request: WireRequest, arrivedAt: number): Answer {
    const { pathname, searchParams: query } = new URL(`http://okx.test${request.target}`);
    const name = `${request.method} ${pathname}`;
    const publicRoute = publicRoutes.get(name);
    if (publicRoute) {
      this.#limit(name, 'anyone', query, {});
      return publicRoute(query, this.#market);
    }
    const privateRoute = privateRoutes.get(name);
    if (!privateRoute) return notFound;

    const settings = authenticate(
      request,
      this.#accounts.map((state) => state.settings),
      arrivedAt,
    );
    const account = this.#accounts.find((state) => state.settings === settings);
    if (!account) throw new Error('an authenticated account has a state');
    const body = request.method === 'POST' ? parseBody(request.headers['content-type'], request.body) : {};
    this.#limit(name, settings.accessKey, query, body);
    return privateRoute({ query, body, headers: request.headers, account, market: this.#market, arrivedAt });
  }

  #limit(name: string, user: string, query: URLSearchParams, body: Record<string, unknown>): void {
    const limit = rateLimits.get(name);
    if (!limit) return;
    const [, part] = limit.by.split('+');
    const bucket = part
      ? `${name} ${user} ${String(query.get(part) ?? body[part] ?? '')}`
      : `${name} ${user}`;
    if (!this.meter.admit(bucket, limit, Date.now())) {
      throw new Refusal('50011', 'Too Many Requests', { status: 429, hasData: false });
    }
  }
}
