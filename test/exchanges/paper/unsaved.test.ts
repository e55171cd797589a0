import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { builtInExchanges } from '../../../src/exchanges/builtInExchanges.js';
import { StateFile } from '../../../src/exchanges/paper/state-file/StateFile.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';

const sale = { symbol: 'BTC_USDT', type: 'sell', price: '-1', amount: '0.01' };
const keys = { access_key: 'someone', secret_key: '' };
const MAYBE =
  /^outcome unknown: .*; it may have been carried out, look at the orders before sending it again$/;
const NOTHING = /; nothing was (sent|changed, it failed before that)$/;

let folder: string;
let okx: OkxDouble;
let plugin: Plugin;

async function start(timeout: number) {
  plugin = await startPlugin({
    baseUrls: { OKX: okx.url },
    timeout,
    exchanges: await builtInExchanges({ paperState: join(folder, 'paper.json') }),
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-unsaved-'));
  okx = await startOkxDouble();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await plugin.stop().catch(() => undefined);
  await okx.close();
  await rm(folder, { recursive: true, force: true });
});

function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Sells so many times at once, until something is being saved: what took longer than the deadline before that says so. */
async function sellUntilSaving(exchange: string, count: number): Promise<string[]> {
  const save = vi.mocked(StateFile.prototype.save);
  for (;;) {
    const sales = Array.from({ length: count }, () => plugin.call(exchange, 'trade', sale, keys));
    const errors = (await Promise.all(sales)).map(({ error }) => error ?? '');
    if (save.mock.calls.length > 0) return errors;
    for (const error of errors) expect(error).toMatch(NOTHING);
  }
}

const coins = async (exchange: string) => {
  const { data } = await plugin.call(exchange, 'accounts', {}, keys);
  return JSON.stringify(data);
};

it.each(['Paper', 'Paper/OKX'])(
  '%s: what was sold but not saved is never told as unchanged',
  async (exchange) => {
    await start(30_000);
    await rm(folder, { recursive: true });
    const { error } = await plugin.call(exchange, 'trade', sale, keys);
    expect(error).toMatch(/^outcome unknown: STATE_FILE done, but not saved to disk: ENOENT/);
    expect(error).not.toMatch(/nothing was/);
    expect(await coins(exchange)).toContain('0.99');
  },
);

it.each(['Paper', 'Paper/OKX'])(
  '%s: a save that is slower than the deadline leaves the outcome unknown',
  async (exchange) => {
    await start(2000);
    const gate = createGate();
    vi.spyOn(StateFile.prototype, 'save').mockImplementation(() => gate.opened);
    const [error] = await sellUntilSaving(exchange, 1);
    gate.open();
    expect(error).toMatch(MAYBE);
    expect(await coins(exchange)).toContain('0.99');
  },
);

it.each(['Paper', 'Paper/OKX'])(
  '%s: what waits behind a slow save is not done, and is told so',
  async (exchange) => {
    await start(2000);
    const gate = createGate();
    vi.spyOn(StateFile.prototype, 'save').mockImplementation(() => gate.opened);
    const errors = await sellUntilSaving(exchange, 2);
    gate.open();
    expect(errors.filter((error) => MAYBE.test(error))).toHaveLength(1);
    expect(errors.filter((error) => NOTHING.test(error))).toHaveLength(1);
    expect(await coins(exchange)).toContain('0.99');
  },
);
