import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { packageFolder } from '../files/packageFolder.js';
import { quote } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import type { ExchangeChoices } from './ExchangeChoices.js';
import { planProject } from './planProject.js';
import { renderTemplate } from './renderTemplate.js';
import { templateValuesOf } from './templateValuesOf.js';
import {
  checkFolder,
  inspectFiles,
  type PlannedFile,
  ScaffoldError,
  type WrittenFile,
  writeFiles,
} from './writeFiles.js';

/** It stands in a script of package.json, in comments and in commands to copy, without quotation marks. */
const FOLDER = /^[\p{L}\p{N}._][\p{L}\p{N}._/-]*$/u;

/** Where a new adapter goes, and how. */
export interface CreateOptions {
  /** The project's folder. */
  cwd: string;
  /** The folder of adapters, from there on. */
  dir: string;
  /** Overwrite the generated files of an existing adapter. */
  force: boolean;
  /** Write nothing. */
  dryRun: boolean;
}

/** What was written, or would be. */
export interface CreatedExchange {
  /** The adapter's folder, from the project's on, with slashes. */
  folder: string;
  files: WrittenFile[];
  /** One sentence for each thing that is left to the author. */
  notes: string[];
}

/**
 * Writes a new adapter, and around it what an editor and `npm test` need, as far as that is not there. Everything is looked
 * at before the first file is written.
 *
 * @throws ScaffoldError when something stands in the way; nothing is written then.
 */
export async function createExchange(
  choices: ExchangeChoices,
  { cwd, dir, force, dryRun }: CreateOptions,
): Promise<CreatedExchange> {
  const adapters = relative(cwd, resolve(cwd, dir)).split(sep).join('/') || '.';
  if (adapters === '..' || adapters.startsWith('../') || isAbsolute(adapters)) {
    throw new ScaffoldError(
      say("--dir {folder} lies outside of this folder: change to the project's folder first", {
        folder: dir,
      }),
    );
  }
  if (!FOLDER.test(adapters)) {
    throw new ScaffoldError(
      say(
        '--dir {folder} has characters that a test script cannot name: use letters, digits, hyphens and dots',
        { folder: quote(dir) },
      ),
    );
  }
  await checkFolder(join(cwd, adapters), choices.name, force);
  const folder = adapters === '.' ? choices.name : `${adapters}/${choices.name}`;
  const project = await planProject(cwd, adapters);
  const planned = [...(await planExchange(choices, folder)), ...project.files];
  const files = await inspectFiles(cwd, planned);
  if (!dryRun) await writeFiles(cwd, planned);
  return { folder, files, notes: project.notes };
}

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
  const templates = join(packageFolder(import.meta.url), 'templates/exchange');
  const folders = await readdir(templates);
  const wanted = folders.filter((name) => name.split('+').every((flag) => flags[flag] === true));
  const files = await Promise.all(wanted.map((name) => readTemplates(join(templates, name))));
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
