import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';

/** Finds what the modules of an adapter import, and tells which of it is the adapter's own. */
export class ModuleFinder {
  readonly #root: string;
  readonly #jiti: Jiti;

  /** @param options.root the folder of the adapter, which may itself be in a node_modules folder. */
  constructor(options: { root: string; jiti: Jiti }) {
    this.#root = options.root;
    this.#jiti = options.jiti;
  }

  /**
   * `./parse.js` also finds parse.ts.
   *
   * @param parent the full path of the file that imports.
   * @returns a URL.
   */
  find(parent: string, specifier: string, condition: 'import' | 'require'): string | undefined {
    const found = this.#jiti.esmResolve(specifier, {
      parentURL: pathToFileURL(parent).href,
      conditions: ['node', condition],
      try: true,
    });
    return found !== undefined && isAbsolute(found) ? pathToFileURL(found).href : found;
  }

  /** The path of a file that is the adapter's own; what lies in a node_modules folder below it is not. */
  ownFile(url: string): string | undefined {
    if (!url.startsWith('file:') || /\.(node|wasm)$/.test(url)) return undefined;
    const file = fileURLToPath(url);
    const inside = relative(this.#root, file);
    const path = inside.startsWith('..') ? file : inside;
    // Node itself runs no TypeScript there.
    return path.split(sep).includes('node_modules') && !/\.[cm]?tsx?$/.test(file) ? undefined : file;
  }
}

/** Where a file could be that is not there. */
export function candidatesOf(parent: string, specifier: string): string[] {
  if (!/^\.\.?\//.test(specifier)) return [];
  const path = resolve(dirname(parent), specifier);
  return [path, path.replace(/\.([cm]?)js$/, '.$1ts'), `${path}.ts`, `${path}.js`];
}

/** The line of a source that names a module, from 1 on. */
export function lineOf(source: string, specifier: string): number | undefined {
  const index = source
    .split('\n')
    .findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
  return index < 0 ? undefined : index + 1;
}
