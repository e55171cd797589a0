import type { FailedExchange, KnownExchange } from '../runtime/DeferredExchange.js';
import type { LoadedExchanges } from '../runtime/ExchangeDirectory.js';

/** An exchange, and the place that it comes from. */
export interface Served {
  exchange: KnownExchange;
  /** The same whatever the exchange is called: a folder, a package, or that it is built in. */
  source: string;
}

/** An adapter that cannot be loaded, and the place that it comes from. */
export interface FailedSource extends FailedExchange {
  source: string;
}

/**
 * The addresses of `--base-url` while adapters come, go and are renamed. What was given one never falls back to its live
 * address: the address stays with its name, and with the place that the adapter under that name came from. What appears
 * later and would reach an exchange that was given another address is not served.
 */
export class Addresses {
  readonly #byName: ReadonlyMap<string, string>;
  readonly #bySource = new Map<string, string>();
  /** Places whose exchanges were there without an address of their own. */
  readonly #live = new Set<string>();
  /** Live addresses that nothing new may reach, and the exchange that was given another one. */
  readonly #left = new Map<string, string>();
  #started = false;

  /** @param byName origins by exchange name in lower case; those of streams under `okx.stream`. */
  constructor(byName: ReadonlyMap<string, string>) {
    this.#byName = byName;
  }

  /** @returns what may be served, at which addresses, and one sentence for each thing that the user should know. */
  fit(
    served: readonly Served[],
    failed: readonly FailedSource[],
  ): LoadedExchanges & { notes: readonly string[] } {
    const notes: string[] = [];
    const baseUrls = new Map(this.#byName);
    for (const { name, source } of failed) this.#bind(source, name);
    for (const { exchange, source } of served) {
      const stream = this.#bind(`${source}.stream`, `${exchange.name}.stream`);
      if (stream !== undefined) baseUrls.set(`${exchange.name.toLowerCase()}.stream`, stream);
      const address = this.#bind(source, exchange.name);
      if (address === undefined) continue;
      const { name } = exchange;
      if (baseUrls.get(name.toLowerCase()) !== address)
        notes.push(`${name} keeps the address that --base-url gave it under another name: ${address}`);
      baseUrls.set(name.toLowerCase(), address);
      const own = originOf(exchange);
      if (own !== undefined && !this.#left.has(own)) this.#left.set(own, name);
    }
    const refused: FailedExchange[] = [];
    const exchanges = served.flatMap(({ exchange, source }) => {
      const own = originOf(exchange);
      const other = own === undefined ? undefined : this.#left.get(own);
      if (this.#bySource.has(source) || this.#live.has(source)) return [exchange];
      if (other === undefined || !this.#started) {
        this.#live.add(source);
        return [exchange];
      }
      const reason = `it would reach ${own}, from where --base-url moved ${other}: name ${exchange.name} in --base-url as well, and start serve again`;
      notes.push(`${exchange.name} is not served: ${reason}`);
      refused.push({ name: exchange.name, reason });
      return [];
    });
    this.#started = true;
    return { exchanges, failed: [...failed, ...refused], baseUrls, notes };
  }

  /** The address of what comes from a place, which keeps it from now on. */
  #bind(source: string, name: string): string | undefined {
    const address = this.#bySource.get(source) ?? this.#byName.get(name.toLowerCase());
    if (address !== undefined) this.#bySource.set(source, address);
    return address;
  }
}

function originOf({ baseUrl }: KnownExchange): string | undefined {
  return baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined;
}
