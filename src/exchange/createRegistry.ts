import { ProtocolError } from '../protocol/ProtocolError.js';
import { quote } from '../protocol/text.js';
import type { Exchange } from './defineExchange.js';
import { describeExchanges } from './describeExchanges.js';
import type { OpenExchange } from './openExchange.js';
import type { Upstream } from './Upstream.js';

/** The exchanges that are loaded. They are opened when they are first asked for. */
export interface Registry {
  readonly exchanges: readonly Exchange[];
  /**
   * The exchange of that name in any case; `paper/okx` is Paper wrapped around OKX.
   *
   * @throws ProtocolError that names the ones there are.
   */
  find(name: string): Found;
  close(): Promise<void>;
}

/**
 * @param options.baseUrls other addresses, by exchange name in lower case.
 */
export function createRegistry(options: {
  exchanges: readonly Exchange[];
  http: Upstream;
  baseUrls?: ReadonlyMap<string, string>;
}): Registry {
  const byName = new Map(options.exchanges.map((exchange) => [exchange.name.toLowerCase(), exchange]));
  const opened = new Map<string, Found>();

  function find(name: string): Found {
    const key = name.toLowerCase();
    const found = opened.get(key) ?? openNamed(key) ?? openWrapped(key);
    if (!found) throw new ProtocolError(`unknown exchange ${quote(name)}: this plugin has ${listNames()}`);
    opened.set(key, found);
    return found;
  }

  function openNamed(key: string): Found | undefined {
    const exchange = byName.get(key);
    return (
      exchange && {
        exchange,
        open: exchange.open({ http: options.http, baseUrl: options.baseUrls?.get(key) }),
      }
    );
  }

  /** `paper/okx` is Paper wrapped around OKX; both share one open OKX. */
  function openWrapped(key: string): Found | undefined {
    const [outer = '', inner = '', ...more] = key.split('/');
    const wrap = byName.get(outer)?.wrap;
    if (!wrap || !byName.has(inner) || inner === outer || more.length > 0) return undefined;
    const wrapped = find(inner);
    const exchange = wrap(wrapped.exchange);
    return { exchange, open: exchange.open({ http: options.http, inner: wrapped.open }) };
  }

  function listNames(): string {
    return describeExchanges(options.exchanges)
      .map(({ name }) => name)
      .join(', ');
  }

  return {
    exchanges: [...byName.values()],
    find,
    async close() {
      const closed = await Promise.allSettled([...opened.values()].map(({ open }) => open.close()));
      await options.http.close();
      const failed = closed.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

interface Found {
  exchange: Exchange;
  open: OpenExchange;
}
