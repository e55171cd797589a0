import type { Exchange } from '../adapter/Exchange.js';
import type { FixLineState, FixTransport } from '../fix/FixTransport.js';
import type { LimitSharing } from '../http/LimitSharing.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { AddressState } from '../streams/AddressState.js';
import { type FailedExchange, type KnownExchange, loadedOf, loadTogether } from './DeferredExchange.js';
import { ExchangeDirectory, type ExchangeLibrary, type LoadedExchanges } from './ExchangeDirectory.js';
import { type ExchangeState, OpenExchange } from './OpenExchange.js';
import type { Transport } from './outgoing.js';
import { type StreamSetting, streamsOf } from './StreamSetting.js';

/** The exchanges that there are. Each is loaded and opened when it is first asked for. */
export interface Registry extends LoadedExchanges {
  /** Where exchanges come from that are not among them, as in `ccxt 4.5.84`. */
  readonly library: string | undefined;
  /**
   * The exchange of that name in any case; `paper/okx` is Paper wrapped around OKX. At once where it is loaded already.
   *
   * @throws ProtocolError that names the ones there are, or says why this one cannot be loaded.
   */
  find(name: string): OpenExchange | Promise<OpenExchange>;
  /**
   * Has other exchanges from now on. One that is not among them, and what is wrapped around it, is closed when its last
   * request has ended. One that stays, stays open.
   */
  replace(loaded: LoadedExchanges): void;
  /** What is known of streams, by exchange: of those that something was asked of. */
  readonly streams: readonly ({ exchange: string } & AddressState)[];
  /** How those fare that something was asked of, without those that are wrapped around another one. */
  readonly states: readonly ExchangeState[];
  /**
   * How an exchange fares, of that name in any case. Nothing is loaded for it.
   *
   * @returns the name alone of one that nothing was asked of.
   * @throws ProtocolError as `find` does.
   */
  stateOf(name: string): ExchangeState | { exchange: string };
  /** Open connections to exchanges, by origin. */
  readonly connections: ReadonlyMap<string, number>;
  /** What is known of FIX lines. */
  readonly lines: readonly FixLineState[];
  close(): Promise<void>;
}

/**
 * @param options.baseUrls other addresses, by exchange name in lower case; those of a later call of `replace` take their place.
 * @param options.onFault told when an exchange that was replaced cannot be closed.
 */
export function createRegistry(options: {
  exchanges: readonly KnownExchange[];
  failed?: readonly FailedExchange[];
  http: Transport;
  /** Where the messages of FIX lines go; without it, nothing is asked over FIX. */
  fix?: FixTransport | undefined;
  baseUrls?: ReadonlyMap<string, string>;
  /** Keeps limits together with other processes. */
  sharing?: LimitSharing | undefined;
  /** How streams are reached; without it, there are none. `baseUrls` holds other addresses of theirs under `okx.stream`. */
  streams?: StreamSetting | undefined;
  /** Asked for names that no loaded exchange has. */
  library?: ExchangeLibrary | undefined;
  onFault?(exchange: Exchange, error: unknown): void;
}): Registry {
  const { library } = options;
  const opened = new Map<string, OpenExchange>();
  const retired = new Set<Promise<void>>();
  let directory = new ExchangeDirectory({ ...options, failed: options.failed ?? [] }, library);

  function find(name: string): OpenExchange | Promise<OpenExchange> {
    const key = name.toLowerCase();
    const missing = opened.has(key) ? [] : directory.unloaded(directory.keyOf(key));
    // What there is may have changed meanwhile.
    return missing.length > 0 ? loadTogether(missing).then(() => find(name)) : open(name);
  }

  function open(name: string): OpenExchange {
    const asked = name.toLowerCase();
    const known = opened.get(asked);
    if (known) return known;
    const key = directory.keyOf(asked);
    const found = opened.get(key) ?? openNamed(key) ?? openWrapped(key);
    if (!found) throw new ProtocolError(directory.explainMissing(name));
    opened.set(key, found);
    opened.set(asked, found);
    return found;
  }

  function openNamed(key: string): OpenExchange | undefined {
    const exchange = loadedOf(directory.find(key));
    if (!exchange) return undefined;
    const moved = directory.movedOf(key);
    return new OpenExchange(exchange, {
      http: options.http,
      fix: options.fix,
      sharing: options.sharing,
      moved,
      streams: streamsOf(exchange, options.streams, moved),
    });
  }

  /** `paper/okx` is Paper wrapped around OKX; it shares the open OKX, and what Paper keeps. */
  function openWrapped(key: string): OpenExchange | undefined {
    const names = directory.partsOf(key);
    const wrap = names && loadedOf(directory.find(names.outer))?.wrap;
    if (!wrap) return undefined;
    const parts = { outer: open(names.outer), inner: open(names.inner) };
    if (parts.inner.wrapped) return undefined;
    return new OpenExchange(wrap(parts.inner.exchange), { http: options.http, ...parts });
  }

  /** Those that are open and wrapped around none, each once, though it may have been asked for by several names. */
  const openNow = () => [...new Set(opened.values())].filter(({ wrapped }) => !wrapped);

  function stateOf(name: string): ExchangeState | { exchange: string } {
    const key = directory.keyOf(name);
    const open = opened.get(key);
    const known = directory.find(key);
    if (open) return open.state;
    if (known) return { exchange: known.name };
    const parts = directory.partsOf(key);
    if (!parts || directory.partsOf(parts.inner)) throw new ProtocolError(directory.explainMissing(name));
    const [outer, inner] = [stateOf(parts.outer), stateOf(parts.inner)];
    return { ...inner, exchange: `${outer.exchange}/${inner.exchange}` };
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
      return directory.exchanges;
    },
    get failed() {
      return directory.failed;
    },
    get library() {
      return library?.version();
    },
    get streams() {
      return openNow().flatMap(({ exchange, streams }) =>
        streams.map((state) => ({ exchange: exchange.name, ...state })),
      );
    },
    get states() {
      return openNow().map(({ state }) => state);
    },
    stateOf,
    get connections() {
      return options.http.connections ?? new Map<string, number>();
    },
    get lines() {
      return options.fix?.lines ?? [];
    },
    find,
    replace(loaded) {
      const before = new Set(directory.exchanges.map(loadedOf));
      directory = new ExchangeDirectory({ baseUrls: directory.baseUrls, ...loaded }, library);
      for (const [key, open] of opened) {
        // What the library made stays, unless its name is taken now.
        const listed = before.has(open.exchange) || directory.isTaken(key);
        if (!open.wrapped && listed && !directory.lists(key, open.exchange)) retire(open);
      }
      for (const [key, open] of opened) if (open.closing) opened.delete(key);
    },
    async close() {
      const closed = await Promise.allSettled([
        ...[...opened.values()].map((open) => open.close()),
        ...retired,
      ]);
      await Promise.all([options.http.close(), options.fix?.close()]);
      const fault = closed.find((result) => result.status === 'rejected');
      if (fault) throw fault.reason;
    },
  };
}
