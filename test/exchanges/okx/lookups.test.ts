import { useBench } from '../native/createBench.js';
import { describeSteps } from '../native/describeSteps.js';
import { describeYoungOrders } from '../native/describeYoungOrders.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });

describeYoungOrders(bench, {
  order: okx.paths.trade,
  unknown: {
    order: /51603 Order does not exist \(OKX keeps canceled orders without fills for two hours only\)$/,
    cancel: /51400 .*\(the order is done already, or never was\)$/,
  },
});

describeSteps(bench, {
  change({ tick, lot }) {
    for (const instId of ['BTC-USDT', 'BTC-USDT-SWAP'])
      bench.double.change(instId, { ...(tick && { tickSz: tick }), ...(lot && { lotSz: lot, minSz: lot }) });
  },
  lot: { amount: '0.25', smaller: '0.01' },
});
