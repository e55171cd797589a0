import type { ChalkInstance } from 'chalk';
import { type PlainTemplate, say } from '../../wording/say.js';
import { breakWords, displayWidth, type Screen } from '../terminal/screen.js';
import type { Finding, FindingStatus } from './Finding.js';

/** What the statuses are called. */
const STATUSES: Readonly<Record<FindingStatus, PlainTemplate>> = {
  ok: 'ok',
  warn: 'warn',
  fail: 'fail',
  skipped: 'skipped',
};

/** What the checks are called; the others go by their own names. */
const CHECKS: Readonly<Record<string, PlainTemplate>> = {
  config: 'config',
  disk: 'disk',
  descriptors: 'descriptors',
  port: 'port',
  docker: 'docker',
  exchanges: 'exchanges',
  proxy: 'proxy',
  connection: 'connection',
  clock: 'clock',
  streams: 'streams',
  keys: 'keys',
};

const GAP = 2;
/** With less room for them, texts stand below what they are about. */
const NARROW = 24;

/** Findings for people: a line each, broken where the terminal ends, with what to do below it. */
export function renderFindings(
  findings: readonly Finding[],
  colors: ChalkInstance,
  { columns = Number.POSITIVE_INFINITY }: Screen = {},
): string {
  const subjects = findings.map(subjectOf);
  const width = Math.max(0, ...subjects.map(displayWidth));
  const statusWidth = Math.max(...Object.values(STATUSES).map((status) => displayWidth(say(status))));
  const beside = statusWidth + GAP + width + GAP;
  const indent = columns - beside < NARROW ? statusWidth + GAP : beside;
  const lines = findings.flatMap(({ status, text, remedy }, index) => {
    const subject = subjects[index] ?? '';
    const told = say(STATUSES[status]);
    const head = `${paint(status, colors)(told)}${' '.repeat(statusWidth - displayWidth(told) + GAP)}${subject}`;
    const [first = '', ...others] = wrap(text, columns - indent);
    const below = [...others, ...(remedy === undefined ? [] : wrap(`-> ${remedy}`, columns - indent))];
    const begun =
      indent === beside
        ? [`${head}${' '.repeat(width - displayWidth(subject) + GAP)}${first}`]
        : [head, `${' '.repeat(indent)}${first}`];
    return [...begun, ...below.map((line) => `${' '.repeat(indent)}${line}`)];
  });
  return [...lines, summary(findings, colors)].join('\n');
}

function subjectOf({ check, exchange }: Finding): string {
  const name = CHECKS[check] ? say(CHECKS[check]) : check;
  return exchange === undefined ? name : `${exchange} ${name}`;
}

function wrap(text: string, columns: number): string[] {
  return breakWords(text, { columns: Math.max(1, columns) });
}

function paint(status: FindingStatus, colors: ChalkInstance): ChalkInstance {
  return { ok: colors.green, warn: colors.yellow, fail: colors.red, skipped: colors.dim }[status];
}

function summary(findings: readonly Finding[], colors: ChalkInstance): string {
  const count = (status: FindingStatus) => findings.filter((one) => one.status === status).length;
  const failed = count('fail');
  return say('{count} checks: {ok} ok, {warned} warned, {failed}, {skipped} skipped', {
    count: findings.length,
    ok: count('ok'),
    warned: count('warn'),
    failed: (failed > 0 ? colors.red : colors.green)(say('{count} failed', { count: failed })),
    skipped: count('skipped'),
  });
}
