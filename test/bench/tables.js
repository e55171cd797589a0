import { FMZPROTO, GUIDE } from './Laboratory.js';

/** A column: its title, how wide it is, and what it shows of a row. */
const loadColumns = [
  ['row', -17, ({ row }) => row],
  ['server', -8, ({ subject }) => subject],
  ['req/s', 6, ({ rate }) => fixed(rate, rate < 100 ? 1 : 0)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.rate, 2)],
  ['guide', 5, ({ timesGuide }) => (timesGuide ? `x${fixed(timesGuide, 1)}` : '')],
  ['p50 ms', 6, ({ p50 }) => fixed(p50, 2)],
  ['p99 ms', 7, ({ p99 }) => fixed(p99, 2)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.p99, 2)],
  ['CPU us', 6, ({ cpu }) => fixed(cpu, 0)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.cpu, 2)],
  ['conn', 4, ({ connections }) => String(connections)],
  ['TLS', 4, ({ handshakes }) => String(handshakes)],
];

/** Lines of a row of load: one for each server. */
export function loadLines({ row, results }) {
  const guide = results.find(({ subject }) => subject === GUIDE);
  return results.map((result, index) =>
    lineOf(loadColumns, {
      ...result,
      row: index === 0 ? row : '',
      timesGuide: result.subject === FMZPROTO && guide ? result.rate / guide.rate : undefined,
    }),
  );
}

const streamedColumns = [
  ['streams', -16, ({ row }) => row],
  ['server', -8, ({ subject }) => subject],
  ['messages/s', 10, ({ messages, seconds }) => fixed(messages / seconds, 0)],
  ['answers/s', 9, ({ answers, seconds }) => fixed(answers / seconds, 0)],
  ['over REST', 9, ({ requests }) => String(requests)],
  ['p99 ms', 7, ({ p99 }) => fixed(p99, 2)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.p99, 2)],
  ['CPU %', 6, ({ processor }) => fixed(processor * 100, 1)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.processor, 2)],
  ['MB', 5, ({ bytes }) => fixed(bytes / 1_000_000, 1)],
];

export const streamedLines = (results) =>
  results.map((result, index) =>
    lineOf(streamedColumns, { ...result, row: index === 0 ? `streamed-${result.pairs}` : '' }),
  );

const startupColumns = [
  ['start of', -16, ({ program }) => program],
  ['CPU ms', 16, ({ cpu }) => fixed(cpu, 0)],
  ['ratio', 7, ({ ratios }) => fixed(ratios?.cpu, 2)],
  ['clock ms', 9, ({ wall }) => fixed(wall, 0)],
  ['ratio', 7, ({ ratios }) => fixed(ratios?.wall, 2)],
];

export const startupLines = (results) => results.map((result) => lineOf(startupColumns, result));

const memoryColumns = [
  ['memory of', -16, ({ subject }) => subject],
  ['answers', 16, ({ count }) => count],
  ['MB', 7, ({ bytes }) => fixed(bytes / 1_000_000, 1)],
  ['ratio', 7, ({ growth }) => fixed(growth, 2)],
];

export function memoryLines(results) {
  return results.flatMap(({ subject, bytes, growth }) => {
    const counts = Object.keys(bytes);
    return counts.map((count, index) =>
      lineOf(memoryColumns, {
        subject: index === 0 ? subject : '',
        count,
        bytes: bytes[count],
        growth: count === counts.at(-1) ? growth : undefined,
      }),
    );
  });
}

const switchedColumns = (part) => [
  [part, -16, ({ subject }) => subject],
  ['answers', 16, ({ answers }) => String(answers)],
  ['CPU us', 6, ({ cpu }) => fixed(cpu, 1)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.cpu, 2)],
  ['quarters', 9, ({ ratios }) => (ratios ? `${fixed(ratios.from, 2)}-${fixed(ratios.to, 2)}` : '')],
];

export const switchedHeading = (part) => headingOf(switchedColumns(part));

export const switchedLines = (part, results) =>
  results.map((result) => lineOf(switchedColumns(part), result));

const callColumns = [
  ['strategy', -16, ({ row }) => row],
  ['client', -9, ({ subject }) => subject],
  ['calls/s', 7, ({ rate }) => fixed(rate, 0)],
  ['ratio', 5, ({ ratios }) => fixed(ratios?.rate, 2)],
  ['quarters', 9, ({ ratios }) => (ratios ? `${fixed(ratios.from, 2)}-${fixed(ratios.to, 2)}` : '')],
  ['CPU us', 6, ({ cpu }) => fixed(cpu, 0)],
];

export const callLines = ({ row, results }) =>
  results.map((result, index) => lineOf(callColumns, { ...result, row: index === 0 ? row : '' }));

const goColumns = [
  ['at once', -16, () => 'strategy-go'],
  ['calls', 16, ({ count }) => String(count)],
  ['in flight', 9, ({ most }) => String(most)],
  ['answers', 7, ({ answers }) => String(answers)],
];

export const goLines = (results) => results.map((result) => lineOf(goColumns, result));

export const headings = {
  loads: headingOf(loadColumns),
  streamed: headingOf(streamedColumns),
  startup: headingOf(startupColumns),
  memory: headingOf(memoryColumns),
  calls: headingOf(callColumns),
  go: headingOf(goColumns),
};

function headingOf(columns) {
  return columns
    .map(([title, width]) => pad(title, width))
    .join('  ')
    .trimEnd();
}

function lineOf(columns, row) {
  return columns
    .map(([, width, show]) => pad(show(row), width))
    .join('  ')
    .trimEnd();
}

/** @param width below zero where a text stands at the left. */
function pad(text, width) {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

function fixed(number, places) {
  return Number.isFinite(number) ? number.toFixed(places) : '';
}
