import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExchangeChoices } from './ExchangeChoices.js';
import type { PlannedFile } from './PlannedFile.js';
import { renderTemplate } from './renderTemplate.js';
import { templateValuesOf } from './templateValuesOf.js';

const TEMPLATES = fileURLToPath(new URL('../../templates/exchange/', import.meta.url));

/**
 * The files of a new adapter. Its templates lie in folders that are named for when they are wanted: `all`, or flags
 * joined by `+`, such as `keys+futures`.
 *
 * @param folder where they go, as commands name it: exchanges/bybit.
 * @throws Error naming the template that cannot be filled in.
 */
export async function planExchange(choices: ExchangeChoices, folder: string): Promise<PlannedFile[]> {
  const values = templateValuesOf(choices, folder);
  const flags: Readonly<Record<string, boolean>> = { ...values.flags, all: true };
  const folders = await readdir(TEMPLATES);
  const wanted = folders.filter((name) => name.split('+').every((flag) => flags[flag] === true));
  const files = await Promise.all(wanted.map((name) => readTemplates(join(TEMPLATES, name))));
  return files
    .flat()
    .map(({ path, text }) => ({
      path: `${folder}/${renderTemplate(path, values, path)}`,
      text: renderTemplate(text, values, `templates/exchange/${path}`),
    }))
    .sort((one, other) => compare(one.path, other.path));
}

async function readTemplates(root: string): Promise<PlannedFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const place = join(entry.parentPath, entry.name);
        const path = place.slice(root.length + 1).replaceAll('\\', '/');
        return { path, text: await readFile(place, 'utf8') };
      }),
  );
}

/** A folder's own files come before those of the folders in it. */
function compare(one: string, other: string): number {
  return one.split('/').length - other.split('/').length || one.localeCompare(other, 'en');
}
