import type { ChalkInstance } from 'chalk';
import type { CreatedExchange } from '../../scaffold/createExchange.js';

/**
 * The files of a new adapter for people, a line each, and what to do next.
 *
 * @param about.elsewhere what commands need besides to find it.
 * @param about.installed whether what it imports is there.
 */
export function renderCreated(
  { folder, files }: CreatedExchange,
  about: { name: string; elsewhere: string; dryRun: boolean; installed: boolean },
  colors: ChalkInstance,
): string {
  const words = about.dryRun
    ? { create: 'would create', change: 'would change' }
    : { create: 'created', change: 'changed' };
  const paint = { create: colors.green, change: colors.yellow };
  const lines = files.map(({ path, action }) => `${paint[action](words[action])}  ${path}`);
  if (about.dryRun) return [...lines, 'nothing was written'].join('\n');
  const check = `npx fmzproto check ${about.name}${about.elsewhere}`;
  const width = Math.max(check.length, `${folder}/README.md`.length);
  const next = [
    ...(about.installed ? [] : [['npm install', 'installs what the adapter imports']]),
    [`${folder}/README.md`, 'what to fill in, in order'],
    [check, 'what works, and what is left to fill in'],
    ['npm test', 'the tests of the adapter, offline'],
  ].map(([what = '', why]) => `  ${colors.bold(what.padEnd(width))}  ${why}`);
  return [...lines, '', 'next:', ...next].join('\n');
}
