import type { Params } from '../protocol/methods.js';
import type { Api } from './Api.js';
import type { Answer } from './defineExchange.js';

/**
 * The `io` method of an adapter whose exchange takes a query with GET and JSON with every other verb: any request to
 * the exchange's own API, signed when FMZ sent keys, answered with the whole reply.
 *
 * @throws as `api.request` does.
 * @example defineExchange({ ..., methods: { io: relayIo } })
 * @see the guide's IO section: exchange.IO("api", "GET", "/v5/market/time", "a=1")
 */
export async function relayIo(
  { verb, path, params }: Params<'io'>,
  api: Pick<Api<unknown, unknown>, 'request' | 'hasKeys'>,
): Promise<Answer<unknown>> {
  const signed = api.hasKeys;
  const reply = await api.request(
    verb === 'GET' && !Array.isArray(params)
      ? { path, query: toQuery(params), signed }
      : { method: verb, path, body: params, signed },
  );
  return { data: reply.raw };
}

function toQuery(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
