import type { Answer } from '../exchange/Answer.js';
import { parseObject } from '../exchange/parseObject.js';
import type { RateMeter } from '../exchange/RateMeter.js';
import { sameText } from '../exchange/sameText.js';
import type { WireRequest } from '../exchange/WireRequest.js';
import type { AccountState } from './AccountState.js';
import { advance, rejectReplacements } from './advance.js';
import type { Market } from './Market.js';
import { badParameter, Refusal } from './Refusal.js';
import { Answered, type Route } from './Route.js';
import { accountLimit } from './rateLimits.js';
import { toJson } from './toJson.js';

/** What one of the hosts answers, and to whom. */
export interface HostFacts {
  /** Whose limit is counted apart: `trading`, `data`. */
  name: string;
  routes: ReadonlyMap<string, Route>;
  /** Whose keys are known here. */
  accounts: readonly AccountState[];
  /** Paths that answer without keys as well. */
  isPublic?: (path: string) => boolean;
}

/** Answers requests to one of the exchange's hosts as that does: keys, limits, then the path's own rules. */
export class Host {
  readonly meter: RateMeter;
  readonly #facts: HostFacts;
  readonly #market: Market;

  constructor(facts: HostFacts, market: Market, meter: RateMeter) {
    this.#facts = facts;
    this.#market = market;
    this.meter = meter;
  }

  answer(request: WireRequest): Answer {
    const headers: Record<string, string> = {};
    try {
      const result = this.#result(request, headers);
      const answer = result instanceof Answered ? result.answer : { status: 200, body: result };
      return { ...answer, body: textOf(answer.body), headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.toAnswer(), headers: { ...headers, ...typeOf(error) } };
    }
  }

  #result(request: WireRequest, headers: Record<string, string>): unknown {
    const [path = '', search = ''] = request.target.split('?');
    const account = this.#authenticate(request, path);
    if (account) this.#limit(account, headers);
    const found = this.#route(request.method, path);
    if (!found) throw new Refusal(404, 'endpoint not found.', { code: 40410000 });
    for (const state of this.#facts.accounts) {
      advance(state, this.#market);
      rejectReplacements(state, this.#market);
    }
    const body = request.body.length > 0 ? parseObject(request.body) : {};
    if (!body) throw badParameter('request body format is invalid');
    const [anyone] = this.#facts.accounts;
    const asking = account ?? anyone;
    if (!asking) throw new Error('the double has no account');
    const { route, rest } = found;
    const query = new URLSearchParams(search);
    return route({ rest, query, body, account: asking, market: this.#market });
  }

  /** What ends in a slash takes one more part of a path, in which a slash is percent-encoded. */
  #route(method: string, path: string): { route: Route; rest: string } | undefined {
    const whole = this.#facts.routes.get(`${method} ${path}`);
    if (whole) return { route: whole, rest: '' };
    for (const [name, route] of this.#facts.routes) {
      const [start = '', end = ''] = name.split('*');
      const full = `${method} ${path}`;
      if (!name.endsWith('/') && !name.includes('*')) continue;
      const rest = full.slice(start.length, full.length - end.length);
      if (full.startsWith(start) && full.endsWith(end) && rest !== '' && !rest.includes('/')) {
        return { route, rest: decodeURIComponent(rest) };
      }
    }
    return undefined;
  }

  /** @throws Refusal 401: a page where there are no keys at all. */
  #authenticate({ headers }: WireRequest, path: string): AccountState | undefined {
    const [key, secret] = ['apca-api-key-id', 'apca-api-secret-key'].map((name) => headers[name]);
    if (typeof key !== 'string' || typeof secret !== 'string') {
      if (this.#facts.isPublic?.(path)) return undefined;
      throw new Unauthorized();
    }
    const account = this.#facts.accounts.find(({ settings }) => settings.accessKey === key);
    if (!account || !sameText(secret, account.settings.secret)) throw new Refusal(401, 'unauthorized.');
    return account;
  }

  #limit({ settings: { accessKey } }: AccountState, headers: Record<string, string>): void {
    const bucket = `${this.#facts.name} ${accessKey}`;
    const now = Date.now();
    const admitted = this.meter.admit(bucket, accountLimit, now);
    const { left, resetAt } = this.meter.room(bucket, accountLimit, now);
    Object.assign(headers, {
      'x-ratelimit-limit': `${accountLimit.requests}`,
      'x-ratelimit-remaining': `${left}`,
      'x-ratelimit-reset': `${Math.ceil(resetAt / 1000)}`,
    });
    if (!admitted) throw new Refusal(429, 'rate limit exceeded', { code: 42910000 });
  }
}

/** Without any keys a proxy in front of the exchange answers. */
class Unauthorized extends Refusal {
  constructor() {
    super(401, '');
  }

  override toAnswer(): Answer {
    const title = '401 Authorization Required';
    const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n`;
    return { status: 401, body: `${page}<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n` };
  }
}

function typeOf(error: Refusal): Record<string, string> {
  return error instanceof Unauthorized ? { 'content-type': 'text/html' } : {};
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : toJson(body);
}
