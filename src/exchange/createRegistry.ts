import type { HttpClient } from '../http/HttpClient.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { quote } from '../protocol/text.js';
import type { Exchange } from './defineExchange.js';
import type { OpenExchange } from './openExchange.js';

/** The exchanges that are loaded. They are opened when they are first asked for. */
export interface Registry {
  readonly exchanges: readonly Exchange[];
  /**
   * The exchange of that name in any case.
   *
   * @throws ProtocolError that names the ones there are.
   */
  find(name: string): { exchange: Exchange; open: OpenExchange };
  close(): Promise<void>;
}

/**
 * @param options.baseUrls other addresses, by exchange name in lower case.
 */
export function createRegistry(options: {
  exchanges: readonly Exchange[];
  http: HttpClient;
  baseUrls?: ReadonlyMap<string, string>;
}): Registry {
  const byName = new Map(options.exchanges.map((exchange) => [exchange.name.toLowerCase(), exchange]));
  const opened = new Map<string, OpenExchange>();

  return {
    exchanges: [...byName.values()],
    find(name) {
      const key = name.toLowerCase();
      const exchange = byName.get(key);
      if (!exchange) {
        const names = [...byName.values()].map((known) => known.name).join(', ');
        throw new ProtocolError(`unknown exchange ${quote(name)}: this plugin has ${names}`);
      }
      const open =
        opened.get(key) ?? exchange.open({ http: options.http, baseUrl: options.baseUrls?.get(key) });
      opened.set(key, open);
      return { exchange, open };
    },
    close: () => options.http.close(),
  };
}
