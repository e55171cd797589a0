import { type Proxies, ProxyError } from '../../http/Proxies.js';
import { say } from '../../wording/say.js';
import { tryConnection } from './connection.js';
import type { Result } from './Finding.js';

/**
 * The proxy of the environment: whether it can be reached, lets a tunnel through, and takes its password.
 *
 * @param url of an exchange, that a tunnel is asked for; the proxy is only read where there is none.
 * @param timeout in ms.
 */
export async function checkProxy(proxies: Proxies, url: URL | undefined, timeout: number): Promise<Result> {
  let described: string | undefined;
  try {
    described = proxies.describe();
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    return { status: 'fail', text: error.message };
  }
  if (described === undefined)
    return { status: 'ok', text: say('none is set: exchanges are reached directly') };
  const proxy = url && proxies.for(url);
  if (!proxy) {
    const unused = say('{proxy}: of no use to the exchanges that were asked for', { proxy: described });
    return { status: 'ok', text: unused };
  }
  const { result, atProxy } = await tryConnection(url, proxies, timeout);
  // What lies behind the proxy is told of its exchange.
  if (atProxy) return result;
  const values = { proxy: described, host: url.host };
  return { status: 'ok', text: say('{proxy}: a tunnel to {host} is let through', values) };
}
