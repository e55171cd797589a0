import { useDouble } from '../exchange/useDouble.js';
import { createTestClient } from './createTestClient.js';
import { type AlpacaDoubleOptions, startAlpacaDouble } from './startAlpacaDouble.js';

/** A double for each test of the file, and a client of it. */
export function useAlpaca(options: AlpacaDoubleOptions = {}) {
  const { running, open } = useDouble(startAlpacaDouble, options);
  return { alpaca: running, client: createTestClient(running), open };
}
