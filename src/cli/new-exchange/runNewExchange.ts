import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ChalkInstance } from 'chalk';
import { type CreatedExchange, createExchange } from '../../scaffold/createExchange.js';
import { displayNameOf } from '../../scaffold/parseExchangeName.js';
import { ScaffoldError } from '../../scaffold/writeFiles.js';
import { listed, say } from '../../wording/say.js';
import { DEFAULT_FOLDER } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { createColors, print, printError } from '../terminal/output.js';
import { createAsk } from '../terminal/questions.js';
import { askChoices } from './askChoices.js';
import type { ChoiceFlags } from './ChoiceFlags.js';
import { completeChoices, ownBaseUrl, questionsOf, readChoices } from './choices.js';
import { chooseName } from './chooseName.js';

/** What `fmzproto new-exchange` was told. */
export interface NewExchangeFlags extends ChoiceFlags {
  dir: string;
  yes: boolean;
  force: boolean;
  'dry-run': boolean;
  json: boolean;
  /** What the variable of --base-url holds, where the flag was not typed: that of several exchanges, as `serve` has it. */
  sharedBaseUrls?: string | undefined;
}

/**
 * Writes a new adapter and says what comes next.
 *
 * @param typed the exchange's name; where there is none, the person at the terminal is asked.
 * @throws UsageError when a name or a flag is wrong, something stands in the way, or there is no terminal to ask on.
 */
export async function runNewExchange(typed: string | undefined, options: NewExchangeFlags): Promise<void> {
  try {
    const ask = process.stdin.isTTY && process.stderr.isTTY && !options.yes ? await createAsk() : undefined;
    const { name, notes } = await chooseName(typed, options, ask);
    const { sharedBaseUrls } = options;
    const shared = sharedBaseUrls === undefined ? undefined : ownBaseUrl(name, sharedBaseUrls);
    const flags = { ...options, 'base-url': options['base-url'] ?? shared };
    // What the flags say is read before the first question: an answer is not asked for in vain.
    readChoices(name, flags);
    if (!ask && !flags.yes) requireAll(name, flags);
    const given = ask ? await askChoices(ask, name, flags) : flags;
    const created = await createExchange(readChoices(name, given), {
      cwd: process.cwd(),
      dir: flags.dir,
      force: flags.force,
      dryRun: flags['dry-run'],
    });
    created.notes.unshift(...notes);
    await show(created, name, flags);
  } catch (error) {
    if (error instanceof ScaffoldError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function requireAll(name: string, flags: ChoiceFlags): void {
  const questions = questionsOf(completeChoices(name, flags).protocol);
  const isAsked = (question: string) => question !== 'symbol' || flags.quote === undefined;
  const open = questions.filter((question) => flags[question] === undefined && isAsked(question));
  if (open.length === 0) return;
  const flagsLeft = listed(open.map((question) => `--${question}`));
  throw new UsageError(
    say('there is no terminal to ask on: give {flags}, or --yes for the defaults', { flags: flagsLeft }),
  );
}

async function show(created: CreatedExchange, name: string, flags: NewExchangeFlags): Promise<void> {
  if (flags.json) {
    const { folder, files, notes } = created;
    await print(
      JSON.stringify(
        { name: displayNameOf(name), folder, written: !flags['dry-run'], files, notes },
        null,
        2,
      ),
    );
    return;
  }
  for (const note of created.notes) printError(say('note: {line}', { line: note }));
  const elsewhere = flags.dir === DEFAULT_FOLDER ? '' : ` --exchanges ${flags.dir}`;
  const about = { name, elsewhere, dryRun: flags['dry-run'], installed: isInstalled(process.cwd()) };
  await print(renderCreated(created, about, createColors('stdout')));
}

/** Whether an adapter in a folder finds what it imports. */
function isInstalled(folder: string): boolean {
  const { resolve: find } = createRequire(join(folder, 'package.json'));
  try {
    return ['fmzproto', 'valibot'].every((name) => find(name) !== '');
  } catch {
    return false;
  }
}

/**
 * The files of a new adapter for people, a line each, and what to do next.
 *
 * @param about.elsewhere what commands need besides to find it.
 * @param about.installed whether what it imports is there.
 */
function renderCreated(
  { folder, files }: CreatedExchange,
  about: { name: string; elsewhere: string; dryRun: boolean; installed: boolean },
  colors: ChalkInstance,
): string {
  const words = about.dryRun
    ? { create: say('would create'), change: say('would change') }
    : { create: say('created'), change: say('changed') };
  const paint = { create: colors.green, change: colors.yellow };
  const lines = files.map(({ path, action }) => `${paint[action](words[action])}  ${path}`);
  if (about.dryRun) return [...lines, say('nothing was written')].join('\n');
  const check = `npx fmzproto check ${about.name}${about.elsewhere}`;
  const readme = say('{folder}/README.md', { folder });
  const width = Math.max(check.length, readme.length);
  const next = [
    ...(about.installed ? [] : [['npm install', say('installs what the adapter imports')]]),
    [readme, say('what to fill in, in order')],
    [`${folder}/AGENTS.md`, say('the same for a coding agent, with what proves each step')],
    [check, say('what works, and what is left to fill in')],
    ['npm test', say('the tests of the adapter, offline')],
  ].map(([what = '', why]) => `  ${colors.bold(what.padEnd(width))}  ${why}`);
  return [...lines, '', say('next:'), ...next].join('\n');
}
