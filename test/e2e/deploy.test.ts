import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { variableOf } from '../../src/cli/terminal/flags.js';
import Serve from '../../src/commands/serve.js';
import { killServed, startServe } from './startServe.js';

afterEach(killServed);

const folder = fileURLToPath(new URL('../../templates/deploy', import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

const ecosystem = v.object({
  apps: v.tuple([
    v.object({
      script: v.string(),
      args: v.string(),
      env: v.record(v.string(), v.string()),
      stop_exit_codes: v.array(v.number()),
      kill_timeout: v.number(),
    }),
  ]),
});
const [pm2] = v.parse(ecosystem, createRequire(import.meta.url)(join(folder, 'ecosystem.config.cjs'))).apps;

const commandOf: Record<string, string[]> = {
  'fmzproto.service': (/^ExecStart=.* serve (.*)$/m.exec(read('fmzproto.service'))?.[1] ?? '').split(' '),
  'ecosystem.config.cjs': pm2.args.split(' ').slice(1),
  Dockerfile: v
    .parse(v.array(v.string()), JSON.parse(/^CMD (.*)$/m.exec(read('Dockerfile'))?.[1] ?? ''))
    .slice(1),
};

test.each(Object.entries(commandOf))('%s starts a plugin that ends in order', async (_, args) => {
  const { child, call, done } = await startServe(args);
  expect(await call('Paper', 'ticker')).toHaveProperty('data.symbol', 'LTC_USDT');
  child.kill('SIGTERM');
  expect(await done).toMatchObject({ code: 0 });
});

test('compose.yaml starts one that takes what comes over the bridges of Docker', async () => {
  const own = await mkdtemp(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rm(own, { recursive: true }));
  const state = join(own, 'paper.json');
  const lines = [...read('compose.yaml').matchAll(/^ {6}(FMZPROTO_\w+): (\S+)$/gm)];
  const variables = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
  const { call } = await startServe([], {
    env: { ...variables, FMZPROTO_PAPER_STATE: state },
  });
  expect(await call('Paper', 'ticker')).toHaveProperty('data.symbol', 'LTC_USDT');
  expect(Object.keys(variables)).toEqual(['FMZPROTO_HOST', 'FMZPROTO_ALLOW', 'FMZPROTO_PAPER_STATE']);
});

test.each(['fmzproto.service', 'ecosystem.config.cjs', 'Dockerfile', 'compose.yaml'])(
  '%s names variables that are read',
  (file) => {
    const named = [...new Set(read(file).match(/FMZPROTO_\w+/g))];
    const known = Object.keys(Serve.flags).map(variableOf);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  },
);

test('what stops it waits longer than a request may take, and wrong usage is not started again', () => {
  const timeout = 10;
  const unit = read('fmzproto.service');
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(timeout);
  expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
  expect(pm2.kill_timeout).toBeGreaterThan(timeout * 1000);
  expect(pm2.stop_exit_codes).toContain(2);
  expect(Number(/stop_grace_period: (\d+)s/.exec(read('compose.yaml'))?.[1])).toBeGreaterThan(timeout);
});

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.runIf(systemd)('the systemd unit', () => {
  const unit = join(folder, 'fmzproto.service');

  it('is exposed by 2.5 at most', () => {
    const args = ['security', '--offline=true', '--no-pager', '--threshold=25', unit];
    expect(spawnSync('systemd-analyze', args).status).toBe(0);
    // Where it counts: nothing passes a lower bound than its own.
    expect(spawnSync('systemd-analyze', args.with(3, '--threshold=5')).status).not.toBe(0);
  });

  it('has no setting that systemd does not know', () => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(execFileSync('systemd-analyze', ['--version']).toString()).toMatch(/^systemd \d+/);
  });
});
