import type { Exchange } from '../../adapter/Exchange.js';
import { type MovedAddresses, movedOf } from '../../adapter/hosts.js';
import type { Credentials } from '../../protocol/envelope.js';
import type { KnownExchange } from '../../runtime/DeferredExchange.js';
import { nameOfApi } from '../check/openTarget.js';
import { startPlugin } from '../plugin/startPlugin.js';
import { readNumberedKeys } from '../terminal/keys.js';

/** An exchange that is looked at. */
export interface OpenedExchange {
  exchange: Exchange;
  moved: MovedAddresses;
  /** Those of the environment, where they are known to be its own. */
  keys: Credentials;
}

/** What the flags say of exchanges. */
interface OpenOptions {
  baseUrls: readonly string[];
  /** Folder of the user's own adapters. */
  exchanges: string;
  /** In ms. */
  timeout: number;
  version: string;
}

const NO_KEYS: Credentials = { access_key: '', secret_key: '' };

/**
 * Opens exchanges behind a plugin of this process.
 *
 * @param names those that are loaded and need a network where none is given. Keys are then nobody's: one's never go to another.
 * @throws UsageError
 * @throws CallError when one is an adapter that cannot be loaded.
 */
export async function openExchanges(
  names: readonly string[],
  { baseUrls, exchanges, timeout, version }: OpenOptions,
): Promise<{ opened: OpenedExchange[]; url: string; notes: readonly string[]; close(): Promise<void> }> {
  const [only = ''] = names;
  const plugin = await startPlugin({
    // Paper wraps others: what it needs a network for is theirs.
    names: (known) =>
      names.length > 0 ? names.map((name) => nameOfApi(name, known)) : namesWithNetwork(known),
    ...{ exchanges, timeout, version, streams: true },
    baseUrls: (known) =>
      baseUrls.map((value) =>
        names.length === 1 && /^(https?|fix(\+tls)?):/i.test(value)
          ? `${nameOfApi(only, known)}=${value}`
          : value,
      ),
    log: { level: 'error', write: () => undefined },
  });
  const opened = plugin.found.map((exchange, index) => ({
    exchange,
    moved: movedOf(plugin.baseUrls, exchange.name),
    keys: names.length > 0 ? readNumberedKeys(process.env, index) : NO_KEYS,
  }));
  return { opened, url: plugin.url, notes: plugin.notes, close: () => plugin.close() };
}

function namesWithNetwork(known: readonly KnownExchange[]): string[] {
  return known.filter(({ addresses, lines }) => addresses.length + lines.length > 0).map(({ name }) => name);
}
