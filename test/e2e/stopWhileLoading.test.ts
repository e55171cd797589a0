import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { startBitvavo } from '../doubles/ccxt/bitvavo.js';
import { killServed, startServe } from './startServe.js';

afterAll(killServed);

test('SIGTERM while markets never come: twenty robots are answered, and the plugin ends by itself', {
  timeout: 120_000,
}, async () => {
  const double = await startBitvavo();
  const hanging = await startServe(['--timeout', '1000', '--base-url', `bitvavo=${double.url}`]);
  double.fault({ match: '*', kind: 'never', times: 10_000 });
  const rounds = async () => {
    for (let round = 0; round < 3; round += 1)
      await Promise.all(
        Array.from({ length: 20 }, () => hanging.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' })),
      );
  };
  await rounds();
  // Some may not have arrived yet when it stops listening.
  const last = Promise.all(
    Array.from({ length: 20 }, () =>
      hanging.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' }).catch(() => undefined),
    ),
  );
  await sleep(300);
  hanging.child.kill('SIGTERM');
  const answers = (await last).flatMap((answer) => answer ?? []);
  for (const { error } of answers) expect(error).toMatch(/^the list of markets did not load/);
  const { code, stderr } = await hanging.done;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/heap|FATAL/);
  await double.close();
});
