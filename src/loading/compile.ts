import { compileFunction, Script } from 'node:vm';
import { SourceError } from './SourceError.js';

/** What a file is handed when it is run, as CommonJS does, and besides what its `import` became. */
export interface Scope {
  exports: unknown;
  require(specifier: string): unknown;
  module: { exports: unknown };
  filename: string;
  dirname: string;
  import(specifier: string): Promise<unknown>;
  resolve(specifier: string): string;
}

/** Runs a file; with `await` at its top level it returns a promise. */
export type Run = (scope: Scope) => unknown;

const WORDS = ['exports', 'require', 'module', '__filename', '__dirname', 'jitiImport', 'jitiESMResolve'];
const COMMON = /\.c?js$/;

/**
 * Makes a function of a file. CommonJS is taken as it is; TypeScript and ES modules are translated, line by line.
 *
 * @param options.sync for a file that is required, which cannot wait.
 * @param translate makes the body of a function.
 * @throws whatever `translate` throws, and SyntaxError.
 */
export function compile(
  source: string,
  options: { file: string; sync: boolean },
  translate: (source: string, options: { file: string; sync: boolean }) => string,
): Run {
  const { file, sync } = options;
  const common = COMMON.test(file) ? compileCommon(source, file) : undefined;
  if (common) return (scope) => common(...valuesOf(scope));
  const code = translate(source, options);
  const text = `(${sync ? '' : 'async '}function (${WORDS.join(', ')}) { ${code}\n})`;
  const run: unknown = new Script(text, { filename: file }).runInThisContext();
  if (typeof run !== 'function') throw new SourceError({ file, reason: 'cannot be run' });
  return (scope) => run(...valuesOf(scope));
}

/** `undefined` for an ES module, and for one that needs `import()`. */
function compileCommon(source: string, filename: string): ((...values: unknown[]) => unknown) | undefined {
  if (/\bimport\b\s*\(/.test(source)) return undefined;
  try {
    const run = compileFunction(source.replace(/^#!/, '//'), WORDS, { filename });
    return (exports, ...values) => run.call(exports, exports, ...values);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function valuesOf(scope: Scope): unknown[] {
  const { exports, require, module, filename, dirname, import: load, resolve } = scope;
  return [exports, require, module, filename, dirname, load, resolve];
}
