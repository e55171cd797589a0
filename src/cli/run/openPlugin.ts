import type { Credentials } from '../../protocol/envelope.js';
import { say } from '../../wording/say.js';
import { parseAddress } from '../call/address.js';
import { plainKeysOf } from '../plugin/plainKeysOf.js';
import { startPlugin } from '../plugin/startPlugin.js';
import { UsageError } from '../terminal/errors.js';

/** The plugin that a strategy's requests go to. */
export interface OpenPlugin {
  /** What those of each exchange are posted to. */
  urls: readonly string[];
  /** The exchanges as they spell themselves: `Paper/OKX`. */
  names: readonly string[];
  /** One sentence for each thing that the user should know. */
  notes: readonly string[];
  /** What of the keys of each exchange is no secret, as that has it; nothing of a plugin elsewhere. */
  plainKeys(keys: readonly Credentials[]): readonly string[];
  close(): Promise<void>;
}

/** The flags that say where it is. */
interface PluginFlags {
  url: string | undefined;
  /** How long a request may take, in ms. */
  timeout: number;
  exchanges: string;
  baseUrls: readonly string[];
  /** What a new account of Paper has, by currency. */
  paperBalances: Readonly<Record<string, string>>;
  version: string;
}

/**
 * The plugin at `--url`, or where there is none, one in this process in front of the exchanges.
 *
 * @param chosen the exchanges by their names.
 * @throws UsageError when an exchange is not there, or the address is none.
 * @throws CallError when one is an adapter that cannot be loaded.
 */
export async function openPlugin(
  chosen: readonly { wire: string }[],
  { url, ...flags }: PluginFlags,
): Promise<OpenPlugin> {
  const names = chosen.map(({ wire }) => wire);
  if (url !== undefined) {
    if (flags.baseUrls.length > 0)
      throw new UsageError(say('--base-url is for exchanges that are started here: leave it out, or --url'));
    const urls = names.map((name) => parseAddress(url, name).url);
    return { urls, names, notes: [], plainKeys: () => [], close: async () => undefined };
  }
  const plugin = await startPlugin({
    ...flags,
    names,
    baseUrls: () => flags.baseUrls,
    // It answers before its caller gives up.
    timeout: Math.max(100, flags.timeout * 0.9),
    // What fails is told by the strategy's own log.
    log: { level: 'error', write: () => undefined },
  });
  return {
    names: plugin.found.map(({ name }) => name),
    urls: plugin.found.map(({ name }) => `${plugin.url}/${name}`),
    notes: plugin.notes,
    plainKeys: (keys) =>
      plugin.found.flatMap((exchange, index) => {
        const own = keys[index];
        return own ? plainKeysOf(exchange, own) : [];
      }),
    close: () => plugin.close(),
  };
}
