import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Ambient } from '../../src/http/Ambient.js';

test('each run finds its own value however deep inside, beside others that begin and end', async () => {
  const ambient = new Ambient<number>();
  const deep = async (left: number): Promise<unknown> => {
    await sleep(1);
    return left === 0 ? ambient.get() : deep(left - 1);
  };
  const runs = [0, 1, 2, 3, 4].map((depth) => ambient.run(depth, () => deep(3 * depth)));
  expect(ambient.get()).toBeUndefined();
  expect(await Promise.all(runs)).toEqual([0, 1, 2, 3, 4]);
  expect(ambient.get()).toBeUndefined();
  await expect(ambient.run(5, () => Promise.reject(new Error(String(ambient.get()))))).rejects.toThrow('5');
  expect(await ambient.run(6, () => deep(2))).toBe(6);
});

test('a run inside of another has the value of its own', async () => {
  const ambient = new Ambient<string>();
  const found = await ambient.run('outer', async () => {
    const before = ambient.get();
    const inner = await ambient.run('inner', async () => ambient.get());
    return [before, inner, ambient.get()];
  });
  expect(found).toEqual(['outer', 'inner', 'outer']);
});
