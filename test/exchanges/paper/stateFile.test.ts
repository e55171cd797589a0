import { chmod, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPaper } from '../../../src/exchanges/paper/index.js';
import { HOUR, openPaper } from './openPaper.js';
import { openWrapped } from './openWrapped.js';
import { scriptedExchange } from './scriptedExchange.js';

const BTC = { symbol: 'BTC_USDT' };
const SWAP = 'BTC_USDT.swap';

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-state-'));
  stateFile = join(folder, 'paper.json');
});

describe('a state file', () => {
  it('brings accounts, orders and ids of plain Paper back', async () => {
    const before = openPaper({ stateFile });
    await before.call('trade', { ...BTC, type: 'buy', price: -1, amount: 1000 }, 'alice');
    const { id } = await before.call(
      'trade',
      { ...BTC, type: 'sell', price: 90_000, amount: '0.5' },
      'alice',
    );
    const after = openPaper({ stateFile });
    for (const method of ['accounts', 'orders', 'historyorders'] as const) {
      expect(await after.call(method, {}, 'alice')).toEqual(await before.call(method, {}, 'alice'));
    }
    expect(await after.balances('bob')).toMatchObject({ BTC: ['1', '0'] });
    const next = await after.call('trade', { ...BTC, type: 'sell', price: 90_000, amount: '0.1' }, 'alice');
    expect(Number(next.id.split(',')[1])).toBeGreaterThan(Number(id.split(',')[1]));
    expect(await after.call('cancel', { id }, 'alice')).toBe(true);
  });

  it('brings positions, leverage and funding back, and each exchange has accounts of its own', async () => {
    const scripted = scriptedExchange();
    scripted.script.fundings[SWAP] = { rate: 0.001, interval: 8 * HOUR };
    const before = openWrapped({ stateFile }, scripted);
    await before.call('setmarginlevel', { symbol: SWAP, margin_level: 25 });
    await before.trade(SWAP, 'buy', -1, 4);
    await before.trade(SWAP, 'sell', 51_000, 1);
    await before.trade('BTC_USD.swap', 'sell', -1, 10);
    scripted.script.now += 6 * HOUR;
    await before.call('positions');
    const after = openWrapped({ stateFile }, scripted);
    for (const method of ['accounts', 'positions', 'orders', 'historyorders'] as const) {
      expect(await after.answer(method)).toEqual(await before.answer(method));
    }
    expect(await after.call('positions')).toHaveLength(2);
    expect(await openPaper({ stateFile }).balances('me')).toMatchObject({ USDT: ['10000', '0'] });
  });

  it('is on the disk before a write is answered, readable by its owner alone, without the access key', async () => {
    const { call } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 }, 'my-secret-key');
    const text = await readFile(stateFile, 'utf8');
    expect(text).toContain('"state":"open"');
    expect(text).not.toContain('my-secret-key');
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['paper.json']);
  });

  it('is not touched by reads that change nothing', async () => {
    const { call } = openPaper({ stateFile });
    await call('accounts');
    await call('orders');
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps all of many orders that come at once', async () => {
    const { call } = openPaper({ stateFile });
    const placed = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        call('trade', { ...BTC, type: 'sell', price: 90_000, amount: '0.01' }, `account ${index % 7}`),
      ),
    );
    expect(placed).toHaveLength(60);
    const after = openPaper({ stateFile });
    const orders = await Promise.all(
      Array.from({ length: 7 }, (_, index) => after.call('orders', {}, `account ${index}`)),
    );
    expect(orders.flat()).toHaveLength(60);
  });

  it('keeps what belongs to an exchange that is not asked for', async () => {
    const wrapped = openWrapped({ stateFile });
    await wrapped.trade(SWAP, 'buy', -1, 4);
    await openPaper({ stateFile }).call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    const again = openWrapped({ stateFile }, scriptedExchange());
    expect(await again.call('positions')).toMatchObject([{ amount: 4 }]);
  });

  it('is followed through a link', async () => {
    await mkdir(join(folder, 'real'));
    const real = join(folder, 'real', 'accounts.json');
    await openPaper({ stateFile: real }).call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    await symlink(real, stateFile);
    const { call } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: '0.1' });
    expect(await openPaper({ stateFile: real }).call('orders')).toHaveLength(2);
  });

  it('that cannot be written any more is reported with what was done', async () => {
    const { call } = openPaper({ stateFile });
    // In place of the file that is written first.
    await mkdir(`${stateFile}.new`);
    await writeFile(join(`${stateFile}.new`, 'x'), '');
    await expect(call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 })).rejects.toMatchObject({
      code: 'STATE_FILE',
      outcome: 'unknown',
      message: /done, but not kept on the disk/,
    });
    expect(await call('orders')).toHaveLength(1);
  });
});

describe('a file that is no whole state file is refused and left alone:', () => {
  const good = async () => {
    await openPaper({ stateFile }).call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    return readFile(stateFile, 'utf8');
  };

  it.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['torn at the end', (text) => text.slice(0, -20)],
    ['torn in the middle', (text) => text.slice(0, text.length / 2)],
    ['zeros', (text) => '\0'.repeat(text.length)],
    ['other JSON', () => '{"name":"fmzproto","version":"1.0.0"}'],
    ['a later version', (text) => text.replace('"version":1', '"version":2')],
    ['a balance that is no number', (text) => text.replace('"USDT":"10000"', '"USDT":"x"')],
    ['a negative price', (text) => text.replace('"price":"90000"', '"price":"-1"')],
    ['a member too many', (text) => text.replace('"positions":', '"more":1,"positions":')],
    ['an order of nothing', (text) => text.replace('"instrument":0', '"instrument":9')],
  ])('%s', async (_, spoil) => {
    const spoilt = spoil(await good());
    await writeFile(stateFile, spoilt);
    expect(() => createPaper({ stateFile })).toThrow(
      expect.objectContaining({
        name: 'StateFileError',
        message: expect.stringMatching(
          /paper\.json is torn.*; nothing was changed, move it away or name another/,
        ),
      }),
    );
    expect(await readFile(stateFile, 'utf8')).toBe(spoilt);
  });

  it('a folder, or a file in no folder', () => {
    expect(() => createPaper({ stateFile: folder })).toThrow(/cannot be read: EISDIR/);
    expect(() => createPaper({ stateFile: join(folder, 'no', 'paper.json') })).toThrow(
      /the folder of .*paper\.json is not there or cannot be written to/,
    );
  });

  it.skipIf(process.getuid?.() === 0)('one that may not be read', async () => {
    await good();
    await chmod(stateFile, 0o000);
    expect(() => createPaper({ stateFile })).toThrow(/cannot be read: EACCES/);
  });
});
