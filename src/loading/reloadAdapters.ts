import { FILES_OF_CODE, faultOfOpening } from '../files/loadCode.js';
import { messageOf } from '../protocol/thrown.js';
import type { Registry } from '../runtime/registry.js';
import { say } from '../wording/say.js';
import type { Change, ExchangeLoader } from './ExchangeLoader.js';
import { watchCode } from './watchCode.js';

/** How often it is looked whether what could not be read can be, of which no watcher tells, in ms. */
const LOOK_AGAIN = 2000;

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
    onChange: look,
    onFault: (reason) =>
      log.message('warn', say('changes to adapters may go unnoticed: {reason}', { reason })),
  });
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  function look(): void {
    refresh().catch((error: unknown) =>
      log.message('error', say('internal error: {text}', { text: messageOf(error) })),
    );
  }
  async function refresh(): Promise<void> {
    // Where no more files can be opened, nothing can be told from what is not there.
    const canRead = faultOfOpening(FILES_OF_CODE) === undefined;
    if (canRead) {
      await watcher.add(loader.roots, loader.places);
      await loader.refresh(onChange);
      await watcher.add(loader.roots, loader.places);
    }
    clearTimeout(again);
    if ((loader.isBlind || !canRead) && !stopped) again = setTimeout(look, LOOK_AGAIN).unref();
  }
  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      await watcher.close();
    },
  };
}

function describe({ adapter, before, outcome }: Change): { level: 'info' | 'warn' | 'error'; text: string } {
  const { name, failure, source } = adapter;
  const facts = { name, source: source.label };
  if (outcome === 'gone' && source.unreadable)
    return { level: 'info', text: say('{folder} can be read again', { folder: source.label }) };
  if (outcome === 'gone') return { level: 'warn', text: say('{name} of {source} was removed', facts) };
  if (outcome === 'failed') {
    const reason = `${failure}`;
    const text = before
      ? say('{reason}; {before} stays in use', { reason, before })
      : say('{exchange} cannot be loaded: {reason}', { exchange: name, reason });
    return { level: 'error', text };
  }
  if (before === undefined) return { level: 'info', text: say('loaded {name} from {source}', facts) };
  const text =
    before === name
      ? say('reloaded {name} from {source}', facts)
      : say('reloaded {name} from {source}, which was {before} before', { ...facts, before });
  return { level: 'info', text };
}
