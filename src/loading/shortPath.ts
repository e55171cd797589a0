import { relative, sep } from 'node:path';

/** A path as seen from the working directory, where it is below it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short.split(sep).join('/');
}
