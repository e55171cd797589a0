import { useBench } from '../native/createBench.js';
import { describeSteps } from '../native/describeSteps.js';
import { describeYoungOrders } from '../native/describeYoungOrders.js';
import { bybit, richAccount } from './bybit.js';

const bench = useBench(bybit, { options: richAccount() });

describeYoungOrders(bench, {
  order: bybit.paths.orders,
  unknown: {
    order: /110001 Order does not exist \(Bybit keeps canceled orders without fills for a day only\)$/,
    cancel: /170213 .*\(the order is done already, or never was\)$/,
  },
});

describeSteps(bench, {
  change(steps) {
    for (const category of ['spot', 'linear'] as const)
      bench.double.change(category, 'BTCUSDT', { ...steps, ...(steps.lot && { minQty: steps.lot }) });
  },
  lot: { amount: '0.0015', smaller: '0.0001' },
});
