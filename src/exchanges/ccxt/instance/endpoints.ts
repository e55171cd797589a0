import { type Verb, verbs } from '../../../protocol/methods.js';
import type { CcxtExchange, Endpoint } from './ccxtTypes.js';
import { addressOf } from './internals.js';

/** The endpoint that ccxt calls so, as in `privateGetV5PositionList` or `private_get_v5_position_list`. */
export function findByName(exchange: CcxtExchange, name: string): Endpoint | undefined {
  const wanted = letters(name);
  return listEndpoints(exchange.api).find((endpoint) => letters(nameOf(endpoint)) === wanted);
}

function nameOf({ api, verb, name }: Endpoint): string {
  return [...[api].flat(), verb, name].join('_');
}

const letters = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '');

/**
 * The endpoint of a path of the exchange's API. Its last part tells which ones it may be; the address that ccxt makes of
 * them tells which one it is: a request is never sent to another path than the one that was asked for.
 */
export function findByPath(
  exchange: CcxtExchange,
  verb: Verb,
  path: string,
  params: object,
): Endpoint | undefined {
  const wanted = path.replace(/\?.*$/s, '').replace(/\/+$/, '');
  const candidates = listEndpoints(exchange.api)
    .filter((endpoint) => endpoint.verb === verb)
    .flatMap((endpoint) => {
      const values = match(endpoint.name, wanted);
      return values ? [{ ...endpoint, values }] : [];
    })
    .sort((a, b) => b.name.length - a.name.length);
  const addresses = candidates.map((endpoint) => pathOf(exchange, endpoint, params));
  // Of what is private ccxt makes no address without keys, and says so when it is to be sent.
  const at = addresses.includes(wanted) ? addresses.indexOf(wanted) : addresses.indexOf(undefined);
  return candidates[at];
}

function pathOf(exchange: CcxtExchange, endpoint: Endpoint, params: object): string | undefined {
  try {
    return addressOf(exchange, endpoint, { ...endpoint.values, ...params }).pathname.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}

/** The values of the placeholders of a name that is the end of a path; `undefined` where it is not. */
function match(name: string, path: string): Record<string, string> | undefined {
  const keys: string[] = [];
  const pattern = name
    .replace(/^\/+|\/+$/g, '')
    .replace(/\{([^{}]+)\}|[.*+?^$()|[\]\\]/g, (special, key?: string) => {
      if (key === undefined) return `\\${special}`;
      keys.push(key);
      return '([^/]+)';
    });
  const found = new RegExp(`(?:^|/)${pattern}$`).exec(path);
  if (!found) return undefined;
  try {
    return Object.fromEntries(keys.map((key, index) => [key, decodeURIComponent(found[index + 1] ?? '')]));
  } catch {
    return undefined;
  }
}

/** All of an exchange's API, out of ccxt's tree: parts, then verbs, then a list of names, or names with what they cost. */
export function listEndpoints(tree: unknown, parts: readonly string[] = []): Endpoint[] {
  return Object.entries(Object(tree)).flatMap(([key, branch]): Endpoint[] => {
    const verb = verbs.find((known) => known.toLowerCase() === key.toLowerCase());
    if (!verb || (!Array.isArray(branch) && typeof branch !== 'object'))
      return listEndpoints(branch, [...parts, key]);
    const [only = '', ...more] = parts;
    const api = more.length === 0 ? only : parts;
    const named: [string, unknown][] = Array.isArray(branch)
      ? branch.map((name) => [String(name), {}])
      : Object.entries(Object(branch));
    return named.map(([name, config]) => ({
      verb,
      name: name.trim(),
      api,
      config: typeof config === 'number' ? { cost: config } : config,
      values: {},
    }));
  });
}
