import { isCancelRequest, isWrite } from '../../protocol/isWrite.js';
import { type Verb, verbs } from '../../protocol/methods.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { rawAnswer } from './calls/answers.js';
import { ExactParams } from './calls/exactDigits.js';
import { runForCall } from './calls/MethodCall.js';
import type { CcxtExchange, Endpoint } from './instance/ccxtTypes.js';
import { addressOf, requestEndpoint } from './instance/internals.js';
import type { CcxtMethods } from './state.js';
import { factsOf } from './venues.js';

/**
 * Any request to the exchange's own API, signed by ccxt: by its verb and path, which is looked up in what ccxt knows of
 * the API, or by ccxt's name for it, such as `privateGetV5PositionList`.
 */
export const io: NonNullable<CcxtMethods['io']> = async ({ verb, path: asked, params: given, text }, api) => {
  const [path = '', query = ''] = splitQuery(asked);
  const exact = new ExactParams(given, text);
  const params = withQuery(exact, query);
  const options = { method: 'io', keyed: api.hasKeys, exact } as const;
  const named = !path.includes('/');
  const probe = await runForCall(api, options, async (exchange): Promise<Endpoint> => {
    const found = named ? findByName(exchange, path) : findByPath(exchange, verb, path, params);
    if (found) return found;
    throw new ProtocolError(
      named
        ? say('{name} has no method {path} in ccxt: its names are like privateGetOrders', {
            name: api.state.name,
            path: quote(path),
          })
        : say("{name} has no {verb} {path} that ccxt knows: use the path of the exchange's own API", {
            name: api.state.name,
            verb: verb ?? '',
            path: quote(path),
          }),
    );
  });
  const endpoint = probe.value;
  const writes = isWriting(api.state.id, endpoint);
  const { replies } = await runForCall(
    api,
    { ...options, writes, writesByGet: writes, cancels: isCancelRequest(endpoint.verb, `/${endpoint.name}`) },
    (exchange) => requestEndpoint(exchange, endpoint, withValues(endpoint, params)),
  );
  return { data: rawAnswer(replies.slice(-1)) };
};

function splitQuery(path: string): string[] {
  const at = path.indexOf('?');
  const parts = at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
  if (parts[1]?.includes('#')) throw new ProtocolError(say('the path holds "#": write %23'));
  return parts;
}

/**
 * The params, and what the path's own query says.
 *
 * @throws ProtocolError where they contradict each other.
 */
function withQuery(exact: ExactParams, query: string): ExactParams['values'] {
  const { values } = exact;
  const inPath = [...new URLSearchParams(query)];
  if (inPath.length === 0) return values;
  if (Array.isArray(values))
    throw new ProtocolError(say('ccxt cannot send a list and the query of a path: leave one of them out'));
  const merged = new Map<string, unknown>(Object.entries(values));
  for (const [name, value] of inPath) {
    const said = merged.has(name) ? exact.textOf(merged.get(name)) : value;
    if (said !== value)
      throw new ProtocolError(
        say('{name} is {value} in the path, and {said} besides', {
          name,
          value: quote(value),
          said: quote(said),
        }),
      );
    if (!merged.has(name)) merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** Lists have no names to put the parts of a path under. */
function withValues({ name, values }: Endpoint, params: ExactParams['values']): unknown {
  if (!Array.isArray(params)) return { ...values, ...params };
  if (Object.keys(values).length === 0) return params;
  throw new ProtocolError(
    say('ccxt cannot send a list to {name}: it has to name parts of the path', { name: quote(name) }),
  );
}

/** Whether a request may change something: a few exchanges take orders, transfers or withdrawals by GET. */
function isWriting(id: string, { verb, name, api }: Endpoint): boolean {
  if (verb !== 'GET') return true;
  if ([api].flat().some((part) => /^public/i.test(part))) return false;
  if (factsOf(id).writesByGet) return !/^(get|query|list)/i.test(name.slice(name.lastIndexOf('/') + 1));
  return isWrite('io', verb, `/${name}`);
}

/** The endpoint that ccxt calls so, as in `privateGetV5PositionList` or `private_get_v5_position_list`. */
function findByName(exchange: CcxtExchange, name: string): Endpoint | undefined {
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
function findByPath(exchange: CcxtExchange, verb: Verb, path: string, params: object): Endpoint | undefined {
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
