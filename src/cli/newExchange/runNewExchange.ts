import { type CreatedExchange, createExchange } from '../../scaffold/createExchange.js';
import { displayNameOf, parseExchangeName } from '../../scaffold/parseExchangeName.js';
import { ScaffoldError } from '../../scaffold/ScaffoldError.js';
import { type Ask, createAsk } from '../createAsk.js';
import { createColors } from '../createColors.js';
import { DEFAULT_FOLDER } from '../defaults.js';
import { print, printError } from '../print.js';
import { UsageError } from '../UsageError.js';
import { askChoices, type ChoiceFlags } from './askChoices.js';
import { defaultChoices, readChoices } from './readChoices.js';
import { renderCreated } from './renderCreated.js';

/** What `fmzproto new-exchange` was told. */
export interface NewExchangeFlags extends ChoiceFlags {
  dir: string;
  yes: boolean;
  force: boolean;
  'dry-run': boolean;
  json: boolean;
}

/**
 * Writes a new adapter and says what comes next.
 *
 * @param typed the exchange's name; where there is none, the person at the terminal is asked.
 * @throws UsageError when a name or a flag is wrong, something stands in the way, or there is nobody to ask.
 */
export async function runNewExchange(typed: string | undefined, flags: NewExchangeFlags): Promise<void> {
  try {
    const ask = process.stdin.isTTY && process.stderr.isTTY && !flags.yes ? await createAsk() : undefined;
    const name = parseExchangeName(typed ?? (await askName(ask)));
    const defaults = defaultChoices(name);
    const given = ask ? await askChoices(ask, flags, defaults) : flags;
    if (!ask && !flags.yes) requireAll(flags);
    const choices = readChoices(name, {
      'base-url': given['base-url'] ?? defaults['base-url'],
      products: given.products ?? defaults.products,
      signing: given.signing ?? defaults.signing,
      symbols: given.symbols ?? defaults.symbols,
    });
    const created = await createExchange(choices, {
      cwd: process.cwd(),
      dir: flags.dir,
      force: flags.force,
      dryRun: flags['dry-run'],
    });
    await show(created, name, flags);
  } catch (error) {
    if (error instanceof ScaffoldError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function askName(ask: Ask | undefined): Promise<string> {
  if (ask) return ask.text('name of the exchange', { required: true });
  throw new UsageError('no exchange is named: write it like fmzproto new-exchange bybit --yes');
}

function requireAll(flags: ChoiceFlags): void {
  const questions = ['base-url', 'products', 'signing', 'symbols'] as const;
  const open = questions.filter((name) => flags[name] === undefined);
  if (open.length === 0) return;
  const names = open.map((name) => `--${name}`).join(', ');
  throw new UsageError(`there is no terminal to ask on: give ${names}, or --yes for the defaults`);
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
  for (const note of created.notes) printError(`note: ${note}`);
  const elsewhere = flags.dir === DEFAULT_FOLDER ? '' : ` --exchanges ${flags.dir}`;
  await print(renderCreated(created, { name, elsewhere, dryRun: flags['dry-run'] }, createColors('stdout')));
}
