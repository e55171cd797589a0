import { messageOf } from '../../protocol/thrown.js';
import type { EndEvent, StrategyEvent } from '../../strategy/events.js';
import { say } from '../../wording/say.js';
import { KeptDatabase } from './KeptDatabase.js';
import { KeptState } from './KeptState.js';
import type { RunFlags, RunPlan } from './planRun.js';
import { type KeptReport, keepReport, type ReportOutput } from './report/keepReport.js';
import type { Tally } from './Tally.js';

/** What is left of a run: the state, the database and the report, as far as they were asked for. */
export class Kept {
  readonly database: KeptDatabase | undefined;
  readonly #state: KeptState | undefined;
  readonly #report: KeptReport;

  private constructor(state: KeptState | undefined, report: KeptReport) {
    this.#state = state;
    this.database = state && new KeptDatabase(state.path);
    this.#report = report;
  }

  /** @throws UsageError where one of the files cannot be used. */
  static async open(
    flags: Pick<RunFlags, 'state' | 'report' | 'version'>,
    { script: { file }, chosen }: RunPlan,
    tally: Tally,
  ): Promise<Kept> {
    const state = flags.state === undefined ? undefined : await KeptState.open(flags.state);
    try {
      const facts = { file, version: flags.version, exchanges: chosen };
      return new Kept(state, await keepReport(flags.report, facts, tally));
    } catch (error) {
      state?.close();
      throw error;
    }
  }

  /** What `_G` held at first. */
  get values(): Readonly<Record<string, unknown>> {
    return this.#state?.values ?? {};
  }

  add(event: StrategyEvent): void {
    this.#report.add(event);
    if (event.kind === 'state') this.#state?.set(event.key, event.value);
  }

  /**
   * Waits until all is on the disk, and tells what could not be written.
   *
   * @returns whether nothing is lost.
   */
  async finish(end: EndEvent, output: ReportOutput): Promise<boolean> {
    const reported = await this.#report.finish(end, output);
    try {
      await this.#state?.saved();
      this.database?.saved();
      return reported;
    } catch (error) {
      output.note(
        say('what the strategy keeps could not be written: {reason}', { reason: messageOf(error) }),
      );
      return false;
    }
  }

  close(): void {
    this.#state?.close();
  }
}
