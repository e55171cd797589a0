import { useBench } from '../native/createBench.js';
import { describeOptions } from '../native/describeOptions.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx);

describeOptions(bench, {
  unit: '1',
  bodies: {
    ioc: { ordType: 'ioc', px: '1000' },
    fok: { ordType: 'fok', px: '1000' },
    postOnly: { ordType: 'post_only' },
  },
  reduces: { side: 'buy', ordType: 'market', reduceOnly: true, tdMode: 'cross' },
  open: (hedge) => bench.open(richAccount({ posMode: hedge ? 'long_short_mode' : 'net_mode' })),
});
