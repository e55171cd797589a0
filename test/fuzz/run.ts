// Asks the built `serve` what nobody would ask, in front of doubles of exchanges, and judges each answer: npm run fuzz --
// [--requests N] [--seed N] [--only INDEX], after a build. Exit code 0 when all of them were as they have to be.
import { parseArgs } from 'node:util';
import { conversations } from './conversations.js';
import { Fuzzer } from './Fuzzer.js';
import { startSubject } from './startSubject.js';

const USAGE = 'usage: npm run fuzz -- [--requests N] [--seed N] [--only INDEX]';
/** Longer than any run takes: it ends what hangs for good. */
const KILL_SWITCH = 30 * 60_000;

const flags = readFlags();
const print = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);
print(`fuzz: seed ${flags.seed}, ${flags.requests} requests`);
const subject = await startSubject();
const timer = setTimeout(() => {
  print('fuzz: no end in sight');
  subject.kill();
  process.exit(1);
}, KILL_SWITCH).unref();
const fuzzer = new Fuzzer(subject.port, flags.seed, conversations(subject.keys));
const started = performance.now();
await Promise.race([fuzzer.run(flags.requests, flags.only), subject.ended]);
const seconds = (performance.now() - started) / 1000;
clearTimeout(timer);
const { figures } = fuzzer;
const end = await subject.stop();

const { data, error, head } = figures.answers;
const rows = [...figures.kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `  ${count} ${kind}`);
print(
  `${figures.requests} requests in ${seconds.toFixed(1)} s: ${Math.round(figures.requests / seconds)} a second`,
  `answers: ${data} data, ${error} error${head > 0 ? `, ${head} without a body (HEAD)` : ''}`,
  'conversations:',
  ...rows,
  `upstream: ${subject.upstream()} requests`,
);
for (const { index, kind, fault, sent, answered } of figures.findings)
  print(
    `${kind}: ${fault} (--seed ${flags.seed} --only ${index})`,
    `  sent ${sent}`,
    `  answered ${answered}`,
  );
for (const fault of end.faults) print(fault);
const faults = figures.findings.length + end.faults.length;
print(faults === 0 ? 'nothing found' : `${faults} findings; the seed is ${flags.seed}`);
process.exit(faults === 0 ? 0 : 1);

function readFlags(): { requests: number; seed: number; only: number | undefined } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { requests: text, seed: text, only: text } });
    const [requests, seed, only] = [values.requests, values.seed, values.only].map((value) =>
      value === undefined ? undefined : Number(value),
    );
    for (const value of [requests, seed, only])
      if (value !== undefined && !Number.isSafeInteger(value)) throw new Error('a number was expected');
    return { requests: requests ?? 100_000, seed: seed ?? Math.trunc(Date.now() / 1000), only };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
    process.exit(2);
  }
}
