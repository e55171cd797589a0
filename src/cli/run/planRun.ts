import type { ScriptFile } from '../../strategy/settings.js';
import { allOf, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { printError } from '../terminal/output.js';
import { balancesOf } from './balances.js';
import { type ChosenExchange, chooseExchanges, type ExchangeFlags } from './chooseExchanges.js';
import { readDuration } from './lengths.js';
import { needsOf, withNeeds } from './needsOf.js';
import { readParameters } from './parameters.js';
import { readHeader } from './readHeader.js';
import { readScript } from './readScripts.js';
import { readStandardLibraries } from './standardLibraries.js';

/** What `fmzproto run` was told. */
export interface RunFlags extends ExchangeFlags {
  lib: readonly string[];
  /** `NAME=VALUE` */
  arg: readonly string[];
  for: string | undefined;
  state: string | undefined;
  report: string | undefined;
  json: boolean;
  quiet: boolean;
  /** How long a request may take, in ms. */
  timeout: number;
  /** Folder of the user's own adapters. */
  exchanges: string;
  baseUrls: readonly string[];
  /** `CURRENCY=AMOUNT,...` */
  paperBalance: string | undefined;
  version: string;
}

/** What is run, and on what. */
export interface RunPlan {
  script: ScriptFile;
  /** Those that come along, then those of `--lib`. */
  libraries: readonly ScriptFile[];
  /** The user's own: the strategy and those of `--lib`. */
  sources: readonly string[];
  args: Readonly<Record<string, unknown>>;
  chosen: readonly ChosenExchange[];
  /** By currency. */
  paperBalances: Readonly<Record<string, string>>;
  /** How long, in ms; absent for a run without end. */
  time: number | undefined;
}

/**
 * Reads the strategy and its libraries, and makes of them, of the strategy's header and of the flags what is run.
 *
 * @throws UsageError where a flag is wrong, or a file is missing.
 */
export async function planRun(file: string, flags: RunFlags): Promise<RunPlan> {
  if (flags.json && flags.quiet)
    throw new UsageError(
      say('{flags} exclude each other: use one of them', { flags: allOf(['--json', '--quiet']) }),
    );
  const time = flags.for === undefined ? undefined : readDuration(flags.for);
  const script = await readScript(file, 'strategy');
  const libraries = await Promise.all(flags.lib.map((library) => readScript(library, '--lib')));
  const standard = await readStandardLibraries();
  const header = withNeeds(readHeader(script.source), needsOf(script.source));
  const chosen = chooseExchanges(flags, header);
  if (flags.paperBalance !== undefined && flags.url !== undefined)
    throw new UsageError(say('--paper-balance is for accounts that are opened here: leave it out, or --url'));
  const sources = [script, ...libraries].map(({ source }) => source);
  return {
    ...{ script, sources, chosen, time },
    libraries: [...standard, ...libraries],
    paperBalances: balancesOf(chosen, header, flags.paperBalance),
    args: readParameters(flags.arg, {
      defaults: header.args,
      sources,
      note: (line) => printError(say('note: {line}', { line })),
    }),
  };
}
