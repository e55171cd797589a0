import { isCancelRequest, isWrite } from '../../protocol/isWrite.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { rawAnswer } from './answers.js';
import { ask } from './ask.js';
import type { CcxtMethods } from './CcxtApi.js';
import { ExactParams } from './exactDigits.js';
import type { Endpoint } from './instance/ccxtTypes.js';
import { findByName, findByPath } from './instance/endpoints.js';
import { requestEndpoint } from './instance/internals.js';
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
  const probe = await ask(api, options, async (exchange): Promise<Endpoint> => {
    const found = named ? findByName(exchange, path) : findByPath(exchange, verb, path, params);
    if (found) return found;
    throw new ProtocolError(
      named
        ? `${api.state.name} has no method ${quote(path)} in ccxt: its names are like privateGetOrders`
        : `${api.state.name} has no ${verb} ${quote(path)} that ccxt knows: use the path of the exchange's own API`,
    );
  });
  const endpoint = probe.value;
  const writes = isWriting(api.state.id, endpoint);
  const { replies } = await ask(
    api,
    { ...options, writes, writesByGet: writes, cancels: isCancelRequest(endpoint.verb, `/${endpoint.name}`) },
    (exchange) => requestEndpoint(exchange, endpoint, withValues(endpoint, params)),
  );
  return { data: rawAnswer(replies.slice(-1)) };
};

function splitQuery(path: string): string[] {
  const at = path.indexOf('?');
  const parts = at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
  if (parts[1]?.includes('#')) throw new ProtocolError('the path holds "#": write %23');
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
    throw new ProtocolError('ccxt cannot send a list and the query of a path: leave one of them out');
  const merged = new Map<string, unknown>(Object.entries(values));
  for (const [name, value] of inPath) {
    const said = merged.has(name) ? exact.textOf(merged.get(name)) : value;
    if (said !== value)
      throw new ProtocolError(`${name} is ${quote(value)} in the path, and ${quote(said)} besides`);
    if (!merged.has(name)) merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** Lists have no names to put the parts of a path under. */
function withValues({ name, values }: Endpoint, params: ExactParams['values']): unknown {
  if (!Array.isArray(params)) return { ...values, ...params };
  if (Object.keys(values).length === 0) return params;
  throw new ProtocolError(`ccxt cannot send a list to ${quote(name)}: it has to name parts of the path`);
}

/** Whether a request may change something: a few exchanges take orders, transfers or withdrawals by GET. */
function isWriting(id: string, { verb, name, api }: Endpoint): boolean {
  if (verb !== 'GET') return true;
  if ([api].flat().some((part) => /^public/i.test(part))) return false;
  if (factsOf(id).writesByGet) return !/^(get|query|list)/i.test(name.slice(name.lastIndexOf('/') + 1));
  return isWrite('io', verb, `/${name}`);
}
