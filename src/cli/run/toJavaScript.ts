import * as v from 'valibot';
import type { ScriptFile } from '../../strategy/settings.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { isJavaScript } from './languages.js';

/** What jiti writes instead of a script that it cannot read. */
const FAULT = 'exports.__JITI_ERROR__ = ';

const fault = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ line: v.number(), column: v.number(), message: v.string() }),
);

/**
 * The JavaScript of a strategy, each line where it was. TypeScript is what ends with `.ts`, and what begins with `// @ts-check`, by which
 * FMZ knows it; its types are left out, and nothing checks them.
 *
 * @throws UsageError with file and line on a syntax error, and where it has modules, which strategies cannot have.
 * @see https://www.fmz.com/syntax-guide TypeScript
 */
export async function toJavaScript({ file, source }: ScriptFile): Promise<ScriptFile> {
  const typed = /\.ts$/i.test(file) || /^\s*(\/\*.*?\*\/\s*)?\/\/\s*@ts-check\b/s.test(source);
  if (!typed || isJavaScript(source)) return { file, source };
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { fsCache: false });
  const code = jiti.transform({ source, filename: 'strategy.ts', ts: true, retainLines: true });
  if (code.startsWith(FAULT)) {
    const { line, column, message } = v.parse(fault, code.slice(FAULT.length));
    throw new UsageError(`${file}:${line}:${column + 1}: SyntaxError: ${message.trim().replace(/\.$/, '')}`);
  }
  if (/^\s*(import|export)\b/m.test(source) && /\bexports\b|\brequire\(|\bjitiImport\(/.test(code))
    throw new UsageError(say('{file}: a strategy has no modules: leave out import and export', { file }));
  // It may make globals by giving them a value.
  return { file, source: code.replace(/^"use strict";/, '') };
}
