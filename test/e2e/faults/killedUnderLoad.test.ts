import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BigNumber } from 'bignumber.js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { httpFixtures } from '../../support/httpFixtures.js';
import { type Served, startServe } from '../startServe.js';
import { type Asked, isAnswered, OrderLoad } from './OrderLoad.js';
import { rich, useOkx } from './useOkx.js';
import { okxVenue, paperVenue } from './venues.js';

const unlimited = new URL('../../support/unlimited.js', import.meta.url).href;
const OPENING = '10000';

const { okx, folder } = useOkx('killed', rich);

const serve = (port = '0') =>
  startServe(
    [
      ...['--base-url', `OKX=${okx().url}`, '--paper-balance', `USDT=${OPENING}`],
      ...['--paper-state', 'paper.json', '--record', 'recorded'],
      ...['--log-file', 'serve.log', '--log-format', 'json', '--log-level', 'debug'],
    ],
    { cwd: folder(), port, node: ['--import', unlimited] },
  );

test.each([1, 2])('SIGKILL under load and a start on the same port at once, time %i', async (time) => {
  const first = await serve();
  const load = new OrderLoad(first.url, [okxVenue, paperVenue]);
  await expect.poll(() => load.asked.filter(isAnswered).length).toBeGreaterThan(50 * time);
  await expect.poll(() => load.owed().length, { interval: 1 }).toBeGreaterThan(4);
  first.child.kill('SIGKILL');
  await first.done;
  const second = await serve(new URL(first.url).port);
  expect(second.url).toBe(first.url);
  const asked = await load.end();
  const more = new OrderLoad(second.url, [okxVenue, paperVenue]);
  await expect.poll(() => more.asked.filter(isAnswered).length).toBeGreaterThan(30);
  expect((await more.end()).filter(({ id }) => id === undefined)).toEqual([]);
  await expectWholeAccounts(second, [...asked, ...more.asked]);
  second.child.kill('SIGTERM');
  expect(await second.done).toMatchObject({ code: 0, stderr: '' });

  // Nothing is left of what was being written, nor is anything half.
  const names = readdirSync(folder()).filter((name) => !/^serve\.log(\.\d)?$/.test(name));
  expect(names.toSorted()).toEqual(['paper.json', 'recorded']);
  const recorded = readdirSync(join(folder(), 'recorded'));
  expect(recorded.filter((name) => !name.endsWith('.json'))).toEqual([]);
  expect(httpFixtures(join(folder(), 'recorded')).length).toBe(recorded.length);
  const lines = readFileSync(join(folder(), 'serve.log'), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => !isJson(line))).toEqual([]);
  // Each start told what it does.
  expect(lines.filter((line) => line.includes('recording: '))).toHaveLength(2);
});

const orders = v.array(v.object({ id: v.string(), price: v.number(), amount: v.number() }));
const balances = v.array(v.object({ currency: v.string(), free: v.string(), frozen: v.string() }));

/** Every order that a client was told of is there once, no other than it asked for, and the money fits. */
async function expectWholeAccounts(served: Served, all: readonly Asked[]): Promise<void> {
  const asked = all.filter(({ exchange }) => exchange === 'Paper');
  for (const account of new Set(asked.map(({ accessKey }) => accessKey))) {
    const mine = asked.filter(({ accessKey }) => accessKey === account);
    const open = v.parse(orders, await ask(served, account, 'orders'));
    const ids = open.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(mine.flatMap(({ id }) => id ?? [])));
    const prices = open.map(({ price }) => price);
    expect(mine.map(({ price }) => Number(price))).toEqual(expect.arrayContaining(prices));
    const [usdt] = v.parse(balances, await ask(served, account, 'accounts'));
    const held = BigNumber.sum(0, ...open.map(({ price, amount }) => new BigNumber(price).times(amount)));
    const { free = '', frozen = '' } = usdt ?? {};
    expect({ account, total: new BigNumber(free).plus(frozen).toFixed(), frozen }).toEqual({
      ...{ account, total: OPENING, frozen: held.toFixed() },
    });
  }
}

async function ask({ url }: Served, access_key: string, method: string): Promise<unknown> {
  const body = JSON.stringify({ access_key, secret_key: 'x', method, params: {} });
  return Object(await (await fetch(`${url}/Paper`, { method: 'POST', body })).json()).data;
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
