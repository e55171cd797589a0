import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Exchange } from './defineExchange.js';

const ENTRY = /^index\.(ts|mts|js|mjs)$/;

/** A folder that could not be loaded; the others are. */
export interface LoadFailure {
  folder: string;
  reason: string;
}

/**
 * Loads the adapters of a folder: `<folder>/<name>/index.ts` (or .js), whose default export comes from
 * `defineExchange`. TypeScript runs as it is. A folder that is not there holds none.
 */
export async function loadExchangeFolder(
  folder: string,
): Promise<{ exchanges: Exchange[]; failures: LoadFailure[] }> {
  const exchanges: Exchange[] = [];
  const failures: LoadFailure[] = [];
  const entries = await findEntries(resolve(folder));
  if (entries.length === 0) return { exchanges, failures };
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    alias: {
      fmzproto: fileURLToPath(new URL('../index.js', import.meta.url)),
      valibot: fileURLToPath(import.meta.resolve('valibot')),
    },
    interopDefault: false,
  });
  for (const entry of entries) {
    try {
      const module: unknown = await jiti.import(entry.file);
      exchanges.push(toExchange(module));
    } catch (error) {
      failures.push({ folder: entry.folder, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { exchanges, failures };
}

async function findEntries(root: string): Promise<{ folder: string; file: string }[]> {
  const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
  const entries = await Promise.all(
    folders
      .filter((item) => item.isDirectory() || item.isSymbolicLink())
      .map(async ({ name }) => {
        const folder = join(root, name);
        const files = await readdir(folder).catch(() => []);
        const index = files
          .filter((file) => ENTRY.test(file))
          .sort()
          .at(-1);
        return index ? [{ folder, file: join(folder, index) }] : [];
      }),
  );
  return entries.flat().sort((a, b) => a.folder.localeCompare(b.folder));
}

function toExchange(module: unknown): Exchange {
  const exported =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (isExchange(exported)) return exported;
  throw new TypeError('the default export must be what defineExchange returns');
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'supports' in value &&
    Array.isArray(value.supports) &&
    'open' in value &&
    typeof value.open === 'function'
  );
}
