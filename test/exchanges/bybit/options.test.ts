import { useBench } from '../native/createBench.js';
import { describeOptions } from '../native/describeOptions.js';
import { bybit, richAccount } from './bybit.js';

const bench = useBench(bybit);

describeOptions(bench, {
  unit: '0.1',
  bodies: {
    ioc: { timeInForce: 'IOC', price: '1000' },
    fok: { timeInForce: 'FOK', price: '1000' },
    postOnly: { timeInForce: 'PostOnly' },
  },
  reduces: { side: 'Buy', orderType: 'Market', reduceOnly: true, positionIdx: 0 },
  open: (hedge) => bench.open(richAccount({ hedge })),
});
