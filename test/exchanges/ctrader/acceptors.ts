import type { CtraderAcceptor } from '../../doubles/ctrader/CtraderAcceptor.js';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { quickfixIfAny } from '../../doubles/quickfix/startQuickfix.js';

/** What plays the broker's part: all of them have to be understood. */
export const acceptors: readonly (readonly [name: string, start: () => Promise<CtraderAcceptor>])[] = [
  ['the double', () => startCtraderDouble()],
  [
    'a double with other habits',
    () =>
      startCtraderDouble({
        habits: { replaced: 'kept', refusesBy: 'j', status: '0' },
        dialect: { named: true, best: 'X' },
      }),
  ],
  ...(await quickfixIfAny()).map((start) => ['QuickFIX', start] as const),
];
