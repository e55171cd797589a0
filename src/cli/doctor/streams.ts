import type { Exchange } from '../../adapter/Exchange.js';
import { type MovedAddresses, STREAM } from '../../adapter/hosts.js';
import type { Proxies } from '../../http/Proxies.js';
import { StreamConnection } from '../../streams/StreamConnection.js';
import type { StreamProtocol } from '../../streams/StreamProtocol.js';
import { say } from '../../wording/say.js';
import { type Result, skipped } from './Finding.js';

/** Whether a WebSocket of an exchange opens and answers a ping. @param options.timeout in ms. */
export async function checkStreams(
  exchange: Exchange,
  { moved, proxies, timeout }: { moved: MovedAddresses; proxies: Proxies; timeout: number },
): Promise<Result> {
  const streams = exchange.withDefinition<StreamProtocol | undefined>((definition) => definition.streams);
  if (!streams) return skipped(say('it pushes no prices to fmzproto'));
  const other = moved.get(STREAM);
  if (moved.size > 0 && other === undefined) {
    return skipped(
      say('its streams are not used beside another address of its API'),
      say('give theirs with --base-url {exchange}.stream=URL', { exchange: exchange.name }),
    );
  }
  const [path = ''] = Object.values(streams.paths);
  const url = new URL(`${other ?? streams.url}${path}`);
  const { host } = url;
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
        text,
        remedy: say('REST answers in their place; allow WebSockets in the proxy or the firewall'),
      });
    const timer = setTimeout(() => {
      const values = { host, seconds: timeout / 1000 };
      fail(
        opened
          ? say('{host} answers no ping within {seconds} s', values)
          : say('{host} does not open within {seconds} s', values),
      );
    }, timeout);
    const connection = new StreamConnection(url.href, streams.ping, proxies, {
      onOpen() {
        opened = true;
        connection.send(streams.ping.text);
      },
      onMessage() {
        const took = Math.round(performance.now() - started);
        finish({ status: 'ok', text: say('{host} answers in {took} ms', { host, took }) });
      },
      onClose: (reason) => fail(say('{host} cannot be used: {reason}', { host, reason })),
    });
  });
}
