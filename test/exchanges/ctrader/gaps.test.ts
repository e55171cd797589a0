import { expect, test } from 'vitest';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { resting, withCtrader } from './withCtrader.js';

test.concurrent.each(['messages', 'gapFill', 'nothing'] as const)(
  'a report that is missing is asked for, and the order looked up where what comes back is %s',
  async (resends) => {
    const start = () => startCtraderDouble({ resends });
    await withCtrader(start, { timeout: 24_000 }, async ({ acceptor, ok, sent }) => {
      await ok('orders');
      await acceptor.fault('D', 'gap');
      const { id } = await ok('trade', resting);
      expect(await sent('D')).toEqual([id.replace('EURUSD,', '')]);
      expect(await ok('orders')).toMatchObject([{ id }]);
      const logons = (await acceptor.received()).filter(({ line, type }) => line === 'trade' && type === 'A');
      expect(logons).toHaveLength(resends === 'nothing' ? 2 : 1);
    });
  },
);
