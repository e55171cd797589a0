import { messageOf } from '../protocol/thrown.js';
import type { Registry } from '../runtime/registry.js';
import type { Change, ExchangeLoader } from './ExchangeLoader.js';
import { watchCode } from './watchCode.js';

/**
 * Keeps a registry to what the files of adapters hold, until it is stopped. A file that cannot be loaded changes nothing:
 * the last good version goes on.
 *
 * @param options.folder the folder of adapters; it need not be there yet.
 */
export function reloadAdapters(options: {
  loader: ExchangeLoader;
  registry: Registry;
  folder: string;
  log: { message(level: 'info' | 'warn' | 'error', text: string): void };
}): {
  stop(): Promise<void>;
} {
  const { loader, registry, log } = options;
  const told = new Set(loader.loaded.notes);
  const onChange = (change: Change) => {
    const { notes, ...loaded } = loader.loaded;
    registry.replace(loaded);
    const { level, text } = describe(change);
    // A note is told when it begins to be so. One may say the same as the change, and what follows from it.
    const fresh = notes.filter((note) => !told.has(note));
    const same = fresh.find((note) => note.startsWith(text));
    log.message(level, same ?? text);
    for (const note of fresh) if (note !== same) log.message('warn', note);
    told.clear();
    for (const note of notes) told.add(note);
  };
  const watcher = watchCode({
    adapters: options.folder,
    onChange: () => {
      refresh().catch((error: unknown) => log.message('error', `internal error: ${messageOf(error)}`));
    },
    onFault: (reason) => log.message('warn', `changes to adapters may go unnoticed: ${reason}`),
  });
  async function refresh(): Promise<void> {
    await watcher.add(loader.roots, loader.places);
    await loader.refresh(onChange);
    await watcher.add(loader.roots, loader.places);
  }
  return { stop: () => watcher.close() };
}

function describe({ adapter, before, outcome }: Change): { level: 'info' | 'warn' | 'error'; text: string } {
  const { name, failure, source } = adapter;
  if (outcome === 'gone') return { level: 'warn', text: `${name} of ${source.label} was removed` };
  if (outcome === 'failed') {
    const text = before ? `${failure}; ${before} stays in use` : `${name} cannot be loaded: ${failure}`;
    return { level: 'error', text };
  }
  if (before === undefined) return { level: 'info', text: `loaded ${name} from ${source.label}` };
  const renamed = before === name ? '' : `, which was ${before} before`;
  return { level: 'info', text: `reloaded ${name} from ${source.label}${renamed}` };
}
