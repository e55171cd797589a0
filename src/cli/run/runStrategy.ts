import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';
import { createPluginPool } from '../../http/createPluginPool.js';
import { messageOf } from '../../protocol/thrown.js';
import { Secrets } from '../../runtime/Secrets.js';
import { startRun } from '../../strategy/Run.js';
import { readStrategyCode } from '../../strategy/strategyCode.js';
import { language } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { printError } from '../terminal/output.js';
import { balancesOf } from './balances.js';
import { chooseExchanges, type ExchangeFlags, keysOf } from './chooseExchanges.js';
import { createOutput } from './createOutput.js';
import { KeptDatabase } from './KeptDatabase.js';
import { KeptState } from './KeptState.js';
import { readDuration } from './lengths.js';
import { needsOf, withNeeds } from './needsOf.js';
import { openPlugin } from './openPlugin.js';
import { readParameters } from './parameters.js';
import { RunAdvice } from './RunAdvice.js';
import { RunSignals } from './RunSignals.js';
import { readCommands } from './readCommands.js';
import { readHeader } from './readHeader.js';
import { readScript } from './readScripts.js';
import { keepReport } from './report/keepReport.js';
import { readStandardLibraries } from './standardLibraries.js';
import { untilEnded } from './untilEnded.js';

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

/**
 * Runs a strategy and shows what it does.
 *
 * @returns the exit code: 0 where it returned or was stopped, 1 where it threw or had to be ended.
 * @throws UsageError where a flag is wrong, or a file is missing.
 * @throws CallError where an exchange is an adapter that cannot be loaded.
 */
export async function runStrategy(file: string, flags: RunFlags): Promise<number> {
  if (flags.json && flags.quiet)
    throw new UsageError('--json and --quiet exclude each other: use one of them');
  const time = flags.for === undefined ? undefined : readDuration(flags.for);
  const script = await readScript(file, 'strategy');
  const libraries = await Promise.all(flags.lib.map((library) => readScript(library, '--lib')));
  const standard = await readStandardLibraries();
  const header = withNeeds(readHeader(script.source), needsOf(script.source));
  const chosen = chooseExchanges(flags, header);
  if (flags.paperBalance !== undefined && flags.url !== undefined)
    throw new UsageError('--paper-balance is for accounts that are opened here: leave it out, or --url');
  const paperBalances = balancesOf(chosen, header, flags.paperBalance);
  const sources = [script, ...libraries].map(({ source }) => source);
  const args = readParameters(flags.arg, {
    defaults: header.args,
    sources,
    note: (line) => printError(`note: ${line}`),
  });
  const state = flags.state === undefined ? undefined : await KeptState.open(flags.state);
  const database = state && new KeptDatabase(state.path);
  const report = await keepReport(flags.report, { file, version: flags.version, exchanges: chosen });
  const keys = keysOf(chosen, process.env, () => `run-${randomUUID()}`);
  const secrets = new Secrets();
  for (const one of keys) secrets.add(one);
  const advice = new RunAdvice(sources, flags);
  const conceal = (text: string) => secrets.redact(text);
  const note = (line: string) => printError(`note: ${conceal(line)}`);
  // A fault in an adapter must not take the strategy down.
  const guard = guardProcess(note);
  const client = createPluginPool();
  const unread = new AbortController();
  const signals = new RunSignals();
  let stuck = false;
  try {
    const opened = await signals.unlessAsked(openPlugin(chosen, { ...flags, paperBalances }));
    if ('signal' in opened) {
      printError(`${opened.signal}: stopped before the strategy began`);
      return 0;
    }
    const plugin = opened.value;
    try {
      secrets.reveal(plugin.plainKeys(keys));
      for (const line of plugin.notes) note(line);
      const code = await readStrategyCode(join(packageFolder(import.meta.url), 'dist/strategy'));
      const output = createOutput({ ...flags, several: chosen.length > 1, conceal });
      const exchanges = chosen.map(({ wire, ...one }, index) => {
        const spelled = (name: string) => (name === wire ? (plugin.names[index] ?? name) : name);
        const [name, label] = [spelled(one.name), spelled(one.label)];
        return { ...one, name, label, url: plugin.urls[index] ?? '' };
      });
      const run = startRun(
        {
          ...script,
          libraries: [...standard, ...libraries],
          args,
          exchanges,
          state: state?.values ?? {},
        },
        {
          keys,
          client,
          timeout: flags.timeout,
          code,
          language: language(),
          database,
          async onEvent(event) {
            report.add(event);
            if (event.kind === 'state') state?.set(event.key, event.value);
            advice.add(event);
            if (!(await output.show(event))) unread.abort();
          },
        },
      );
      const close = readCommands(process.stdin, (command) => {
        output.typed();
        run.command(command);
      });
      const end = await untilEnded(run, { signals, time, unread: unread.signal, told: output.tell });
      close();
      await signals.finish(output.conclude(end));
      if (run.stuck) note(STUCK);
      for (const line of advice.at(end)) note(line);
      const kept = [
        await report.finish(end, { json: flags.json, conceal, note }),
        await isKept(state, database, note),
      ];
      stuck = run.stuck;
      return !kept.includes(false) && (end.reason === 'returned' || end.reason === 'stopped') ? 0 : 1;
    } finally {
      await signals.finish(plugin.close());
    }
  } finally {
    client.close();
    guard.end();
    state?.close();
    if (stuck) guard.kill();
  }
}

const STUCK = 'the strategy is in a step that nothing can end, such as a long sort: the process is killed';

/** Waits until what `_G` was told is on the disk, and looks whether what DBExec stored is. */
async function isKept(
  state: KeptState | undefined,
  database: KeptDatabase | undefined,
  note: (line: string) => void,
): Promise<boolean> {
  try {
    await state?.saved();
    database?.saved();
    return true;
  } catch (error) {
    note(`what the strategy keeps could not be written: ${messageOf(error)}`);
    return false;
  }
}
