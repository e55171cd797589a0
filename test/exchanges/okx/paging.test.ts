import { useBench } from '../native/createBench.js';
import { describePaging } from '../native/describePaging.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });
const seed = (order: object, cTime: number) =>
  bench.double.seedOrder({ instId: 'ETH-USDT', cTime: `${cTime}`, ...order });

describePaging(bench, {
  seedOpen: (time = Date.now()) => seed({ state: 'live', px: '1000', sz: '0.001' }, time),
  seedFilled: (age, sz = '0.01') =>
    seed({ instId: 'BTC-USDT', px: '20000', sz }, Math.round(Date.now() - age)),
  barsOf: (limit) => ({ instId: 'BTC-USDT', bar: '1H', limit }),
  positions: ['BTC_USDT.swap', 'ETH_USDT.swap', 'LTC_USDT.swap'],
});
