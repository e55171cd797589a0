import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPaper as createPaperOf, type PaperOptions } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import * as paper from './openPaper.js';
import * as wrapped from './openWrapped.js';
import { scriptedExchange } from './scriptedExchange.js';

const BTC = { symbol: 'BTC_USDT' };
const SWAP = 'BTC_USDT.swap';

const { HOUR } = paper;
const createPaper = (options: Pick<PaperOptions, 'stateFile'>) =>
  createPaperOf({ ...options, market: createSynthetic() });
const opened: { close(): Promise<void> }[] = [];

// Of several on one file, all but the last are as if they had been killed.
function openPaper(...args: Parameters<typeof paper.openPaper>) {
  const one = paper.openPaper(...args);
  opened.unshift(one);
  return one;
}

function openWrapped(...args: Parameters<typeof wrapped.openWrapped>) {
  const one = wrapped.openWrapped(...args);
  opened.unshift(one);
  return one;
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close().catch(() => undefined);
});

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmzproto-state-'));
  stateFile = join(folder, 'paper.json');
});

describe('a state file', () => {
  it('that was edited by hand takes no order the place of another', async () => {
    const before = openPaper({ stateFile });
    const order = { ...BTC, type: 'sell', price: 90_000, amount: '0.1' };
    const { id } = await before.call('trade', order);
    await before.close();
    const { checksum: _, ...file } = JSON.parse(await readFile(stateFile, 'utf8'));
    file.exchanges.Paper[0].nextId = Number(id.split(',')[1]);
    await writeFile(stateFile, JSON.stringify(file));
    const after = openPaper({ stateFile });
    const second = await after.call('trade', order);
    expect((await after.call('orders')).map((one) => one.id)).toEqual([id, second.id]);
  });

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
    expect(await readdir(folder)).toEqual(['paper.json', 'paper.json.lock']);
  });

  it('is not touched by reads that change nothing', async () => {
    const { call } = openPaper({ stateFile });
    await call('accounts');
    await call('orders');
    expect(await readdir(folder)).toEqual(['paper.json.lock']);
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
    // In place of the file.
    await mkdir(stateFile);
    await writeFile(join(stateFile, 'x'), '');
    await expect(call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 })).rejects.toMatchObject({
      code: 'STATE_FILE',
      outcome: 'unknown',
      message: expect.stringContaining('done, but not saved to disk'),
    });
    expect(await call('orders')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['paper.json', 'paper.json.lock']);
  });

  it('leaves files beside it alone', async () => {
    await writeFile(`${stateFile}.new`, 'mine');
    const { call } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    expect(await readFile(`${stateFile}.new`, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['paper.json', 'paper.json.lock', 'paper.json.new']);
  });

  it('may be empty at first', async () => {
    await writeFile(stateFile, '');
    await openPaper({ stateFile }).call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    expect(await openPaper({ stateFile }).call('orders')).toHaveLength(1);
  });

  it('keeps the last thousand orders of an account that are over', async () => {
    const { call } = openPaper();
    const ids: string[] = [];
    for (let index = 0; index < 1003; index += 1) {
      const { id } = await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: '0.1' });
      ids.push(id);
      await call('cancel', { id });
    }
    const [first = '', second = '', third = '', fourth = ''] = ids;
    for (const id of [first, second, third]) {
      await expect(call('order', { id })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    }
    expect(await call('order', { id: fourth })).toMatchObject({ status: 'canceled' });
  });

  it('that holds more orders that are over is read, and holds a thousand from then on', async () => {
    const before = openPaper({ stateFile });
    const { id } = await before.call('trade', { ...BTC, type: 'sell', price: 90_000, amount: '0.1' });
    await before.call('cancel', { id });
    await before.close();
    const saved = JSON.parse(await readFile(stateFile, 'utf8'));
    const [account] = saved.exchanges.Paper;
    const [order] = account.orders;
    // It was changed, so that its checksum does not fit any more.
    saved.checksum = undefined;
    account.orders = Array.from({ length: 1500 }, (_, index) => ({ ...order, id: String(index + 1) }));
    await writeFile(stateFile, JSON.stringify(saved));
    const { call } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: '0.1' });
    const { orders } = JSON.parse(await readFile(stateFile, 'utf8')).exchanges.Paper[0];
    expect(orders).toHaveLength(1001);
    expect(orders[0].id).toBe('501');
  });

  it('of the time before Paper had perpetuals is read, and its orders go on', async () => {
    const order = {
      ...{ id: '1741170007251', instrument: 0, side: 'sell', price: '57400', amount: '0.4' },
      ...{ time: 1_741_170_007_250, from: 1_741_171_200_000, state: 'open' },
      ...{ filled: '0', value: '0', fee: '0', profit: '0', held: '0.4' },
    };
    const account = {
      key: createHash('sha256').update('me').digest('hex'),
      nextId: 1_741_170_007_252,
      balances: { USDT: '9000.007634', BTC: '1.017430552', ETH: '10' },
      ...{ statement: {}, leverages: {}, orders: [order], positions: [] },
      instruments: [
        {
          ...{ name: 'BTC_USDT', native: 'BTC-USDT', base: 'BTC', quote: 'USDT' },
          ...{ priceStep: '1', amountStep: '0.000001' },
        },
      ],
    };
    const rest = `,"exchanges":${JSON.stringify({ Paper: [account] })}}\n`;
    const head = '{"format":"fmzproto paper accounts","version":1';
    const checksum = createHash('sha256')
      .update(head + rest)
      .digest('hex');
    await writeFile(stateFile, `${head},"checksum":"${checksum}"${rest}`);
    const { clock, call, balances } = openPaper({ stateFile });
    expect(await balances('me')).toMatchObject({ USDT: ['9000.007634', '0'], BTC: ['0.617430552', '0.4'] });
    const id = 'BTC-USDT,1741170007251';
    expect(await call('orders', {}, 'me')).toMatchObject([{ id, price: 57_400, status: 'pending' }]);
    for (let day = 0; day < 30; day += 1) {
      clock.now += 24 * HOUR;
      await call('orders', {}, 'me');
    }
    expect(await call('order', { id }, 'me')).toMatchObject({ status: 'filled', avg_price: 57_400 });
    const sale = await call('trade', { ...BTC, type: 'sell', price: 99_000, amount: '0.1' }, 'me');
    await call('modifyorder', { ...sale, price: 98_000 }, 'me');
    await call('setmarginlevel', { symbol: SWAP, margin_level: 5 }, 'me');
    await call('trade', { symbol: SWAP, type: 'buy', price: -1, amount: 1 }, 'me');
    expect(await openPaper({ stateFile }).call('positions', {}, 'me')).toMatchObject([{ margin_level: 5 }]);
  });

  it('is written without encoding the accounts again that did not change', async () => {
    const scripted = scriptedExchange();
    const keys = Array.from({ length: 50 }, (_, index) => `account ${index}`);
    const order = { symbol: SWAP, type: 'buy', price: -1, amount: 1 };
    const marks = async () => {
      const saved = JSON.parse(await readFile(stateFile, 'utf8')).exchanges['Paper/Scripted'];
      const byKey = new Map<string, string[]>(
        Object.values<{ key: string; positions: { mark: string }[] }>(saved).map(({ key, positions }) => [
          key,
          positions.map(({ mark }) => mark),
        ]),
      );
      return Object.fromEntries(
        [...keys, 'new'].map((key) => [key, byKey.get(createHash('sha256').update(key).digest('hex'))]),
      );
    };
    /** All see the price move, which alone is not written; then one trades. */
    const move = async (call: ReturnType<typeof openWrapped>['call'], price: number) => {
      scripted.script.prices[SWAP] = price;
      for (const key of keys) await call('positions', {}, key);
      await call('trade', order, 'account 3');
    };
    const before = openWrapped({ stateFile }, scripted);
    for (const key of keys) await before.call('trade', order, key);
    const first = await marks();
    await move(before.call, 51_000);
    expect(await marks()).toEqual({ ...first, 'account 3': ['51000'] });
    const again = openWrapped({ stateFile }, scripted);
    await again.call('accounts', {}, 'new');
    await move(again.call, 52_000);
    expect(await marks()).toEqual({ ...first, 'account 3': ['52000'], new: [] });
    const after = openWrapped({ stateFile }, scripted);
    expect(await after.call('historyorders', {}, 'account 3')).toHaveLength(3);
    expect(await after.call('historyorders', {}, 'account 49')).toHaveLength(1);
    await again.close();
    expect(new Set(Object.values(await marks()).flat())).toEqual(new Set(['52000']));
  });
});

describe('the lock of a state file', () => {
  const lock = () => `${stateFile}.lock`;
  const other = async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    await once(child, 'spawn');
    return child;
  };
  const startOf = async (pid: number | undefined) =>
    (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ').at(-1)?.split(' ')[19] ?? '-';

  it('keeps another process off, and goes with the last exchange that is closed', async () => {
    const plain = openPaper({ stateFile });
    await plain.call('accounts');
    expect(await readFile(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await plain.close();
    expect(await readdir(folder)).not.toContain('paper.json.lock');
  });

  it('of a process that runs is respected, of one that was killed taken over', async () => {
    const child = await other();
    const text = `${child.pid} ${await startOf(child.pid)} x\n`;
    await writeFile(lock(), text);
    expect(() => createPaper({ stateFile })).toThrow(
      expect.objectContaining({
        name: 'StateFileError',
        message: `${stateFile} is in use by process ${child.pid}, as ${lock()} says; nothing was changed, stop that one or name another with --paper-state`,
      }),
    );
    expect(await readFile(lock(), 'utf8')).toBe(text);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { call } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    expect(await readFile(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    expect(await readdir(folder)).toEqual(['paper.json', 'paper.json.lock']);
  });

  it.skipIf(process.platform !== 'linux')(
    'does not mistake a process for one that had its number',
    async () => {
      const child = await other();
      await writeFile(lock(), `${child.pid} 1 x\n`);
      expect(() => openPaper({ stateFile })).not.toThrow();
      child.kill('SIGKILL');
    },
  );

  it.each(['', 'nonsense', '0 - x', '99999999999 - x'])('that says %j is taken over', async (text) => {
    await writeFile(lock(), text);
    expect(() => openPaper({ stateFile })).not.toThrow();
  });
});

describe('a file that is no whole state file is refused and left alone:', () => {
  const good = async () => {
    const { call, close } = openPaper({ stateFile });
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    await close();
    return readFile(stateFile, 'utf8');
  };

  it('a link that leads to itself', async () => {
    await symlink(stateFile, stateFile);
    expect(() => createPaper({ stateFile })).toThrow(
      `${stateFile} cannot be read: ELOOP; nothing was changed, move it away or name another`,
    );
  });

  it.each<[string, (text: string) => string]>([
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
          /paper\.json is damaged.*; nothing was changed, move it away or name another/,
        ),
      }),
    );
    expect(await readFile(stateFile, 'utf8')).toBe(spoilt);
    expect(await readdir(folder)).toEqual(['paper.json']);
  });

  it('a folder, or a file in no folder', () => {
    expect(() => createPaper({ stateFile: folder })).toThrow(
      `${folder} is a folder; nothing was changed, name another with --paper-state`,
    );
    expect(() => createPaper({ stateFile: '' })).toThrow(
      /the file of paper accounts has no name; .*name another/,
    );
    expect(() => createPaper({ stateFile: '/dev/null' })).toThrow(
      /is not a regular file; nothing was changed/,
    );
    expect(() => createPaper({ stateFile: join(folder, 'no', 'paper.json') })).toThrow(
      /the folder of .*paper\.json does not exist or cannot be written to/,
    );
  });

  it.skipIf(process.getuid?.() === 0)('one that may not be read', async () => {
    await good();
    await chmod(stateFile, 0o000);
    expect(() => createPaper({ stateFile })).toThrow(/cannot be read: EACCES/);
  });
});
