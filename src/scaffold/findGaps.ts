import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { say } from '../wording/say.js';

/** A place in an adapter that its author has to fill in. */
export interface Gap {
  /** From the current folder on, with slashes. */
  file: string;
  /** From 1 on. */
  line: number;
  /** What to fill in. */
  text: string;
}

const SOURCE = /\.[cm]?[jt]s$/;
const FILL_IN = /(?:\/\/|\/?\*)\s*FILL IN\b:?\s*(.*?)\s*(?:\*\/)?$/;
const ADDRESS = /^\s*(baseUrl|hosts|address): /;
// A host below .example is nobody's (RFC 2606).
const PLACEHOLDER_URL = /(?:https?|fix\+tls):\/\/[\w.-]+\.example(?::\d+)?(?![\w.-])/;

/**
 * What is left to fill in of an adapter: its comments that begin with FILL IN, and an address that is nobody's.
 *
 * @param adapters the folder of adapters.
 * @param exchange the name of the adapter's folder in it, in any case.
 * @returns `undefined` if there is no such folder.
 * @example await findGaps('./exchanges', 'Bybit') // [{ file: 'exchanges/bybit/market.ts', line: 31, text: 'path of ...' }]
 */
export async function findGaps(adapters: string, exchange: string): Promise<Gap[] | undefined> {
  const folders = await readdir(adapters).catch(() => []);
  const name = folders.find((folder) => folder.toLowerCase() === exchange.toLowerCase());
  if (name === undefined) return undefined;
  const root = join(adapters, name);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter(
      (entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => one.split(sep).length - other.split(sep).length || one.localeCompare(other, 'en'));
  return (await Promise.all(files.map(findInFile))).flat();
}

async function findInFile(file: string): Promise<Gap[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  const path = relative(process.cwd(), file).split(sep).join('/');
  return lines.flatMap((line, index): Gap[] => {
    const marked = FILL_IN.exec(line)?.[1];
    if (marked !== undefined) return [{ file: path, line: index + 1, text: marked }];
    const [, field = ''] = ADDRESS.exec(line) ?? [];
    const [url] = (field && PLACEHOLDER_URL.exec(line)) || [];
    if (!url) return [];
    return [{ file: path, line: index + 1, text: say('{field}: {url} is a placeholder', { field, url }) }];
  });
}
