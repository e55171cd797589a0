import type { ChalkInstance } from 'chalk';
import type { CaseResult } from '../../check/runCases.js';
import { oneLine } from '../../protocol/oneLine.js';
import type { Gap } from '../../scaffold/findGaps.js';

const WIDEST = 300;
const INDENT = ' '.repeat(11);

/**
 * A case for people: one line, and for a failure what was sent, what came, and what the contract says.
 *
 * @param previous the case before it; the name of a group stands above its first case.
 */
export function renderResult(
  result: CaseResult,
  previous: CaseResult | undefined,
  colors: ChalkInstance,
): string {
  const { number, id, group, title, status, reason } = result;
  const word = { ok: colors.green('ok  '), fail: colors.red('FAIL'), skip: colors.dim('skip') }[status];
  const note = status === 'skip' ? colors.dim(`: ${oneLine(reason ?? '', WIDEST)}`) : '';
  const line = `${String(number).padStart(4)}  ${word} ${title}${note}`;
  const heading = group === previous?.group ? [] : [colors.bold(group)];
  const findings = status === 'fail' ? renderFindings(result).map((text) => INDENT + text) : [];
  return [...heading, status === 'fail' ? `${line} ${colors.dim(`(${id})`)}` : line, ...findings].join('\n');
}

/** The last line: how many cases went how. */
export function renderSummary(cases: readonly CaseResult[], colors: ChalkInstance): string {
  const count = (status: CaseResult['status']) => cases.filter((one) => one.status === status).length;
  const failed = count('fail');
  const paint = failed > 0 ? colors.red : colors.green;
  const noun = cases.length === 1 ? 'case' : 'cases';
  return `${cases.length} ${noun}: ${count('ok')} ok, ${paint(`${failed} failed`)}, ${count('skip')} skipped`;
}

function renderFindings({ reason, contract, sent, received }: CaseResult): string[] {
  const headers = Object.entries(sent?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const lines: [string, string | undefined][] = [
    ['found', reason],
    ['sent', sent && [sent.verb, sent.path, ...headers, sent.body].join(' ')],
    ['came', received && ('failure' in received ? received.failure : `${received.status} ${received.text}`)],
    ['contract', contract],
  ];
  return lines.flatMap(([name, text]) =>
    text === undefined ? [] : [`${name.padEnd(9)} ${oneLine(text, WIDEST)}`],
  );
}

/** What an adapter's author has to fill in, a line for each place. */
export function renderGaps(gaps: readonly Gap[], colors: ChalkInstance): string[] {
  if (gaps.length === 0) return [];
  const places = gaps.map(({ file, line }) => `${file}:${line}`);
  const width = Math.max(...places.map((place) => place.length));
  return [
    colors.bold('left to fill in:'),
    ...gaps.map(({ text }, index) => `  ${(places[index] ?? '').padEnd(width)}  ${oneLine(text, 160)}`),
  ];
}
