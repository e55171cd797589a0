import { useDouble } from '../exchange/useDouble.js';
import { createTestClient, futuresAccount } from './createTestClient.js';
import { defaultAccount, type OkxDoubleOptions, startOkxDouble } from './startOkxDouble.js';

/** An order that rests. */
export const spotOrder = {
  instId: 'BTC-USDT',
  tdMode: 'cash',
  side: 'buy',
  ordType: 'limit',
  px: '50000',
  sz: '0.01',
};

/** A double for each test of the file, with an account for spot and one for futures, and a client of it. */
export function useOkx(options: OkxDoubleOptions = { accounts: [defaultAccount, futuresAccount] }) {
  const { running, open } = useDouble(startOkxDouble, options);
  return { okx: running, client: createTestClient(running), open };
}
