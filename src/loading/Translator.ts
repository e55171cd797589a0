import type { Jiti } from 'jiti';
import * as v from 'valibot';
import { SourceError } from './SourceError.js';

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
