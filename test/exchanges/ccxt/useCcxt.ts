import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { Envelope, Keys, Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

/**
 * A double of an exchange and the plugin in front of it, for all tests of the file.
 *
 * @returns `dataOf` calls a method that has to succeed; `callBriefly` has a deadline of 5 s, for what is told only then.
 */
export function useCcxt<Started extends Double>(
  id: string,
  start: () => Promise<Started>,
  accountKeys: Keys,
) {
  let running: { double: Started; plugin: Plugin } | undefined;
  let brief: Plugin | undefined;
  const started = () => {
    if (!running) throw new Error('the double does not run');
    return running;
  };
  beforeAll(async () => {
    const double = await start();
    const plugin = await startCcxtPlugin({ [id]: double.url, [`ccxt/${id}`]: double.url });
    running = { double, plugin };
  });
  afterEach(() => started().double.clearFaults());
  afterAll(async () => {
    await brief?.stop();
    await running?.plugin.stop();
    await running?.double.close();
  });

  const call = (
    method: string,
    params: object = {},
    keys: Keys = accountKeys,
    headers: Record<string, string> = {},
  ) => started().plugin.call(id, method, params, keys, headers);
  const callBriefly = async (method: string, params: object = {}): Promise<Envelope> => {
    brief ??= await startCcxtPlugin({ [id]: started().double.url }, 5000);
    const ask = (name: string, wanted: object = {}) => brief?.call(id, name, wanted, accountKeys);
    // On a busy machine the markets alone may take as long.
    await expect.poll(() => ask('markets')).toHaveProperty('data');
    return Object(await ask(method, params));
  };
  const dataOf = async (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    const { data, error } = await call(method, params);
    expect(error).toBeUndefined();
    return Object(data);
  };
  return { double: () => started().double, plugin: () => started().plugin, call, callBriefly, dataOf };
}
