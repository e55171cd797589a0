import type { FailedExchange, Lineup } from '../../exchange/createRegistry.js';
import type { Exchange } from '../../exchange/defineExchange.js';
import type { Adapter } from './Adapter.js';

/** What is served, and one sentence for each thing that the user should know of it. */
export interface Arrangement extends Lineup {
  readonly notes: readonly string[];
}

/**
 * Gives each name to the last one that has it. An adapter that cannot be loaded has the name of its folder: what it was to
 * take the place of does not stand in for it, for its author may not want to trade there.
 *
 * @param adapters those that win their name last.
 */
export function arrange(builtIn: readonly Exchange[], adapters: readonly Adapter[]): Arrangement {
  const exchanges = new Map<string, { exchange: Exchange; title: string }>();
  const failed = new Map<string, FailedExchange>();
  const notes: string[] = [];
  for (const exchange of builtIn) {
    exchanges.set(exchange.name.toLowerCase(), { exchange, title: `the built-in ${exchange.name}` });
  }
  for (const { name, exchange, failure, source } of adapters) {
    const key = name.toLowerCase();
    const former = exchanges.get(key)?.title;
    if (exchange) {
      const title = `${name} of ${source.label}`;
      if (former) notes.push(`${title} takes the place of ${former}`);
      exchanges.set(key, { exchange, title });
      failed.delete(key);
    } else if (failure !== undefined) {
      const warning = former ? `; ${former} does not stand in for it` : '';
      notes.push(`${name} cannot be loaded: ${failure}${warning}`);
      exchanges.delete(key);
      failed.set(key, { name, reason: failure });
    }
  }
  return {
    exchanges: [...exchanges.values()].map((one) => one.exchange),
    failed: [...failed.values()],
    notes,
  };
}
