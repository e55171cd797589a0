import { evaluate, type Natives } from '../bridge/natives.js';

/** The functions of a strategy that FMZ calls. */
export type Hook = 'main' | 'init' | 'onexit' | 'onerror';

export const HOOKS: readonly Hook[] = ['main', 'init', 'onexit', 'onerror'];

/**
 * Evaluates a strategy. Its top level may `return`, as on FMZ: then it is the body of a function, of which only what FMZ calls
 * becomes global.
 */
export function evaluateScript(natives: Natives, source: string, file: string): void {
  try {
    evaluate(natives, source, file);
  } catch (error) {
    if (!returnsAtTop(error, file)) throw error;
    evaluateBody(natives, source, file);
  }
}

/** Whether this is what the script was not compiled for; what it evaluates itself has its place at the end of the stack. */
function returnsAtTop(error: unknown, file: string): boolean {
  return (
    error instanceof SyntaxError &&
    error.message === 'Illegal return statement' &&
    String(error.stack).startsWith(`${file}:`)
  );
}

function evaluateBody(natives: Natives, source: string, file: string): void {
  let read: unknown;
  const run = evaluate(
    natives,
    // On the script's first line, so that lines keep their numbers.
    `(function (fmzproto$take) { fmzproto$take(function (code) { return eval(code); }); ${source}\n})`,
    file,
  );
  if (typeof run !== 'function') return;
  Reflect.apply(run, globalThis, [(reader: unknown) => (read = reader)]);
  for (const hook of HOOKS) {
    const found: unknown =
      typeof read === 'function' ? Reflect.apply(read, undefined, [sourceOf(hook)]) : undefined;
    if (typeof found === 'function') Reflect.set(globalThis, hook, found);
  }
}

/** What evaluates to a function of the strategy: it may be a constant, which is no property of what is global. */
export function sourceOf(hook: Hook): string {
  return `typeof ${hook} === 'function' ? ${hook} : undefined`;
}
