import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { finish } from '../e2e/runCli.js';

const program = fileURLToPath(new URL('../bench/run.js', import.meta.url));

function bench(...words: string[]) {
  const { GUIDE_PLUGIN: _, ...env } = process.env;
  return finish(spawn(process.execPath, [program, ...words], { env, stdio: 'pipe' }));
}

const positive = v.pipe(v.number(), v.gtValue(0));
const figures = { rate: positive, p50: positive, p99: positive, cpu: positive };
const counts = {
  answers: positive,
  failed: v.literal(0),
  connections: v.pipe(v.number(), v.minValue(1)),
  handshakes: v.literal(0),
};
const report = v.object({
  short: v.literal(true),
  loads: v.tuple([
    v.object({
      row: v.literal('rest-0ms-1'),
      callers: v.literal(1),
      results: v.tuple([
        v.object({ subject: v.literal('proxy'), ...figures, ...counts }),
        v.object({ subject: v.literal('fmzproto'), ...figures, ...counts, ratios: v.object(figures) }),
      ]),
    }),
  ]),
  startup: v.tuple([]),
  memory: v.tuple([]),
  streamed: v.tuple([]),
});

test('a row is measured on both servers, and told as a table and as JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fmzproto-bench-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'bench.json');
  const { code, stdout, stderr } = await bench('--short', '--only', 'rest-0ms-1', '--json', file);
  // Whether the bounds hold depends on what else this machine does; what is far off is told.
  expect(code).toBe(stderr === '' ? 0 : 1);
  const written = v.parse(report, JSON.parse(await readFile(file, 'utf8')));
  const [heading, limit = '', ours = '', ...rest] = stdout.trimEnd().split('\n');
  expect(heading).toMatch(/^row +server +req\/s/);
  expect(rest).toEqual([]);
  expect(Math.max(...[limit, ours].map((line) => line.length))).toBeLessThanOrEqual(100);
  const [row] = written.loads;
  const [proxy, fmzproto] = row.results;
  expect(limit.split(/ +/).slice(0, 2)).toEqual(['rest-0ms-1', 'proxy']);
  expect(limit).toContain(proxy.p50.toFixed(2));
  expect(ours.trim().split(/ +/)[0]).toBe('fmzproto');
  expect(ours).toContain(fmzproto.ratios.rate.toFixed(2));
});

const shared = v.object({
  loads: v.tuple([
    v.object({
      row: v.literal('rest-0ms-16-alike'),
      callers: v.literal(16),
      results: v.tuple([
        v.object({ subject: v.literal('proxy'), answers: positive, requests: positive }),
        v.object({ subject: v.literal('fmzproto'), answers: positive, requests: positive }),
      ]),
    }),
  ]),
  streamed: v.tuple([
    v.object({ subject: v.literal('memory'), answers: positive, messages: v.literal(0) }),
    v.object({
      ...{ subject: v.literal('fmzproto'), answers: positive, messages: positive },
      ratios: v.object({ p99: positive, processor: positive }),
    }),
  ]),
});

test('callers who ask alike share requests, and what streams cost is told beside answers from memory alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fmzproto-bench-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'bench.json');
  const words = ['--short', '--only', 'rest-0ms-16-alike', '--only', 'streamed-200', '--json', file];
  const { code, stdout, stderr } = await bench(...words);
  expect(code).toBe(stderr === '' ? 0 : 1);
  const { loads, streamed } = v.parse(shared, JSON.parse(await readFile(file, 'utf8')));
  const [proxy, ours] = loads[0].results;
  expect(proxy.requests).toBeGreaterThanOrEqual(proxy.answers);
  expect(ours.requests).toBeLessThan(ours.answers);
  const [heading, limit = '', other = ''] = stdout.trimEnd().split('\n').slice(-3);
  expect(heading).toMatch(/^streams +server +messages\/s/);
  expect(limit).toMatch(/^streamed-200 +memory +0 /);
  expect(other).toMatch(/^ +fmzproto /);
  expect(other).toContain(streamed[1].ratios.processor.toFixed(2));
  expect(Math.max(limit.length, other.length)).toBeLessThanOrEqual(100);
});

test('a row that is not there is refused, with those that are', async () => {
  const { code, stderr } = await bench('--only', 'nothing');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^no row is called nothing: there are rest-0ms-1, /);
});
