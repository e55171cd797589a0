import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';
import { createPluginPool } from '../../http/createPluginPool.js';
import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { Secrets } from '../../runtime/Secrets.js';
import type { EndEvent } from '../../strategy/events.js';
import { type Run, startRun } from '../../strategy/Run.js';
import { readStrategyCode } from '../../strategy/strategyCode.js';
import { language, say } from '../../wording/say.js';
import { guardProcess } from '../terminal/guardProcess.js';
import { printError } from '../terminal/output.js';
import { type ChosenExchange, keysOf } from './chooseExchanges.js';
import { createOutput } from './createOutput.js';
import { Kept } from './Kept.js';
import { type OpenPlugin, openPlugin } from './openPlugin.js';
import { planRun, type RunFlags, type RunPlan } from './planRun.js';
import { RunAdvice } from './RunAdvice.js';
import { RunSignals } from './RunSignals.js';
import { readCommands } from './readCommands.js';
import { Tally } from './Tally.js';
import { untilEnded } from './untilEnded.js';

/**
 * Runs a strategy and shows what it does.
 *
 * @returns the exit code: 0 where it returned or was stopped, 1 where it threw or had to be ended.
 * @throws UsageError where a flag is wrong, or a file is missing.
 * @throws CallError where an exchange is an adapter that cannot be loaded.
 */
export async function runStrategy(file: string, flags: RunFlags): Promise<number> {
  const plan = await planRun(file, flags);
  const tally = new Tally(plan.chosen.length > 1);
  const kept = await Kept.open(flags, plan, tally);
  const keys = keysOf(plan.chosen, process.env, () => `run-${randomUUID()}`);
  const secrets = new Secrets();
  for (const one of keys) secrets.add(one);
  const conceal = (text: string) => secrets.redact(text);
  const note = (line: string) => printError(say('note: {line}', { line: conceal(line) }));
  // A fault in an adapter must not take the strategy down.
  const guard = guardProcess(note);
  const client = createPluginPool();
  const signals = new RunSignals();
  let stuck = false;
  try {
    const opened = await signals.unlessAsked(
      openPlugin(plan.chosen, { ...flags, paperBalances: plan.paperBalances }),
    );
    if ('signal' in opened) {
      printError(say('{signal}: stopped before the strategy began', { signal: opened.signal }));
      return 0;
    }
    const plugin = opened.value;
    try {
      secrets.reveal(plugin.plainKeys(keys));
      for (const line of plugin.notes) note(line);
      const advice = new RunAdvice(plan.sources, flags);
      const { run, end } = await play({
        ...{ plan, flags, plugin, keys, client, signals, kept, tally, advice, conceal },
      });
      stuck = run.stuck;
      if (stuck) note(say(STUCK));
      for (const line of advice.at(end)) note(line);
      const whole = await kept.finish(end, { json: flags.json, conceal, note });
      return whole && (end.reason === 'returned' || end.reason === 'stopped') ? 0 : 1;
    } finally {
      await signals.finish(plugin.close());
    }
  } finally {
    client.close();
    guard.end();
    kept.close();
    if (stuck) guard.kill();
  }
}

const STUCK = 'the strategy is in a step that nothing can end, such as a long sort: the process is killed';

/** All that a run has around it. */
interface Stage {
  plan: RunPlan;
  flags: RunFlags;
  plugin: OpenPlugin;
  /** Of each exchange. */
  keys: readonly Credentials[];
  client: PluginClient;
  signals: RunSignals;
  kept: Kept;
  tally: Tally;
  advice: RunAdvice;
  /** Strikes out keys. */
  conceal(text: string): string;
}

/** Starts the strategy, shows what it tells, and waits for its end. */
async function play(stage: Stage): Promise<{ run: Run; end: EndEvent }> {
  const { plan, flags, plugin, keys, client, signals, kept, tally, advice, conceal } = stage;
  const { script, libraries, args, time } = plan;
  const code = await readStrategyCode(join(packageFolder(import.meta.url), 'dist/strategy'));
  const output = createOutput({ ...flags, tally, conceal });
  const unread = new AbortController();
  const run = startRun(
    {
      ...script,
      ...{ libraries, args, state: kept.values },
      exchanges: plan.chosen.map((one, index) => exchangeAt(plugin, one, index)),
    },
    {
      ...{ keys, client, code, timeout: flags.timeout, language: language(), database: kept.database },
      async onEvent(event) {
        tally.add(event);
        kept.add(event);
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
  return { run, end };
}

/** An exchange with its address, and its name as the plugin spells it. */
function exchangeAt({ urls, names }: OpenPlugin, { wire, ...one }: ChosenExchange, index: number) {
  const spelled = (name: string) => (name === wire ? (names[index] ?? name) : name);
  return { ...one, name: spelled(one.name), label: spelled(one.label), url: urls[index] ?? '' };
}
