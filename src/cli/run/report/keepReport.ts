import { join } from 'node:path';
import { packageFolder } from '../../../files/packageFolder.js';
import { messageOf } from '../../../protocol/thrown.js';
import type { EndEvent, StrategyEvent } from '../../../strategy/events.js';
import { say } from '../../../wording/say.js';
import type { Tally } from '../Tally.js';
import type { RunFacts } from './Collector.js';

/** What is written of a run once it has ended. */
export interface KeptReport {
  add(event: StrategyEvent): void;
  /**
   * Writes it, and tells where it is.
   *
   * @returns whether nothing is lost.
   */
  finish(end: EndEvent, output: ReportOutput): Promise<boolean>;
}

export interface ReportOutput {
  /** Whether each event is told to a program, charts too. */
  json: boolean;
  /** Strikes out keys. */
  conceal(text: string): string;
  /** Takes one sentence for people. */
  note(line: string): void;
}

/**
 * Gathers the report of a run, or where none is asked for, only whether there were charts.
 *
 * @param file of `--report`.
 * @param tally counts the same events.
 * @throws UsageError where it cannot be written.
 */
export async function keepReport(
  file: string | undefined,
  facts: Omit<RunFacts, 'from'>,
  tally: Tally,
): Promise<KeptReport> {
  if (file === undefined) return watchCharts();
  // Few runs need it.
  const { ReportFile } = await import('./ReportFile.js');
  const exchanges = facts.exchanges.map(({ name, label, currency }) => ({ name, label, currency }));
  const report = await ReportFile.open(file, {
    assets: join(packageFolder(import.meta.url), 'dist/report'),
    facts: { ...facts, exchanges, from: Date.now() },
    tally,
  });
  return {
    add: (event) => report.add(event),
    async finish(end, { conceal, note }) {
      try {
        await report.write(end, conceal);
        note(say('the report is {file}', { file }));
        return true;
      } catch (error) {
        note(say('--report {file} could not be written: {reason}', { file, reason: messageOf(error) }));
        return false;
      }
    },
  };
}

function watchCharts(): KeptReport {
  let drawn = false;
  return {
    add(event) {
      drawn ||= event.kind === 'chart';
    },
    async finish(_, { json, note }) {
      if (drawn && !json) note(say('the strategy drew charts: --report report.html writes a page with them'));
      return true;
    },
  };
}
