import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import type { AdapterSource } from './AdapterSource.js';
import { packageSource } from './packageSource.js';
import { pathSource } from './pathSource.js';
import { readConfig } from './readConfig.js';

const dependencies = v.optional(v.record(v.string(), v.unknown()), {});
const manifest = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ dependencies, devDependencies: dependencies, optionalDependencies: dependencies }),
);

/**
 * The adapters that a folder's package.json and config file name: packages called `fmzproto-exchange-*` first, and what
 * wins over them last.
 *
 * @throws UsageError when the config file is wrong.
 */
export async function findSources(folder: string): Promise<AdapterSource[]> {
  const { exchanges } = readConfig(folder);
  const packages = await readPackages(folder);
  const configured = exchanges.map((exchange) =>
    isPath(exchange) ? pathSource(exchange, folder) : packageSource(exchange, folder),
  );
  const byId = new Map<string, AdapterSource>();
  for (const source of [...packages.map((name) => packageSource(name, folder)), ...configured]) {
    byId.delete(source.id);
    byId.set(source.id, source);
  }
  return [...byId.values()];
}

/** The names of packages that hold adapters. A package.json that is no such thing names none. */
async function readPackages(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { output, success } = v.safeParse(manifest, text);
  if (!success) return [];
  const { dependencies, devDependencies, optionalDependencies } = output;
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter((name) => /^(@[^/]+\/)?fmzproto-exchange-/.test(name))
    .sort();
}

function isPath(text: string): boolean {
  return isAbsolute(text) || /^\.\.?([/\\]|$)/.test(text);
}
