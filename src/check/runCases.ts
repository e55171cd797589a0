import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { Defect, Skip } from './AnswerEnvelope.js';
import type { CheckCase } from './CheckCase.js';
import { CheckContext, type CheckContextOptions } from './CheckContext.js';
import { concurrencyCases } from './cases/concurrency.js';
import { envelopeCases } from './cases/envelope.js';
import { errorCases } from './cases/errors.js';
import { idCases } from './cases/ids.js';
import { methodCases } from './cases/methods.js';
import { sessionCases } from './cases/sessions.js';
import { symbolCases } from './cases/symbols.js';
import { transportCases } from './cases/transport.js';
import type { RoundTrip } from './RawHttpClient.js';

/** Every case, in the order in which they are numbered and run. */
export const checkCases: readonly CheckCase[] = [
  ...transportCases,
  ...envelopeCases,
  ...methodCases,
  ...symbolCases,
  ...idCases,
  ...errorCases,
  ...concurrencyCases,
  ...sessionCases,
];

/** The groups, in the same order. */
export const checkGroups: readonly string[] = [...new Set(checkCases.map(({ group }) => group))];

/** What became of a case. */
export interface CaseResult {
  /** Its number among all cases, from 1 on. */
  number: number;
  id: string;
  group: string;
  title: string;
  status: 'ok' | 'fail' | 'skip';
  /** What the protocol says. */
  contract: string;
  /** What is wrong, or why the case was skipped. */
  reason?: string;
  /** Of a failure: the request and the answer that show it. Keys are struck out. */
  sent?: { verb: string; path: string; headers: Readonly<Record<string, string>>; body: string };
  received?: { status: number; text: string } | { failure: string };
}

/** What a run of the suite takes. */
export interface RunOptions extends CheckContextOptions {
  /** Which cases to run. */
  wanted(found: CheckCase, number: number): boolean;
  /** Takes keys out of a text. */
  conceal(text: string): string;
  onResult?(result: CaseResult): void;
}

/** What a run found. */
export interface CheckReport {
  cases: CaseResult[];
  /** One sentence where the exchange wanted no more requests: the cases that are left were not run. */
  stopped?: string;
  /** One sentence where an order may have been left behind. */
  warning?: string;
}

const LONGEST = 2000;

/** Runs the cases one after the other against one plugin. */
export async function runCases(options: RunOptions): Promise<CheckReport> {
  const context = new CheckContext(options);
  const cases: CaseResult[] = [];
  let warning: string | undefined;
  let stopped: string | undefined;
  try {
    for (const [index, one] of checkCases.entries()) {
      if (!options.wanted(one, index + 1)) continue;
      const { run, ...described } = one;
      const outcome = await outcomeOf(run(context), options.conceal);
      if (context.throttled !== undefined) {
        // What it found says nothing about the plugin.
        const reason = oneLine(options.conceal(context.throttled), 300);
        stopped = say(
          'the exchange wants no more requests ({reason}): what is left was not checked; check again when its limit begins anew, or a part with --only',
          { reason },
        );
        break;
      }
      const result = { number: index + 1, ...described, ...outcome };
      cases.push(result);
      options.onResult?.(result);
    }
  } finally {
    warning = await context.order.cleanUp();
  }
  return { cases, ...(stopped !== undefined && { stopped }), ...(warning !== undefined && { warning }) };
}

async function outcomeOf(
  run: Promise<void>,
  conceal: (text: string) => string,
): Promise<Pick<CaseResult, 'status' | 'reason' | 'sent' | 'received'>> {
  try {
    await run;
    return { status: 'ok' };
  } catch (error) {
    if (error instanceof Skip) return { status: 'skip', reason: conceal(error.message) };
    if (!(error instanceof Defect)) throw error;
    const reason = conceal(error.message);
    return { status: 'fail', reason, ...(error.trip && show(error.trip, conceal)) };
  }
}

function show({ sent, status, text, failure }: RoundTrip, conceal: (text: string) => string) {
  const cut = (whole: string) => (whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole);
  return {
    sent: { ...sent, body: cut(conceal(sent.body)) },
    received:
      failure === undefined && status !== undefined
        ? { status, text: cut(conceal(text)) }
        : { failure: failure ?? say('no answer') },
  };
}
