import { accessSync, constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { messageOf } from '../protocol/thrown.js';
import { isCode, isForeign } from './sourceFiles.js';
import { isAbsent } from './sources.js';

/** Watches folders for changes of code. */
export interface CodeWatcher {
  /** Watches these as well, as far as they are not watched yet. @param places not with the folders below them. */
  add(roots: readonly string[], places: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Tells that code may have changed, when its writing has come to rest, once more a little later, and once after the
 * beginning.
 *
 * @param options.adapters the folder of adapters, each in a folder of its own; it need not be there yet.
 * @param options.onFault told when the watching itself fails.
 */
export function watchCode(options: {
  adapters: string;
  onChange(): void;
  onFault(reason: string): void;
}): CodeWatcher {
  const adapters = resolve(options.adapters);
  const roots = new Set<string>();
  const bell = debounceTwice(options.onChange);
  const isNoCode = (path: string, file: boolean | undefined) => file === true && !isCode(path);
  const deep = watch(isBlind(adapters) ? [] : adapters, {
    ignoreInitial: true,
    // What a link leads to may be the whole disk; what is imported from there is watched where it lies.
    followSymlinks: false,
    ignored: (path, stats) => isForeignTo(path, adapters, roots) || isNoCode(path, stats?.isFile()),
  });
  const shallow = watch([], {
    ignoreInitial: true,
    depth: 0,
    ignored: (path, stats) => isNoCode(path, stats?.isFile()),
  });
  for (const watcher of [deep, shallow]) {
    watcher.on('all', () => bell.ring());
    watcher.on('error', (error) => options.onFault(messageOf(error)));
  }
  bell.ring();
  return {
    async add(newRoots, places) {
      for (const root of newRoots) if (!isIn(root, adapters)) roots.add(root);
      await addMissing(deep, [adapters, ...newRoots]);
      const covered = [adapters, ...roots];
      await addMissing(
        shallow,
        places.filter((place) => !covered.some((root) => isIn(place, root))),
      );
    },
    async close() {
      bell.stop();
      await Promise.all([deep.close(), shallow.close()]);
    },
  };
}

/** Whether a folder is there and cannot be read: a watcher that has tried takes no notice of it any more. */
function isBlind(folder: string): boolean {
  try {
    accessSync(folder, READ);
    return false;
  } catch (error) {
    return !isAbsent(error);
  }
}

/** To list what is in a folder, and to look at it. */
const READ = constants.R_OK | constants.X_OK;

async function addMissing(watcher: FSWatcher, folders: readonly string[]): Promise<void> {
  const watched = watcher.getWatched();
  const missing = folders.filter((folder) => !Object.hasOwn(watched, folder));
  const readable = await Promise.all(
    missing.map((folder) =>
      access(folder, READ).then(
        () => true,
        () => false,
      ),
    ),
  );
  watcher.add(missing.filter((_folder, index) => readable[index]));
}

function isForeignTo(path: string, adapters: string, roots: ReadonlySet<string>): boolean {
  const full = resolve(path);
  const root = [...roots, adapters].find((one) => full !== one && isIn(full, one));
  if (root === undefined) return false;
  const names = full.slice(root.length + 1).split(sep);
  // An adapter itself may be called test.
  const [first = '', ...rest] = names;
  const own = root === adapters && (first === 'test' || first === 'fixtures');
  return (own ? rest : names).some(isForeign);
}

function isIn(path: string, root: string): boolean {
  return path === root || path.startsWith(root + sep);
}

/** In ms: how long nothing else may change until a change is told, and how long at most. */
const QUIET = 60;
const LONGEST = 240;
/** A watcher may miss what happens in a new folder before it watches it: so long after a change is looked again. */
const AGAIN = 400;

/**
 * Tells of what rings several times in a short while once, when it has come to rest, and once more a little later.
 */
function debounceTwice(onChange: () => void): { ring(): void; stop(): void } {
  let since = 0;
  let first: NodeJS.Timeout | undefined;
  let second: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(first);
    clearTimeout(second);
  };
  return {
    ring() {
      const now = performance.now();
      if (first === undefined) since = now;
      stop();
      first = setTimeout(
        () => {
          first = undefined;
          second = setTimeout(onChange, AGAIN);
          onChange();
        },
        Math.max(0, Math.min(QUIET, since + LONGEST - now)),
      );
    },
    stop,
  };
}
