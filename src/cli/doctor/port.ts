import { createServer } from 'node:http';
import type { PluginClient } from '../../http/PluginClient.js';
import { codeOf, messageOf } from '../../protocol/thrown.js';
import { listen } from '../../server/listen.js';
import { say } from '../../wording/say.js';
import type { Result } from './Finding.js';
import { checkServe } from './serve.js';

/**
 * Whether `serve` can have a port: it is free, or fmzproto has it already, or something else.
 *
 * @param place.scheme that `serve` is to speak there.
 * @param options.version of this program.
 * @param options.timeout in ms.
 */
export async function checkPort(
  client: PluginClient,
  { scheme, host, port }: { scheme: 'http' | 'https'; host: string; port: number },
  options: { version: string; timeout: number },
): Promise<Result> {
  const server = createServer();
  try {
    const address = await listen(server, { host, port });
    return { status: 'ok', text: say('{address} is free', { address }) };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const silent: Result = { status: 'fail', text: messageOf(error) };
    if (codeOf(cause) !== 'EADDRINUSE') return silent;
    return await checkServe(client, `${scheme}://${reachable(host)}:${port}`, { ...options, silent });
  } finally {
    server.close();
  }
}

/** Where a host is reached from here. */
function reachable(host: string): string {
  if (/^(0\.0\.0\.0|\[?::\]?)$/.test(host)) return '127.0.0.1';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
