import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { codeOf } from '../../protocol/thrown.js';
import type { ScriptFile } from '../../strategy/settings.js';
import { UsageError } from '../terminal/errors.js';

/**
 * Reads a file of a strategy. TypeScript, which FMZ knows by `// @ts-check` at the top, comes without its types, each line where it
 * was; nothing checks them.
 *
 * @param subject what it is, for the message.
 * @throws UsageError where it cannot be read, or where TypeScript has an error of its syntax.
 * @see https://www.fmz.com/syntax-guide TypeScript
 */
export async function readScript(file: string, subject: 'strategy' | '--lib'): Promise<ScriptFile> {
  const source = await readText(file, subject);
  const typed = /\.ts$/i.test(file) || /^\s*\/\/\s*@ts-check\b/.test(source);
  return { file, source: typed ? await withoutTypes(source, file) : source };
}

async function readText(file: string, subject: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = codeOf(error) ?? '';
    const faults: Readonly<Record<string, string>> = { ENOENT: 'is not there', EISDIR: 'is a folder' };
    throw new UsageError(`${subject} ${file} ${faults[code] ?? `cannot be read: ${code}`}`);
  }
}

/** What jiti writes instead of a script that it cannot read. */
const FAULT = 'exports.__JITI_ERROR__ = ';

const fault = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ line: v.number(), column: v.number(), message: v.string() }),
);

async function withoutTypes(source: string, filename: string): Promise<string> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { fsCache: false });
  const script = jiti.transform({ source, filename, ts: true, retainLines: true });
  if (script.startsWith(FAULT)) {
    const { line, column, message } = v.parse(fault, script.slice(FAULT.length));
    throw new UsageError(`${filename}:${line}:${column + 1}: SyntaxError: ${message.trim()}`);
  }
  // A strategy is no module: it may make globals by giving them a value.
  return script.replace(/^"use strict";/, '');
}
