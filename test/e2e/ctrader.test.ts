import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CtraderAcceptor } from '../doubles/ctrader/CtraderAcceptor.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { quickfixIfAny } from '../doubles/quickfix/startQuickfix.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

afterEach(() => {
  killServed();
  vi.unstubAllEnvs();
});

const EURUSD = 'EUR_USD.swap';
const starts: [string, () => Promise<CtraderAcceptor>][] = [
  ['the double', () => startCtraderDouble()],
  ...(await quickfixIfAny()).map((start): [string, () => Promise<CtraderAcceptor>] => ['QuickFIX', start]),
];

describe.each(starts)('in front of %s', (name, start) => {
  const addressesOf = ({ trade, quote }: CtraderAcceptor) => [
    ...['--base-url', `CTrader=${trade}`, '--base-url', `CTrader.quote=${quote}`],
  ];
  const environmentOf = ({ keys }: CtraderAcceptor) => ({
    FMZPROTO_ACCESS_KEY: keys.access_key,
    FMZPROTO_SECRET_KEY: keys.secret_key,
  });

  test.each([EURUSD, 'US30'])(
    'check CTrader --trade with %s has no failure, and leaves nothing behind',
    async (symbol) => {
      // QuickFIX stamps its messages by the clock of the machine.
      if (name === 'QuickFIX') vi.stubEnv('TEST_CLOCK_OFFSET', '0');
      const acceptor = await start();
      const { stdout, stderr, code } = await runCli(
        ['check', 'CTrader', '--trade', '--json', '--symbol', symbol, ...addressesOf(acceptor)],
        { env: environmentOf(acceptor) },
      );
      const [placed, canceled] = [await acceptor.count('D'), await acceptor.count('F')];
      await acceptor.close();
      const { cases } = JSON.parse(stdout);
      const failed = cases.filter(({ status }: { status: string }) => status === 'fail');
      expect({ code, stderr, failed }).toEqual({ code: 0, stderr: '', failed: [] });
      expect(stdout).not.toContain(acceptor.keys.secret_key.split(',')[0]);
      expect(placed).toBeGreaterThan(1);
      expect(canceled).toBeGreaterThan(0);
    },
  );

  test('serve and call: every method, and a Logout at the end', async () => {
    const acceptor = await start();
    const served = await startServe(addressesOf(acceptor));
    const env = environmentOf(acceptor);
    const call = async (...words: string[]) => {
      const { stdout, stderr, code } = await runCli(
        ['call', ...words, '--json', '--exchange', 'CTrader', '--url', served.url],
        { env },
      );
      expect({ words, stderr, code }).toEqual({ words, stderr: '', code: 0 });
      return JSON.parse(stdout).data;
    };

    expect(Object.keys(await call('markets'))).toContain(EURUSD);
    const { buy, sell } = await call('ticker', EURUSD);
    expect(Number(buy)).toBeLessThan(Number(sell));
    expect((await call('depth', EURUSD)).bids[0][0]).toBe(Number(buy));
    const { id } = await call('trade', EURUSD, 'buy', '1.05', '1000');
    expect(await call('order', id)).toMatchObject({ id, status: 'pending' });
    expect(await call('orders', EURUSD)).toMatchObject([{ id }]);
    const changed = await call('modifyorder', id, 'buy', '1.06', '2000');
    expect(await call('order', changed.id)).toMatchObject({ price: 1.06, amount: 2000 });
    expect(await call('cancel', changed.id)).toBe(true);
    expect(await call('orders')).toEqual([]);
    await call('trade', EURUSD, 'buy', '0', '3000');
    expect(await call('positions', EURUSD)).toMatchObject([{ type: 'long', amount: 3000 }]);
    expect(await call('io', 'POST', '/trade/AN', '710=1')).toContainEqual([704, '3000']);
    await call('trade', EURUSD, 'closebuy', '0', '3000');
    expect(await call('positions')).toEqual([]);

    const balance = await runCli(['call', 'accounts', '--exchange', 'CTrader', '--url', served.url], { env });
    expect(balance).toMatchObject({ code: 1, stdout: '' });
    expect(balance.stderr).toContain(
      'CTrader does not support GetAccount: FIX tells no balance: read it in cTrader',
    );

    served.child.kill('SIGTERM');
    expect((await served.done).code).toBe(0);
    expect(served.log()).not.toContain(acceptor.keys.secret_key.split(',')[0]);
    expect([await acceptor.count('A'), await acceptor.count('D')]).toEqual([2, 3]);
    await acceptor.close();
  });
});

test('keys that cannot be are refused before anything is sent, and the box is named', async () => {
  const acceptor = await startCtraderDouble();
  const served = await startServe(['--base-url', `CTrader=${acceptor.trade}`]);
  const { code, stderr } = await runCli(['call', 'orders', '--exchange', 'CTrader', '--url', served.url], {
    env: { FMZPROTO_ACCESS_KEY: acceptor.keys.access_key, FMZPROTO_SECRET_KEY: 'hunter2' },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('host=... is missing in its secret key');
  expect(stderr).not.toContain('hunter2');
  expect(acceptor.connections).toBe(0);
  await acceptor.close();
});

describe('check stops with one sentence', () => {
  const { password, rest } = { password: 'hunter2-made-up', rest: ',host=demo.ctrader.invalid' };

  async function check(words: readonly string[], keys: { access_key: string; secret_key: string }) {
    const { access_key, secret_key } = keys;
    const env = { FMZPROTO_ACCESS_KEY: access_key, FMZPROTO_SECRET_KEY: secret_key };
    const result = await runCli(['check', 'CTrader', ...words], { env });
    expect(result.stdout + result.stderr).not.toContain('--symbol');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    return result.stderr.trim();
  }

  test('where another program has the session', async () => {
    const acceptor = await startCtraderDouble({ second: 'refused' });
    const addresses = [
      ...['--base-url', `CTrader=${acceptor.trade}`, '--base-url', `CTrader.quote=${acceptor.quote}`],
    ];
    const { url } = await startServe(addresses);
    const env = {
      FMZPROTO_ACCESS_KEY: acceptor.keys.access_key,
      FMZPROTO_SECRET_KEY: acceptor.keys.secret_key,
    };
    await runCli(['call', 'ticker', EURUSD, '--exchange', 'CTrader', '--url', url], { env });
    expect(await check(addresses, acceptor.keys)).toMatch(
      /^error: CTrader cannot be checked: the trade line at 127\.0\.0\.1:\d+ refused the Logon: .*session is open already \(another program has this session open: stop it\); stop serve, or check http:\/\/127\.0\.0\.1:6666\/CTrader instead$/,
    );
    await acceptor.close();
  });

  test('where the password is wrong, a line was forgotten, the host is missing or unknown', async () => {
    const acceptor = await startCtraderDouble();
    const { access_key } = acceptor.keys;
    const wrong = { access_key, secret_key: acceptor.keys.secret_key.replace(/^[^,]*/, password) };
    const trade = ['--base-url', `CTrader=${acceptor.trade}`];
    const quote = ['--base-url', `CTrader.quote=${acceptor.quote}`];
    expect(await check([...trade, ...quote], wrong)).toMatch(
      /^error: CTrader cannot be checked: the trade line at .* refused the Logon: .*RET_INVALID_DATA \(is it the password of the FIX form.*\)$/,
    );
    expect(await check(trade, acceptor.keys)).toMatch(
      /^error: CTrader cannot be checked: .*:5211 was not asked: --base-url moved CTrader to .*: start again with/,
    );
    expect(await check([], { access_key, secret_key: password })).toContain('host=... is missing');
    expect(await check([], { access_key, secret_key: password + rest })).toMatch(
      /^error: CTrader cannot be checked: .*\bdemo\.ctrader\.invalid\b/,
    );
    await acceptor.close();
  });
});
