import type { Exchange } from '../adapter/Exchange.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { suggest } from '../protocol/suggest.js';
import type { AddressState } from '../streams/StreamAddress.js';
import { describeExchanges } from './describeExchanges.js';
import { OpenExchange } from './OpenExchange.js';
import type { Transport } from './outgoing.js';
import { type StreamSetting, streamsOf } from './StreamSetting.js';

/** An adapter that should be there, but cannot be loaded. */
export interface FailedExchange {
  name: string;
  /** One line. */
  reason: string;
}

/** What there is at a time. */
export interface LoadedExchanges {
  readonly exchanges: readonly Exchange[];
  /** A request to one of these names is answered with the reason. */
  readonly failed: readonly FailedExchange[];
  /** Other addresses than the exchanges' own, by name in lower case; absent where they stay as they were. */
  readonly baseUrls?: ReadonlyMap<string, string>;
}

/** Exchanges that are made when they are first asked for, such as those of a library. */
export interface ExchangeLibrary {
  /** What it is, for people, as in `ccxt 4.5.84`; `undefined` where it is not there. */
  version(): string | undefined;
  /** The names that it has, apart from other spellings. */
  names(): readonly string[];
  /**
   * The exchange of a name in lower case.
   *
   * @throws ProtocolError where the name is known, but something is missing.
   */
  find(name: string): Exchange | undefined;
}

/** The exchanges that are loaded. They are opened when they are first asked for. */
export interface Registry extends LoadedExchanges {
  /** Where exchanges come from that are not among them, as in `ccxt 4.5.84`. */
  readonly library: string | undefined;
  /**
   * The exchange of that name in any case; `paper/okx` is Paper wrapped around OKX.
   *
   * @throws ProtocolError that names the ones there are, or says why this one cannot be loaded.
   */
  find(name: string): OpenExchange;
  /**
   * Has other exchanges from now on. One that is not among them, and what is wrapped around it, is closed when its last
   * request has ended. One that stays, stays open.
   */
  replace(loaded: LoadedExchanges): void;
  /** What is known of streams, by exchange: of those that something was asked of. */
  readonly streams: readonly ({ exchange: string } & AddressState)[];
  close(): Promise<void>;
}

/**
 * @param options.baseUrls other addresses, by exchange name in lower case; those of a later call of `replace` take their place.
 * @param options.onFault told when an exchange that was replaced cannot be closed.
 */
export function createRegistry(options: {
  exchanges: readonly Exchange[];
  failed?: readonly FailedExchange[];
  http: Transport;
  baseUrls?: ReadonlyMap<string, string>;
  /** How streams are reached; without it, there are none. `baseUrls` holds other addresses of theirs under `okx.stream`. */
  streams?: StreamSetting | undefined;
  /** Asked for names that no loaded exchange has. */
  library?: ExchangeLibrary | undefined;
  onFault?(exchange: Exchange, error: unknown): void;
}): Registry {
  const opened = new Map<string, OpenExchange>();
  const retired = new Set<Promise<void>>();
  let byName = indexByName(options.exchanges);
  let failed = indexByName(options.failed ?? []);
  let baseUrls: ReadonlyMap<string, string> = options.baseUrls ?? new Map();

  function find(name: string): OpenExchange {
    const key = name.toLowerCase();
    const open = opened.get(key) ?? openNamed(key) ?? openWrapped(key);
    if (!open) throw new ProtocolError(explainMissing(name));
    opened.set(key, open);
    return open;
  }

  function openNamed(key: string): OpenExchange | undefined {
    const exchange = byName.get(key) ?? (failed.has(key) ? undefined : options.library?.find(key));
    if (!exchange) return undefined;
    const baseUrl = addressOf(key);
    return new OpenExchange(exchange, {
      http: options.http,
      baseUrl,
      streams: streamsOf(exchange, options.streams, { api: baseUrl, streams: baseUrls.get(`${key}.stream`) }),
    });
  }

  /** What the library has under two names is one exchange. */
  function addressOf(key: string): string | undefined {
    const other = key.startsWith('ccxt/') ? key.slice('ccxt/'.length) : `ccxt/${key}`;
    const shared = !byName.has(key) && !byName.has(other);
    return baseUrls.get(key) ?? (shared ? baseUrls.get(other) : undefined);
  }

  /** `paper/okx` is Paper wrapped around OKX; it shares the open OKX, and what Paper keeps. */
  function openWrapped(key: string): OpenExchange | undefined {
    const outer = key.split('/', 1).join();
    const inner = key.slice(outer.length + 1);
    const wrap = byName.get(outer)?.wrap;
    if (!wrap || inner === '' || inner === outer) return undefined;
    const parts = { outer: find(outer), inner: find(inner) };
    if (parts.inner.wrapped) return undefined;
    return new OpenExchange(wrap(parts.inner.exchange), { http: options.http, ...parts });
  }

  function explainMissing(name: string): string {
    const key = name.toLowerCase();
    const failure =
      failed.get(key) ??
      key
        .split('/')
        .map((part) => failed.get(part))
        .find(Boolean);
    if (failure) return `${failure.name} cannot be loaded: ${failure.reason}`;
    const names = describeExchanges([...byName.values()]).map((exchange) => exchange.name);
    const nearest = suggest(name, [...names, ...(options.library?.names() ?? [])]);
    const version = options.library?.version();
    const more = version === undefined ? '' : `, and those of ${version}: fmzproto exchanges --ccxt`;
    return `unknown exchange ${quote(name)}${nearest === undefined ? ': this' : `, did you mean ${nearest}? This`} plugin has ${names.join(', ')}${more}`;
  }

  function retire(open: OpenExchange): void {
    const closed = open
      .close()
      .catch((error: unknown) => options.onFault?.(open.exchange, error))
      .finally(() => retired.delete(closed));
    retired.add(closed);
  }

  return {
    get exchanges() {
      return [...byName.values()];
    },
    get failed() {
      return [...failed.values()];
    },
    get library() {
      return options.library?.version();
    },
    get streams() {
      const open = [...new Set(opened.values())].filter(({ wrapped }) => !wrapped);
      return open.flatMap(({ exchange, streams }) =>
        streams.map((state) => ({ exchange: exchange.name, ...state })),
      );
    },
    find,
    replace(loaded) {
      const before = new Set(byName.values());
      byName = indexByName(loaded.exchanges);
      failed = indexByName(loaded.failed);
      baseUrls = loaded.baseUrls ?? baseUrls;
      for (const [key, open] of opened) {
        // What the library made stays, unless its name is taken now.
        const listed = before.has(open.exchange) || byName.has(key) || failed.has(key);
        if (!open.wrapped && listed && byName.get(key) !== open.exchange) retire(open);
      }
      for (const [key, open] of opened) if (open.closing) opened.delete(key);
    },
    async close() {
      const closed = await Promise.allSettled([
        ...[...opened.values()].map((open) => open.close()),
        ...retired,
      ]);
      await options.http.close();
      const fault = closed.find((result) => result.status === 'rejected');
      if (fault) throw fault.reason;
    },
  };
}

function indexByName<T extends { name: string }>(named: readonly T[]): ReadonlyMap<string, T> {
  return new Map(named.map((one) => [one.name.toLowerCase(), one]));
}
