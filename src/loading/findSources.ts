import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { type Config, readConfig } from './configFile.js';
import { type AdapterSource, packageSource, pathSource } from './sources.js';

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
 * @param config of that folder.
 * @throws ConfigError when the config file is wrong.
 */
export async function findSources(
  folder: string,
  { exchanges }: Config = readConfig(folder),
): Promise<AdapterSource[]> {
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

/** The names of packages that hold adapters. A package.json that cannot be read as one names none. */
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
