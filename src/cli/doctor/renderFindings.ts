import type { ChalkInstance } from 'chalk';
import { breakWords, displayWidth, type Screen } from '../terminal/screen.js';
import type { Finding, FindingStatus } from './Finding.js';

const STATUS_WIDTH = 7;
const GAP = 2;
/** With less room for them, texts stand below what they are about. */
const NARROW = 24;

/** Findings for people: a line each, broken where the terminal ends, with what to do below it. */
export function renderFindings(
  findings: readonly Finding[],
  colors: ChalkInstance,
  { columns = Number.POSITIVE_INFINITY }: Screen = {},
): string {
  const subjects = findings.map(({ check, exchange }) =>
    exchange === undefined ? check : `${exchange} ${check}`,
  );
  const width = Math.max(0, ...subjects.map(displayWidth));
  const beside = STATUS_WIDTH + GAP + width + GAP;
  const indent = columns - beside < NARROW ? STATUS_WIDTH + GAP : beside;
  const lines = findings.flatMap(({ status, text, remedy }, index) => {
    const subject = subjects[index] ?? '';
    const head = `${paint(status, colors)}${' '.repeat(STATUS_WIDTH - status.length + GAP)}${subject}`;
    const [first = '', ...others] = wrap(text, columns - indent);
    const below = [...others, ...(remedy === undefined ? [] : wrap(`-> ${remedy}`, columns - indent))];
    const told =
      indent === beside
        ? [`${head}${' '.repeat(width - displayWidth(subject) + GAP)}${first}`]
        : [head, `${' '.repeat(indent)}${first}`];
    return [...told, ...below.map((line) => `${' '.repeat(indent)}${line}`)];
  });
  return [...lines, summary(findings, colors)].join('\n');
}

function wrap(text: string, columns: number): string[] {
  return breakWords(text, { columns: Math.max(1, columns) });
}

function paint(status: FindingStatus, colors: ChalkInstance): string {
  return { ok: colors.green, warn: colors.yellow, fail: colors.red, skipped: colors.dim }[status](status);
}

function summary(findings: readonly Finding[], colors: ChalkInstance): string {
  const count = (status: FindingStatus) => findings.filter((one) => one.status === status).length;
  const failed = count('fail');
  const told = (failed > 0 ? colors.red : colors.green)(`${failed} failed`);
  return `${findings.length} checks: ${count('ok')} ok, ${count('warn')} warned, ${told}, ${count('skipped')} skipped`;
}
