import type { PluginClient } from '../../http/PluginClient.js';
import type { Proxies } from '../../http/Proxies.js';
import type { Transport } from '../../runtime/outgoing.js';
import { say } from '../../wording/say.js';
import { checkClock } from './clock.js';
import { checkName, tryConnection } from './connection.js';
import { type Finding, type Result, skipped } from './Finding.js';
import { checkKeys } from './keys.js';
import type { OpenedExchange } from './openExchanges.js';
import { addressesOf, linesOf } from './places.js';
import { checkStreams } from './streams.js';

/** What exchanges are reached with. */
interface Means {
  http: Transport;
  proxies: Proxies;
  client: PluginClient;
  /** Of a plugin of this process. */
  plugin: string;
  /** For each check, in ms. */
  timeout: number;
}

/** All that is to be known of an exchange. What its connections fail for is not looked at again. */
export async function examineExchange(
  { exchange, moved, keys }: OpenedExchange,
  { http, proxies, client, plugin, timeout }: Means,
): Promise<Finding[]> {
  const named = (check: string, result: Result): Finding => ({ check, exchange: exchange.name, ...result });
  const addresses = addressesOf(exchange, moved);
  const lines = linesOf(exchange, moved, keys);
  const web = await Promise.all(addresses.map((url) => checkWay('connection', url)));
  const fix = await Promise.all(
    lines.map(({ line, url }) =>
      url ? checkWay(`FIX ${line}`, url) : [named(`FIX ${line}`, withoutAddress())],
    ),
  );
  const ways = [...web, ...fix].flat();
  if (ways.length === 0) {
    const asks = exchange.withDefinition(({ preparedOrigins }) => preparedOrigins !== undefined);
    if (!asks) return [named('connection', skipped(say('it needs no network')))];
    ways.push(named('connection', skipped(say('its library alone knows where it is: see its keys'))));
  }
  const failed = ways.some(({ status }) => status === 'fail');
  const options = { http, moved, proxies, timeout };
  const behind = skipped(say('its connection fails'));
  const rest = failed
    ? { clock: behind, streams: behind, keys: behind }
    : {
        clock: await checkClock(exchange, options),
        streams: await checkStreams(exchange, options),
        keys: await checkKeys(exchange, keys, {
          ...{ client, timeout },
          url: `${plugin}/${encodeURIComponent(exchange.name)}`,
        }),
      };
  return [...ways, ...Object.entries(rest).map(([check, result]) => named(check, result))];

  async function checkWay(check: string, url: URL): Promise<Finding[]> {
    const name = await checkName(url, proxies);
    if (name.status === 'fail') return [named('DNS', name)];
    const { result } = await tryConnection(url, proxies, timeout);
    return [named('DNS', name), named(check, result)];
  }
}

function withoutAddress(): Result {
  return skipped(say('its address is in the keys'), say('set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY'));
}
