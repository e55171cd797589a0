import { afterAll, expect, test } from 'vitest';
import { startBitvavo } from '../doubles/ccxt/bitvavo.js';
import { killServed, startServe } from './startServe.js';

afterAll(killServed);

test('SIGTERM while markets never come: twenty robots are answered, and the plugin ends by itself', async () => {
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
  const asked = double.requests.length;
  const last = Promise.all(
    Array.from({ length: 20 }, () =>
      hanging.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' }).catch(() => undefined),
    ),
  );
  // The plugin asks for the list once the first of them has arrived; others may come when it no longer listens.
  await expect.poll(() => double.requests.length).toBeGreaterThan(asked);
  hanging.child.kill('SIGTERM');
  const answers = (await last).flatMap((answer) => answer ?? []);
  expect(answers).not.toHaveLength(0);
  for (const { error } of answers) expect(error).toMatch(/^the list of markets did not load/);
  const { code, stderr } = await hanging.done;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/heap|FATAL/);
  await double.close();
});
