import { startCtraderDouble } from './startCtraderDouble.js';

// For a look by hand: `npx jiti test/doubles/ctrader/serve.ts`. Prices move once a second.
const ctrader = await startCtraderDouble();
const { trade, quote, keys } = ctrader;
process.stdout.write(
  [
    `fmzproto serve --base-url CTrader=${trade} --base-url CTrader.quote=${quote}`,
    `access key ${keys.access_key}`,
    `secret key ${keys.secret_key}\n`,
  ].join('\n'),
);
for (let tick = 0; ; tick = (tick + 1) % 20) {
  const bid = 1.085 + tick / 100_000;
  await ctrader.price('1', bid.toFixed(5), (bid + 0.00002).toFixed(5));
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
