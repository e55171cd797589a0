import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWirePlugin, type WirePlugin } from '../support/startWirePlugin.js';
import { finish, spawnCli } from './runCli.js';
import { interrupt } from './startRun.js';

const folder = await mkdtemp(join(tmpdir(), 'fmzproto-orders-'));
afterAll(() => rm(folder, { recursive: true }));

let plugin: WirePlugin;
let release: () => void = () => undefined;

beforeEach(async () => {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  plugin = await startWirePlugin(async ({ method, params }) => {
    if (method !== 'trade') return { data: { id: params.id, status: 'pending' } };
    await held;
    return { data: { id: 'BTC-USDT,1' } };
  });
  await writeFile(
    join(folder, 'buy.js'),
    "function main() { Log('buying'); exchange.Buy(100, 1); Log('never'); }",
  );
});

afterEach(async () => {
  release();
  await plugin.close();
});

/** Runs a strategy whose order has been sent, and has no answer yet. */
async function startBuying(...flags: string[]) {
  const child = spawnCli(['run', 'buy.js', '--url', `${plugin.url}/OKX`, ...flags], { cwd: folder });
  const done = finish(child);
  child.stdin.end();
  await expect.poll(() => plugin.requests.map(({ method }) => method)).toEqual(['trade']);
  return { child, done };
}

/** Resolves once a text is on stderr. */
function told(child: ReturnType<typeof spawnCli>, text: string): Promise<void> {
  let seen = '';
  return new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      seen += chunk;
      if (seen.includes(text)) resolve();
    });
  });
}

describe('an order on its way at Ctrl-C', () => {
  it('is finished first, told, and left open', async () => {
    const { child, done } = await startBuying();
    const stopping = told(child, 'stopping');
    child.kill('SIGINT');
    await stopping;
    release();
    const { code, stdout } = await done;
    expect(code).toBe(0);
    expect(stdout).toMatch(/buy +OKX 1 at 100$/m);
    expect(stdout).not.toContain('never');
    expect(stdout).toMatch(/^orders +1 placed, 0 filled, 0 canceled$/m);
    expect(stdout).toMatch(/^left open +1: OKX BTC-USDT,1$/m);
    expect(plugin.requests.map(({ method }) => method)).toEqual(['trade', 'order']);
  });

  it('is an event with --json, and the end is the last', async () => {
    const { child, done } = await startBuying('--json');
    const stopping = told(child, 'stopping');
    child.kill('SIGINT');
    await stopping;
    release();
    const { code, stdout } = await done;
    expect(code).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(events).toMatchObject([
      { kind: 'log', text: 'buying' },
      { kind: 'call', fn: 'Buy' },
      { kind: 'order', id: 'BTC-USDT,1', state: 'open', price: '100', amount: '1' },
      { kind: 'log', level: 'buy' },
      { kind: 'end', reason: 'stopped' },
    ]);
  });

  it('is told as unknown at a second one', async () => {
    const { child, done } = await startBuying('--quiet');
    const stopping = told(child, 'stopping');
    child.kill('SIGINT');
    await stopping;
    interrupt(child);
    const { code, stdout, stderr } = await done;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SIGINT: ended at once, but for an order on its way, .* 2 seconds at most$/m);
    expect(stdout).toMatch(
      /error +OKX Buy: there was no answer before the run ended; it may have been carried out/,
    );
    expect(stdout).toMatch(
      /^unknown +1 may have been placed, look at the exchange: OKX buy 1 BTC_USDT at 100$/m,
    );
  });
});

it('an order whose plugin dies is told as unknown, and no other is asked for', async () => {
  const { done } = await startBuying('--quiet');
  await plugin.close();
  const { code, stdout } = await done;
  expect(code).toBe(0);
  expect(stdout).toMatch(/error +OKX Buy: .*look at the orders before it is sent again/);
  expect(stdout).toMatch(/^unknown +1 may have been placed/m);
  expect(plugin.requests).toHaveLength(1);
});
