import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { quote } from '../protocol/oneLine.js';
import type { ExchangeChoices } from './ExchangeChoices.js';
import { planExchange } from './planExchange.js';
import { planProject } from './planProject.js';
import { ScaffoldError } from './ScaffoldError.js';
import { checkFolder, inspectFiles, type WrittenFile, writeFiles } from './writeFiles.js';

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
    throw new ScaffoldError(`--dir ${dir} lies outside of this folder: change to the project's folder first`);
  }
  if (!FOLDER.test(adapters)) {
    throw new ScaffoldError(
      `--dir ${quote(dir)} has characters that a test script cannot name: use letters, digits, hyphens and dots`,
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
