import { realpath } from 'node:fs/promises';
import type { Exchange } from '../adapter/Exchange.js';
import { describeLoadError } from './describeLoadError.js';
import { FreshModules } from './FreshModules.js';
import { locateFaults } from './locateFaults.js';
import { Translator } from './Translator.js';
import { toExchange } from './toExchange.js';

/** How loading an adapter ended. */
export type LoadResult =
  /** `files`: what its own files held, by full path. */
  | { exchange: Exchange; files: ReadonlyMap<string, string> }
  /** `reason`: one line that begins with the file. */
  | { reason: string; files: ReadonlyMap<string, string> };

/** How long the import of an adapter may take, in ms. */
const PATIENCE = 3000;

/**
 * Loads an adapter anew, with all of its own modules. TypeScript, ES modules and CommonJS run as they are; what they
 * import as `fmzproto` and `valibot` is this program's. Never rejects.
 *
 * @param entry the full path of the file whose default export comes from `defineExchange`.
 * @param options.root the adapter's folder. @default that of the file
 * @param options.translator one that knows the files from before makes it quicker.
 * @param options.patience how long its import may take, in ms. @default 3000
 */
export async function loadExchange(
  entry: string,
  options: { root: string; patience?: number; translator?: Translator },
): Promise<LoadResult> {
  let modules: FreshModules | undefined;
  let file = entry;
  try {
    const [path, root] = await Promise.all([realpath(entry), realpath(options.root)]);
    file = path;
    modules = await createModules(root, options.translator ?? new Translator());
    const module = await within(options.patience ?? PATIENCE, modules.import(file));
    return { exchange: locateFaults(toExchange(module), modules.files), files: modules.files };
  } catch (error) {
    const files = modules?.files ?? new Map([[entry, '']]);
    return { reason: describeLoadError(error, entry, files), files };
  }
}

async function createModules(root: string, translator: Translator): Promise<FreshModules> {
  const [{ createJiti }, fmzproto, valibot] = await Promise.all([
    import('jiti'),
    import('../index.js'),
    import('valibot'),
  ]);
  const shared = new Map<string, unknown>([
    ['fmzproto', fmzproto],
    ['valibot', valibot],
  ]);
  // Used to resolve and to translate. What is translated is kept in no file: other users might write to it.
  const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, interopDefault: false });
  return new FreshModules({ root, jiti, translator, shared });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(`its import did not end within ${milliseconds / 1000} s: is something awaited forever?`),
      );
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
