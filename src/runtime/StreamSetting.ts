import type { Exchange } from '../adapter/Exchange.js';
import type { MovedAddresses } from '../adapter/hosts.js';
import type { Proxies } from '../http/Proxies.js';
import type { StreamClientOptions } from '../streams/StreamClient.js';

/** How the streams of exchanges are reached. */
export interface StreamSetting {
  proxies: Proxies;
  /** Whether those of an exchange may be used, by its name in lower case. */
  enabled(name: string): boolean;
  /** Told what the log should show. */
  onWarning(text: string): void;
  /** What nobody has asked for during so many ms is unsubscribed. @default 60000 */
  idle?: number;
}

/**
 * How the streams of an exchange are reached; `undefined` where they are not. Live streams never stand beside another address
 * of its API: prices of two markets would be mixed.
 *
 * @param moved other addresses of its hosts, and of its streams, than its own.
 */
export function streamsOf(
  { name }: Exchange,
  setting: StreamSetting | undefined,
  moved: MovedAddresses,
): StreamClientOptions | undefined {
  if (!setting?.enabled(name.toLowerCase())) return undefined;
  const url = moved.get('stream');
  if (moved.size > 0 && url === undefined) return undefined;
  const { proxies, idle } = setting;
  const warn = (subject: string, text: string) => setting.onWarning(`${name} ${subject}: ${text}`);
  return { url, proxies, idle, warn };
}
