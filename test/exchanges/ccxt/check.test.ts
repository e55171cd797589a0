import { expect, test } from 'vitest';
import { all } from '../../doubles/ccxt/all.js';
import { runCli } from '../../e2e/runCli.js';

test.each(all)('check %s %s: no case fails', async (id, symbol, _order, start, keys) => {
  const double = await start();
  const { code, stdout, stderr } = await runCli(
    ['check', id, '--json', '--trade', '--symbol', symbol, '--timeout', '60000', '--base-url', double.url],
    { env: { FMZPROTO_ACCESS_KEY: keys.access_key, FMZPROTO_SECRET_KEY: keys.secret_key } },
  );
  await double.close();
  const failed = Object(JSON.parse(stdout)).cases.filter(
    ({ status }: { status: string }) => status === 'fail',
  );
  expect({ code, stderr, failed }).toEqual({ code: 0, stderr: '', failed: [] });
  expect(stdout).not.toContain(keys.secret_key);
});
