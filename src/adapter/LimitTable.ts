import type { Verb } from '../protocol/methods.js';
import { say } from '../wording/say.js';
import type { EndpointLimit } from './EndpointLimit.js';
import { type LimitKey, parseLimitKey } from './limitKeys.js';

/**
 * Published limits: `default` for every endpoint that no other one names, each for itself; `all`, which counts every request
 * besides; and others by verb and path. A path of several endpoints has `*` for a segment, or `**` at its end for all that
 * follow; `*` alone is every path, and in the place of a verb every verb. All that such a limit names share it. A limit of one
 * host begins with the host's name. Of several that name a request the one with the more exact path counts, then the one
 * with a verb, then the one with a host. One whose name begins with that of an environment counts there, in the place of that
 * without it.
 *
 * @example
 * limits: {
 *   default: { requests: 10, per: 1000, by: 'ip' },
 *   all: { requests: 600, per: 60_000, by: 'ip' },
 *   'POST /v2/orders': { requests: 20, per: 1000, by: 'key', group: 'orders' },
 *   'DELETE /v2/orders/*': { requests: 20, per: 1000, by: 'key', group: 'orders' },
 *   'data GET *': { requests: 200, per: 60_000, by: 'key' },
 *   'paper data GET *': { requests: 100, per: 60_000, by: 'key' },
 * }
 */
export type Limits = Readonly<Record<string, EndpointLimit>> & {
  readonly default: EndpointLimit;
  readonly all?: EndpointLimit;
};

/** A request, as far as limits name it. */
export interface Endpoint {
  /** The name of a host. */
  host: string;
  verb: Verb;
  /** As it is sent, with or without its query. */
  path: string;
}

/** A limit that counts a request. */
export interface FoundLimit extends Omit<EndpointLimit, 'group'> {
  /** Tells it from others: what shares it has the same. */
  name: string;
}

interface Rule extends LimitKey {
  limit: FoundLimit;
}

/** The limits of an exchange, looked up for each request. */
export class LimitTable {
  readonly #limits: Limits;
  readonly #exact = new Map<string, Rule>();
  /** The most exact first. */
  readonly #patterns: readonly Rule[];

  /**
   * @param hosts the names of the exchange's hosts.
   * @throws TypeError where one of the limits names nothing that can be asked for, or what another one names.
   */
  constructor(limits: Limits, hosts: readonly string[]) {
    this.#limits = limits;
    checkGroups(limits);
    const patterns: Rule[] = [];
    const known = new Map<string, string>();
    for (const [name, limit] of Object.entries(limits)) {
      const key = parseLimitKey(name, hosts);
      if (!key) continue;
      const spelled = spell(key);
      const same = known.get(spelled);
      if (same !== undefined)
        throw new TypeError(say('limits: "{name}" and "{same}" are the same endpoints', { name, same }));
      known.set(spelled, name);
      const rule = { ...key, limit: toFound(limit, name) };
      if (key.path.some(isWild)) patterns.push(rule);
      else this.#exact.set(spelled, rule);
    }
    this.#patterns = patterns.sort(compareExactness);
  }

  /** All limits that count a request, the one of its endpoint first. */
  of(endpoint: Endpoint): [own: FoundLimit, ...FoundLimit[]] {
    const { host } = endpoint;
    const everything = [
      [`${host} all`, this.#limits[`${host} all`]] as const,
      ['all', this.#limits.all] as const,
    ];
    return [
      this.own(endpoint),
      ...everything.flatMap(([name, limit]) => (limit ? toFound(limit, name) : [])),
    ];
  }

  /** The limit of an endpoint. */
  own(endpoint: Endpoint): FoundLimit {
    const { host, verb } = endpoint;
    const path = endpoint.path.split('?', 1)[0] ?? '';
    for (const asked of [verb, '*'] as const) {
      for (const there of [host, '*']) {
        const exact = this.#exact.get(`${there} ${asked} ${path}`);
        if (exact) return exact.limit;
      }
    }
    const segments = path.split('/').slice(1);
    const rule = this.#patterns.find(
      (one) => isOf(one.host, host) && isOf(one.verb, verb) && matches(one.path, segments),
    );
    if (rule) return rule.limit;
    const [limit, where] = [
      this.#limits[`${host} default`] ?? this.#limits.default,
      `${host} ${verb} ${path}`,
    ];
    return toFound(limit, where);
  }
}

function toFound({ group, ...limit }: EndpointLimit, name: string): FoundLimit {
  return { ...limit, name: group === undefined ? name : `group ${group}` };
}

function spell({ host, verb, path }: LimitKey): string {
  return `${host} ${verb} /${path.join('/')}`;
}

function isOf(named: string, asked: string): boolean {
  return named === '*' || named === asked;
}

function isWild(segment: string): boolean {
  return segment === '*' || segment === '**';
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? segments.length < fixed.length : segments.length !== fixed.length) return false;
  return fixed.every((segment, at) => (segment === '*' ? segments[at] !== '' : segment === segments[at]));
}

/** Segment by segment: one that is written out before `*`, and that before `**`. */
function compareExactness(a: Rule, b: Rule): number {
  const wildness = (path: readonly string[], at: number) => ['*', '**'].indexOf(path[at] ?? '') + 1;
  for (let at = 0; at < Math.max(a.path.length, b.path.length); at += 1) {
    const difference = wildness(a.path, at) - wildness(b.path, at);
    if (difference !== 0) return difference;
  }
  return Number(a.verb === '*') - Number(b.verb === '*') || Number(a.host === '*') - Number(b.host === '*');
}

/** @throws TypeError where one of a group says something else than the others. */
function checkGroups(limits: Limits): void {
  const groups = new Map<string, { name: string; limit: EndpointLimit }>();
  for (const [name, limit] of Object.entries(limits)) {
    if (limit.group === undefined) continue;
    if (/(^| )all$/.test(name))
      throw new TypeError(say('limits: "{name}" counts every request: it has no group', { name }));
    const first = groups.get(limit.group);
    if (!first) groups.set(limit.group, { name, limit });
    else if ((['requests', 'per', 'by'] as const).some((part) => first.limit[part] !== limit[part])) {
      throw new TypeError(
        say(
          'limits: "{first}" and "{name}" are of the group {group} and say different things: a group has one limit',
          {
            first: first.name,
            name,
            group: limit.group,
          },
        ),
      );
    }
  }
}
