import { compileFunction, Script } from 'node:vm';
import type { Jiti } from 'jiti';
import * as v from 'valibot';
import { say } from '../wording/say.js';

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
  if (typeof run !== 'function') throw new SourceError({ file, reason: say('cannot be run') });
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

const TYPED = /\.[cm]?tsx?$/;
const failure = v.object({ line: v.optional(v.number()), message: v.string() });

/**
 * Makes JavaScript that can be run as a function's body of TypeScript and ES modules, line by line. What it made of a file
 * last is kept: of an adapter's files most are as they were when it is loaded again.
 */
export class Translator {
  readonly #known = new Map<string, { source: string; code: string }>();

  /**
   * @param options.sync without `await` for what is imported.
   * @throws SourceError on a syntax error.
   */
  translate(jiti: Jiti, source: string, options: { file: string; sync: boolean }): string {
    const { file, sync } = options;
    const key = `${sync} ${file}`;
    const known = this.#known.get(key);
    if (known?.source === source) return known.code;
    const code = jiti.transform({
      source,
      filename: file,
      ts: TYPED.test(file),
      async: !sync,
      jsx: file.endsWith('x'),
    });
    const reported = /^exports\.__JITI_ERROR__ = (\{.*\})\s*$/s.exec(code)?.[1];
    if (reported !== undefined) {
      const { line, message } = v.parse(failure, JSON.parse(reported));
      throw new SourceError({ file, line, reason: message.trim().replace(/\.$/, '') });
    }
    this.#known.set(key, { source, code });
    return code;
  }
}

/**
 * The names that a module imports of another one and uses. What it only hands on is left out: it may be a type; and so is
 * what it reads of `import * as`, which may lack it.
 *
 * @param code what its source was translated to.
 */
export function importedNames(source: string, code: string, specifier: string): string[] {
  const reads = code.replace(/get: function \(\) \{return \w+\.\w+;\}/g, '');
  const imports = code.matchAll(
    /\bvar (\w+) = (?:_interopRequireDefault\()?await jitiImport\((["'])(.*?)\2\)/g,
  );
  return [...imports].flatMap(([, variable = '', , path]) => {
    if (path !== specifier || new RegExp(`\\*\\s*as\\s+${variable}\\b`).test(source)) return [];
    const uses = reads.matchAll(new RegExp(`(?<![\\w.$])${variable}\\.(\\w+)`, 'g'));
    return [...uses].flatMap(([, name]) => name ?? []);
  });
}

/** A file of an adapter cannot be run: it says where, and why in one line. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly file: string;
  /** From 1 on; `undefined` where it is not known. */
  readonly line: number | undefined;

  constructor(facts: { file: string; line?: number | undefined; reason: string; cause?: unknown }) {
    super(facts.reason, { cause: facts.cause });
    this.file = facts.file;
    this.line = facts.line;
  }
}
