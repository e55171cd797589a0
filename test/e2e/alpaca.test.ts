import { expect, test } from 'vitest';
import { liveAccount, paperAccount, startAlpacaDouble } from '../doubles/alpaca/startAlpacaDouble.js';
import { runCli } from './runCli.js';

const table = (['open', 'closed'] as const).flatMap((at) =>
  (['live', 'paper'] as const).map((environment) => ({ at, environment })),
);

test('check Paper/Alpaca --trade has no failure, and Alpaca is asked for prices alone', async () => {
  const double = await startAlpacaDouble({ at: 'open' });
  const { accessKey, secret } = paperAccount;
  const { stdout, code } = await runCli(
    [
      ...['check', 'Paper/Alpaca', '--trade', '--json'],
      ...['--base-url', `Alpaca=${double.live.url}`],
      ...['--base-url', `Alpaca.paper=${double.paper.url}`],
      ...['--base-url', `Alpaca.data=${double.data.url}`],
    ],
    {
      env: {
        FMZPROTO_ACCESS_KEY: accessKey,
        FMZPROTO_SECRET_KEY: `${secret},simulate`,
        TEST_CLOCK_OFFSET: String(Number(process.env.TEST_CLOCK_OFFSET) + double.clockOffset),
      },
    },
  );
  await double.close();
  const { cases } = JSON.parse(stdout);
  const failed = cases.filter(({ status }: { status: string }) => status === 'fail');
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
  expect(double.orders()).toEqual([]);
  // Without keys, as what FMZ sends through IO to Paper may be.
  expect(double.live.requests.map(({ headers }) => headers['apca-api-key-id'])).toEqual([undefined]);
});

test.each(table)('check Alpaca --trade, $at, $environment', async ({ at, environment }) => {
  const double = await startAlpacaDouble({ at });
  const own = environment === 'live' ? liveAccount : paperAccount;
  const { stdout, stderr, code } = await runCli(
    [
      ...['check', 'Alpaca', '--trade', '--json', '--symbol', 'BRK.B_USD'],
      ...['--base-url', `Alpaca=${double.live.url}`],
      ...['--base-url', `Alpaca.paper=${double.paper.url}`],
      ...['--base-url', `Alpaca.data=${double.data.url}`],
    ],
    {
      env: {
        FMZPROTO_ACCESS_KEY: own.accessKey,
        FMZPROTO_SECRET_KEY: environment === 'live' ? own.secret : `${own.secret},simulate`,
        TEST_CLOCK_OFFSET: String(Number(process.env.TEST_CLOCK_OFFSET) + double.clockOffset),
      },
    },
  );
  await double.close();
  const { cases } = JSON.parse(stdout);
  const failed = cases.filter(({ status }: { status: string }) => status === 'fail');
  expect({ code, stderr, failed }).toEqual({ code: 0, stderr: '', failed: [] });
  expect(stdout).not.toContain(own.secret);
  const orders = double.orders();
  expect(orders.length).toBeGreaterThan(0);
  expect(
    orders.filter(({ accessKey, status }) => accessKey !== own.accessKey || status !== 'canceled'),
  ).toEqual([]);
  // The other environment has seen nothing, and no host a path of another one.
  expect(double[environment === 'live' ? 'paper' : 'live'].requests).toEqual([]);
  const isData = ({ path }: { path: string }) => /^\/(v2\/stocks|v1beta3)\//.test(path);
  expect(double.data.requests.every(isData)).toBe(true);
  expect(double[environment].requests.some(isData)).toBe(false);
});
