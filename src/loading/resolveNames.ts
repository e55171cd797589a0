import type { Exchange } from '../adapter/Exchange.js';
import type { LoadedExchanges } from '../runtime/registry.js';
import type { Adapter } from './Adapter.js';
import type { Addresses, FailedSource } from './Addresses.js';

/** What is served, and one sentence for each thing that the user should know of it. */
export interface ResolvedNames extends LoadedExchanges {
  readonly notes: readonly string[];
}

/**
 * Gives each name to the last one that has it. An adapter that cannot be loaded has the name of its folder: what it was to
 * take the place of does not stand in for it, for its author may not want to trade there.
 *
 * @param adapters those that win their name last.
 * @param addresses other addresses than the exchanges' own.
 */
export function resolveNames(
  builtIn: readonly Exchange[],
  adapters: readonly Adapter[],
  addresses: Addresses,
): ResolvedNames {
  const exchanges = new Map<string, { exchange: Exchange; source: string; title: string }>();
  const failed = new Map<string, FailedSource>();
  const notes: string[] = [];
  for (const exchange of builtIn) {
    const title = `the built-in ${exchange.name}`;
    exchanges.set(exchange.name.toLowerCase(), { exchange, source: title, title });
  }
  for (const { name, exchange, failure, source } of adapters) {
    const key = name.toLowerCase();
    const former = exchanges.get(key)?.title;
    if (exchange) {
      const title = `${name} of ${source.label}`;
      if (former) notes.push(`${title} takes the place of ${former}`);
      exchanges.set(key, { exchange, source: source.id, title });
      failed.delete(key);
    } else if (failure !== undefined) {
      const warning = former ? `; ${former} does not stand in for it` : '';
      notes.push(`${name} cannot be loaded: ${failure}${warning}`);
      exchanges.delete(key);
      failed.set(key, { name, reason: failure, source: source.id });
    }
  }
  const fitted = addresses.fit([...exchanges.values()], [...failed.values()]);
  return { ...fitted, notes: [...notes, ...fitted.notes] };
}
