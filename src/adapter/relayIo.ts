import type { Query } from '../http/request.js';
import { compactJson, jsonMembers, RawJson } from '../protocol/json.js';
import type { Params } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import type { Answer, Api } from './Api.js';

/**
 * The `io` method of an adapter whose exchange takes a query with GET and JSON with every other verb: any request to
 * the exchange's own API, signed when FMZ sent keys, answered with the whole reply. What FMZ sent arrives as it was: lists,
 * numbers with all their digits, nested values.
 *
 * @param options.inQuery whether parameters go into the query with every verb. @default false
 * @param options.host which of the definition's hosts a path is of, without its query and as it is sent. @default 'api'
 * @throws ProtocolError when a query is to hold null, and as `api.request` does.
 * @example defineExchange({ ..., methods: { io: relayIo } })
 * @see the guide's IO section: exchange.IO("api", "GET", "/v5/market/time", "a=1")
 */
export async function relayIo(
  { verb, path, params, text = textOf(params) }: Params<'io'>,
  api: Pick<Api<unknown, unknown>, 'request' | 'hasKeys'>,
  options: { inQuery?: boolean; host?: (path: string) => string } = {},
): Promise<Answer<unknown>> {
  const list = Array.isArray(params) && params.length > 0;
  const query = !list && (verb === 'GET' || options.inQuery);
  const reply = await api.request({
    ...{
      method: verb,
      path,
      signed: api.hasKeys,
      ...(options.host && { host: options.host(path.replace(/\?.*$/s, '')) }),
    },
    ...(query ? { query: toQuery(text) } : { body: new RawJson(text) }),
  });
  return { data: reply.raw };
}

function textOf(params: unknown): string {
  try {
    return JSON.stringify(params);
  } catch (cause) {
    throw new ProtocolError(say('the params are nested too deeply'), { cause });
  }
}

/** What is no string goes as JSON, as it is written. */
function toQuery(json: string): Query {
  return Object.fromEntries(
    jsonMembers(json).map(({ name, text }) => {
      if (text === 'null') {
        throw new ProtocolError(
          say('params.{name} is null, which a query cannot hold: leave it out, or send ""', {
            name: quote(name).slice(1, -1),
          }),
        );
      }
      return [name, text.startsWith('"') ? String(JSON.parse(text)) : compactJson(text)];
    }),
  );
}
