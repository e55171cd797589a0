import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { Keys, Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

/**
 * A double of an exchange and the plugin in front of it, for all tests of the file.
 *
 * @param timeout of the plugin, in ms.
 * @returns `dataOf` calls a method that has to succeed.
 */
export function useCcxt<Started extends Double>(
  id: string,
  start: () => Promise<Started>,
  accountKeys: Keys,
  timeout = 6000,
) {
  let running: { double: Started; plugin: Plugin } | undefined;
  const started = () => {
    if (!running) throw new Error('the double does not run');
    return running;
  };
  beforeAll(async () => {
    const double = await start();
    const plugin = await startCcxtPlugin({ [id]: double.url, [`ccxt/${id}`]: double.url }, timeout);
    running = { double, plugin };
  });
  afterEach(() => started().double.clearFaults());
  afterAll(async () => {
    await running?.plugin.stop();
    await running?.double.close();
  });

  const call = (
    method: string,
    params: object = {},
    keys: Keys = accountKeys,
    headers: Record<string, string> = {},
  ) => started().plugin.call(id, method, params, keys, headers);
  const dataOf = async (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    const { data, error } = await call(method, params);
    expect(error).toBeUndefined();
    return Object(data);
  };
  return { double: () => started().double, plugin: () => started().plugin, call, dataOf };
}
