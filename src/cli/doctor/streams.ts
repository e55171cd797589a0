import type { Exchange } from '../../adapter/Exchange.js';
import { type MovedAddresses, STREAM } from '../../adapter/hosts.js';
import type { Proxies } from '../../http/Proxies.js';
import { StreamConnection } from '../../streams/StreamConnection.js';
import type { StreamProtocol } from '../../streams/StreamProtocol.js';
import { type Result, skipped } from './Finding.js';

/** Whether a WebSocket of an exchange opens and answers a ping. @param options.timeout in ms. */
export async function checkStreams(
  exchange: Exchange,
  { moved, proxies, timeout }: { moved: MovedAddresses; proxies: Proxies; timeout: number },
): Promise<Result> {
  const streams = exchange.withDefinition<StreamProtocol | undefined>((definition) => definition.streams);
  if (!streams) return skipped('it pushes no prices to fmzproto');
  const other = moved.get(STREAM);
  if (moved.size > 0 && other === undefined) {
    return skipped(
      'its streams are not used beside another address of its API',
      `give theirs with --base-url ${exchange.name}.stream=URL`,
    );
  }
  const [path = ''] = Object.values(streams.paths);
  const url = new URL(`${other ?? streams.url}${path}`);
  return new Promise((resolve) => {
    const started = performance.now();
    let opened = false;
    const finish = (result: Result) => {
      clearTimeout(timer);
      resolve(result);
      connection.close();
    };
    const fail = (text: string) =>
      finish({
        status: 'warn',
        text: `${url.host} ${text}`,
        remedy: 'REST answers in their place; allow WebSockets in the proxy or the firewall',
      });
    const timer = setTimeout(
      () => fail(`${opened ? 'answers no ping' : 'does not open'} within ${timeout / 1000} s`),
      timeout,
    );
    const connection = new StreamConnection(url.href, streams.ping, proxies, {
      onOpen() {
        opened = true;
        connection.send(streams.ping.text);
      },
      onMessage: () =>
        finish({
          status: 'ok',
          text: `${url.host} answers in ${Math.round(performance.now() - started)} ms`,
        }),
      onClose: (reason) => fail(`cannot be used: ${reason}`),
    });
  });
}
