import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { packageFolder } from '../files/packageFolder.js';
import { codeOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { completePackage } from './completePackage.js';
import { type PlannedFile, ScaffoldError } from './writeFiles.js';

/** What an editor and `npm test` need besides an adapter. */
export interface ProjectPlan {
  files: PlannedFile[];
  /** One sentence for each thing that is left to the author. */
  notes: string[];
}

const manifest = v.object({
  dependencies: v.object({ valibot: v.string() }),
  devDependencies: v.object({ '@types/node': v.string() }),
});

/**
 * The files of a project around adapters, as far as they are not there; to a package.json that is there, what it lacks is
 * added, unless it has tests of its own.
 *
 * @param cwd the project's folder.
 * @param adapters the folder of adapters, from there on: exchanges.
 * @throws ScaffoldError when the package.json cannot be read.
 */
export async function planProject(cwd: string, adapters: string): Promise<ProjectPlan> {
  const { dependencies, devDependencies } = v.parse(
    manifest,
    JSON.parse(await readFile(join(packageFolder(import.meta.url), 'package.json'), 'utf8')),
  );
  const there = await readdir(cwd);
  const completed = completePackage(await read(join(cwd, 'package.json')), {
    test: `node --import fmzproto/register --test ${adapters}/*/test/*.test.ts`,
    dependencies: { ...ownDependency(cwd), valibot: dependencies.valibot },
    devDependencies,
    module: !there.some((name) => /\.[cm]?js$/.test(name)),
  });
  const others = [
    { path: 'tsconfig.json', text: tsconfig(adapters) },
    { path: '.gitignore', text: 'node_modules/\n*.log\n.env\n' },
  ];
  return {
    files: [
      ...(completed.text === undefined ? [] : [{ path: 'package.json', text: completed.text }]),
      ...others.filter(({ path }) => !there.includes(path)),
    ],
    notes: completed.notes,
  };
}

/**
 * fmzproto as a dependency: by the folder that it runs from, such as a clone or where it is installed for all projects,
 * since no registry has it. What lies in the project itself was installed from a file that only its package.json can name.
 */
function ownDependency(cwd: string): { fmzproto?: string } {
  const path = relative(cwd, packageFolder(import.meta.url))
    .split(sep)
    .join('/');
  const outside = path.startsWith('../') || isAbsolute(path);
  return outside ? { fmzproto: `file:${path}` } : {};
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = codeOf(cause) ?? '';
    if (code === 'ENOENT') return undefined;
    throw new ScaffoldError(say('{file} cannot be read: {code}', { file, code }), { cause });
  }
}

function tsconfig(adapters: string): string {
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2023'],
    types: ['node'],
    module: 'NodeNext',
    strict: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  };
  return `${JSON.stringify({ compilerOptions, include: [adapters] }, null, 2)}\n`;
}
