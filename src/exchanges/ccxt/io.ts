import { ProtocolError } from '../../protocol/ProtocolError.js';
import { quote } from '../../protocol/text.js';
import type { CcxtMethods } from './CcxtApi.js';
import { ask } from './call/ask.js';
import { findByName, findByPath } from './instance/findEndpoint.js';
import type { Endpoint } from './instance/listEndpoints.js';
import { rawAnswer } from './parse/rawAnswer.js';

/**
 * Any request to the exchange's own API, signed by ccxt: by its verb and path, which is looked up in what ccxt knows of
 * the API, or by ccxt's name for it, such as `privateGetV5PositionList`.
 */
export const io: CcxtMethods['io'] = async ({ verb, path, params }, api) => {
  const named = !path.includes('/');
  const probe = await ask(api, { method: 'io', keyed: api.hasKeys }, async (exchange): Promise<Endpoint> => {
    const found = named ? findByName(exchange, path) : findByPath(exchange, verb, path, params);
    if (found) return found;
    throw new ProtocolError(
      named
        ? `${api.state.name} has no method ${quote(path)} in ccxt: its names are like privateGetOrders`
        : `${api.state.name} has no ${verb} ${quote(path)} that ccxt knows: use the path of the exchange's own API`,
    );
  });
  const { name, api: section, verb: asked, config } = probe.value;
  const { replies } = await ask(
    api,
    { method: 'io', keyed: api.hasKeys, writes: asked !== 'GET' },
    (exchange) =>
      exchange.request(
        name,
        section,
        asked,
        { ...probe.value.values, ...params },
        undefined,
        undefined,
        config,
      ),
  );
  return { data: rawAnswer(replies.slice(-1)) };
};
