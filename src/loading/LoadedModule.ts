import { say } from '../wording/say.js';
import { lineOf } from './ModuleFinder.js';
import { importedNames, SourceError } from './translate.js';

/** A file that was run, or is being run. */
export interface LoadedModule {
  file: string;
  module: { exports: unknown };
  /** What it was translated to; "" where it runs as it is. */
  code: string;
  done: Promise<unknown>;
  /** Those that it waits for. */
  waits: Set<LoadedModule>;
}

/** Whether a module waits for another one, or is it: then the other one gets what there is so far. */
export function waitsFor(module: LoadedModule, other: LoadedModule): boolean {
  const seen = new Set<LoadedModule>([module]);
  for (const one of seen) {
    if (one === other) return true;
    for (const next of one.waits) seen.add(next);
  }
  return false;
}

/** What an import of a module that exports so is handed. */
export function namespaceOf(exports: unknown): unknown {
  if (typeof exports !== 'object' || exports === null) return { default: exports };
  return '__esModule' in exports ? exports : { ...exports, default: exports };
}

/** @throws SourceError where an import names what the other module does not export. */
export function checkNames(
  { file, code }: LoadedModule,
  specifier: string,
  source: string,
  namespace: unknown,
): void {
  const gone = importedNames(source, code, specifier).find((name) => !(name in Object(namespace)));
  if (gone === undefined) return;
  const line = lineOf(source, specifier);
  throw new SourceError({
    file,
    line,
    reason: say("'{specifier}' has no export '{gone}'", { specifier, gone }),
  });
}
