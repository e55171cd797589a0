import { useDouble } from '../exchange/useDouble.js';
import { createTestClient } from './createTestClient.js';
import { type BybitDoubleOptions, startBybitDouble } from './startBybitDouble.js';

/** A double for each test of the file, and a client of it. */
export function useBybit(options: BybitDoubleOptions = {}) {
  const { running, open } = useDouble(startBybitDouble, options);
  return { bybit: running, client: createTestClient(running), open };
}
