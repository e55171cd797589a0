import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { httpFixtures } from '../../support/httpFixtures.js';
import { scrape, valuesOf } from '../../support/scrape.js';
import { type Served, startServe } from '../startServe.js';
import { hasSmallDisks, SmallDisk, withSmallDisk } from './smallDisk.js';
import { useOkx } from './useOkx.js';

const possible = hasSmallDisks(tmpdir());
if (!possible) process.stderr.write('full disks are not tried: unshare -rm may not mount one here\n');

const { okx, folder } = useOkx('full');
let disk: string;
beforeEach(async () => {
  disk = join(folder(), 'disk');
  await mkdir(disk);
});

const serve = (...flags: string[]) =>
  startServe(['--base-url', `OKX=${okx().url}`, ...flags], { before: withSmallDisk(disk) });

/** What a monitor is told besides exchanges. */
async function told({ url }: Served): Promise<{ reasons: unknown; metric: Record<string, number> }> {
  const health: unknown = await (await fetch(`${url}/healthz`)).json();
  return {
    reasons: Object(health).reasons,
    metric: valuesOf(await scrape(url), 'fmzproto_trouble'),
  };
}

const NONE = {
  reasons: [],
  metric: {
    ...{ 'trouble="descriptors"': 0, 'trouble="log-file"': 0 },
    ...{ 'trouble="record"': 0, 'trouble="paper-state"': 0, 'trouble="share"': 0 },
    'trouble="tls-cert"': 0,
  },
};

/** @param name of the trouble, as the metric has it. */
const one = (name: string, reason: unknown) => ({
  reasons: [reason],
  metric: { ...NONE.metric, [`trouble="${name}"`]: 1 },
});

async function stop({ child, done }: Served) {
  child.kill('SIGTERM');
  return done;
}

test.runIf(possible)(
  'the log: it goes to stderr, told once, and to its file again when there is room',
  async () => {
    const path = join(disk, 'serve.log');
    const served = await serve('--log-file', path);
    const { call } = served;
    const small = new SmallDisk(served.child.pid, disk);
    const inFile = () => readFileSync(join(small.path, 'serve.log'), 'utf8');
    expect(await call('Paper', 'ticker')).toHaveProperty('data');
    await expect.poll(inFile).toContain('GetTicker');
    small.fill();
    const cannot = `the log cannot be written to ${path} and goes to stderr: ENOSPC\n`;
    // Some lines fit into what the file has of its last block.
    await expect
      .poll(async () => {
        expect(await call('Paper', 'ticker')).toHaveProperty('data');
        return served.log();
      })
      .toContain(cannot);
    expect(await told(served)).toEqual(one('log-file', cannot.trimEnd()));
    // It is tried again all the time, which nobody is told of.
    const lines = () => served.log().split('GetTicker').length;
    const before = performance.now();
    while (performance.now() - before < 7_000) {
      const count = lines();
      expect(await call('Paper', 'ticker')).toHaveProperty('data');
      await expect.poll(lines).toBeGreaterThan(count);
    }
    expect(served.log().split('the log ')).toHaveLength(2);
    small.free();
    const again = `the log is written to ${path} again\n`;
    await expect
      .poll(async () => {
        expect(await call('Paper', 'ticker')).toHaveProperty('data');
        return served.log();
      })
      .toContain(again);
    expect(await told(served)).toEqual(NONE);
    expect(await call('Paper', 'GetTicekr')).toHaveProperty('error');
    await expect.poll(inFile).toContain('GetTicekr');
    for (const line of inFile().trimEnd().split('\n'))
      expect(line.match(/\d\d:\d\d:\d\d/g), line).toHaveLength(1);
    expect(served.log().split('the log ')).toHaveLength(3);
    expect(await stop(served)).toMatchObject({ code: 0 });
  },
);

test.runIf(possible)('recordings: told once, then that there are more when there is room', async () => {
  const path = join(disk, 'recorded');
  const served = await serve('--record', path);
  const { call } = served;
  const small = new SmallDisk(served.child.pid, disk);
  let limit = 0;
  const ask = async () => {
    limit += 1;
    const params = { symbol: 'BTC_USDT', period: '60', limit: String(limit) };
    expect(await call('OKX', 'records', params)).toHaveProperty('data');
    return served.log();
  };
  const cannot = `a recording cannot be written into ${path}: ENOSPC`;
  const again = `recordings are written into ${path} again\n`;
  for (const times of [1, 2]) {
    await ask();
    await expect.poll(() => small.names('recorded').length).toBeGreaterThan(0);
    small.fill();
    await expect.poll(async () => (await ask()).split(cannot).length - 1).toBe(times);
    for (let more = 0; more < 3; more += 1) await ask();
    expect(await told(served)).toEqual(one('record', expect.stringContaining(cannot)));
    small.free();
    await expect.poll(async () => (await ask()).split(again).length - 1).toBe(times);
    expect(await told(served)).toEqual(NONE);
    expect(served.log().split(cannot).length - 1).toBe(times);
  }
  // Each is whole, and nothing else is left.
  const whole = () => httpFixtures(join(small.path, 'recorded')).length;
  await expect.poll(() => small.names('recorded').length - whole()).toBe(0);
  expect(await stop(served)).toMatchObject({ code: 0 });
});

test.runIf(possible)(
  'accounts of Paper: each order says so, and all of it is kept as soon as there is room',
  async () => {
    const path = join(disk, 'paper.json');
    const served = await serve('--paper-state', path);
    const { call } = served;
    const small = new SmallDisk(served.child.pid, disk);
    const trade = (price: string) =>
      call('Paper', 'trade', { symbol: 'LTC_USDT', type: 'buy', price, amount: '0.1' });
    expect(await trade('10')).toHaveProperty('data.id');
    const saved = () => readFileSync(join(small.path, 'paper.json'), 'utf8');
    const before = saved();
    small.fill();
    expect((await trade('11')).error).toMatch(
      /^outcome unknown: STATE_FILE done, but not saved to disk: ENOSPC \(it is lost when the plugin stops: make room/,
    );
    expect(await call('Paper', 'ticker')).toHaveProperty('data');
    expect(await call('Paper', 'orders')).toMatchObject({ data: [{ price: 10 }, { price: 11 }] });
    expect(saved()).toBe(before);
    const cannot = `Paper's accounts cannot be written to ${path} (ENOSPC): make room, what has changed in them is lost when the plugin stops`;
    const again = `Paper's accounts are written to ${path} again`;
    expect(await told(served)).toEqual(one('paper-state', cannot));
    // It is tried again all the time, which leaves nothing and which nobody is told of.
    expect((await trade('12')).error).toContain('not saved to disk');
    await expect.poll(() => small.names()).toEqual(['filler', 'paper.json', 'paper.json.lock']);
    small.free();
    await expect.poll(saved).toContain('"12"');
    await expect.poll(() => told(served)).toEqual(NONE);
    for (const text of [cannot, again]) expect(served.log().split(text)).toHaveLength(2);
    expect(await trade('13')).toHaveProperty('data.id');
    expect(saved()).toContain('"13"');
    small.fill();
    const { code, stderr } = await stop(served);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      `error: ${path} could not be written at the end: ENOSPC; what has changed in Paper's accounts since it was last written is lost`,
    );
  },
);
