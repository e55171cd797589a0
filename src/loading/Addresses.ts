import { lineAddressesOf } from '../adapter/fixLines.js';
import {
  API,
  type DeclaredAddress,
  type MovedAddresses,
  movedOf,
  movedTo,
  nameOfPart,
  STREAM,
} from '../adapter/hosts.js';
import { type FailedExchange, type KnownExchange, loadedOf } from '../runtime/DeferredExchange.js';
import type { LoadedExchanges } from '../runtime/ExchangeDirectory.js';
import { say } from '../wording/say.js';

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
 * later and would reach an address that something was moved away from is not served.
 */
export class Addresses {
  readonly #byName: ReadonlyMap<string, string>;
  readonly #bySource = new Map<string, MovedAddresses>();
  /** Places whose exchanges were there without an address of their own. */
  readonly #live = new Set<string>();
  /** Live addresses that nothing new may reach, and what was moved away from there. */
  readonly #left = new Map<string, string>();
  #started = false;

  /** @param byName origins by exchange name in lower case; those of its parts under `okx.stream`. */
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
      for (const [part, address] of this.#bind(source, exchange.name)) {
        const name = nameOfPart(exchange.name, part);
        if (part !== STREAM && baseUrls.get(name.toLowerCase()) !== address)
          notes.push(
            say('{name} keeps the address that --base-url gave it under another name: {address}', {
              name,
              address,
            }),
          );
        baseUrls.set(name.toLowerCase(), address);
      }
      this.#leave(exchange, this.#movedFrom(source));
    }
    const refused: FailedExchange[] = [];
    const exchanges = served.flatMap(({ exchange, source }) => {
      const moved = this.#movedFrom(source);
      const conflict = addressesOf(exchange).find(
        (address) => movedTo(moved, address) === undefined && this.#left.has(address.origin),
      );
      const bound = [...moved.keys()].some((part) => part !== STREAM);
      if (!conflict || !this.#started || this.#live.has(source)) {
        if (!bound) this.#live.add(source);
        return [exchange];
      }
      const { origin, host } = conflict;
      const own = nameOfPart(exchange.name, host === API ? '' : host);
      const reason = say(
        'it would reach {origin}, from where --base-url moved {moved}: name {own} in --base-url as well, and start serve again',
        { origin, moved: `${this.#left.get(origin)}`, own },
      );
      notes.push(say('{exchange} is not served: {reason}', { exchange: exchange.name, reason }));
      refused.push({ name: exchange.name, reason });
      return [];
    });
    this.#started = true;
    return { exchanges, failed: [...failed, ...refused], baseUrls, notes };
  }

  /** The addresses of what comes from a place, which keeps them from now on. */
  #bind(source: string, name: string): MovedAddresses {
    const moved = new Map([...movedOf(this.#byName, name), ...this.#movedFrom(source)]);
    if (moved.size > 0) this.#bySource.set(source, moved);
    return moved;
  }

  #movedFrom(source: string): MovedAddresses {
    return this.#bySource.get(source) ?? new Map();
  }

  /** Notes which live addresses something was moved away from. */
  #leave(exchange: KnownExchange, moved: MovedAddresses): void {
    for (const address of addressesOf(exchange)) {
      const { origin, host } = address;
      if (movedTo(moved, address) === undefined || this.#left.has(origin)) continue;
      this.#left.set(origin, nameOfPart(exchange.name, host === API ? '' : host));
    }
  }
}

/** The addresses of hosts, and those of lines that are known without keys. */
function addressesOf(exchange: KnownExchange): DeclaredAddress[] {
  const lines = loadedOf(exchange)?.withDefinition(lineAddressesOf) ?? [];
  return [...exchange.addresses, ...lines];
}
