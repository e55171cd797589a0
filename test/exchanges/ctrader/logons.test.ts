import { expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/ctrader/CtraderAccount.js';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { useCtraderPlugin } from './useCtraderPlugin.js';

const { acceptor, call, open, plugin, refused } = useCtraderPlugin(() => startCtraderDouble());

const HOST = 'host=ctrader.invalid';
const keysOf = (access_key: string, secret_key: string) => ({ access_key, secret_key });

test.each([
  ['', `fix-password,${HOST}`, 'needs an account: the access key is empty'],
  ['12345', `fix-password,${HOST}`, 'needs another access key'],
  [defaultAccount.sender, '', 'needs the FIX password: the secret key is empty'],
  [defaultAccount.sender, 'fix-password', 'host=... is missing in its secret key'],
  [defaultAccount.sender, 'fix-password,host=fix://a', 'has a wrong host= in its secret key'],
  [defaultAccount.sender, `fix-password,${HOST},quote=x`, 'has a wrong quote= in its secret key'],
  [defaultAccount.sender, `fix-password,${HOST},demo`, 'has no option in part 3 of its secret key'],
])(
  'with the keys %j and %j nothing is sent, for prices, orders and lists',
  async (access, secret, problem) => {
    for (const method of ['ticker', 'orders', 'markets'])
      expect(await refused(method, { symbol: 'EUR_USD.swap' }, keysOf(access, secret))).toContain(problem);
    expect(acceptor().connections).toBe(0);
  },
);

test('a wrong password: which one it has to be, and that nothing was sent; the next call does not log on again', async () => {
  const keys = keysOf(defaultAccount.sender, `wrong-password,${HOST}`);
  expect(await refused('orders', {}, keys)).toMatch(
    /^the trade line at 127\.0\.0\.1:\d+ refused the Logon: InternalError: RET_INVALID_DATA \(is it the password of the FIX form, .*\); nothing was sent$/,
  );
  expect(await refused('orders', {}, keys)).toContain('RET_INVALID_DATA');
  expect(await acceptor().count('A')).toBe(1);
  expect(plugin().log()).not.toContain('wrong-password');
});

test('the keys of another account at the same broker are refused, and this account goes on', async () => {
  expect(await refused('orders', {}, keysOf('demo.broker.999', `fix-password,${HOST}`))).toContain(
    'RET_INVALID_DATA',
  );
  expect((await call('orders')).data).toEqual([]);
});

test.each([
  ['RET_NOT_ALLOWED', 'the broker has FIX switched off for this account'],
  ['RET_ACCOUNT_DISABLED', 'the broker has disabled the account'],
] as const)('an account that is closed: %s', async (closed, advice) => {
  await open(() => startCtraderDouble({ accounts: [{ ...defaultAccount, closed }] }));
  const error = await refused('positions');
  expect(error).toContain(closed);
  expect(error).toContain(advice);
});

test('cTrader does not answer a target that it does not know: what to compare is said', async () => {
  await open(undefined, { timeout: 1500 });
  const keys = keysOf(defaultAccount.sender, `fix-password,${HOST},target=nobody`);
  expect(await refused('orders', {}, keys)).toMatch(
    /^the trade line at 127\.0\.0\.1:\d+ has not answered the Logon yet: some venues do not answer a wrong CompID, .*; nothing was sent$/,
  );
});

test.each([
  ['markets', {}, ''],
  ['ticker', { symbol: 'EUR_USD.swap' }, ''],
  ['trade', { symbol: 'EUR_USD.swap', type: 'buy', price: '1.08', amount: '1000' }, '; nothing was sent'],
] as const)('%s, which waits for the list of symbols, says so as well', async (method, params, end) => {
  await open(undefined, { timeout: 3000 });
  const keys = keysOf(defaultAccount.sender, `fix-password,${HOST},target=nobody`);
  const { host } = new URL(acceptor().trade);
  expect(await refused(method, params, keys)).toBe(
    `the list of markets did not load in time: the trade line at ${host} has not answered the Logon yet: some venues do not answer a wrong CompID, password or clock${end}`,
  );
});

test('a list of symbols that does not come: whose line it is, and that nothing was changed', async () => {
  await open(undefined, { timeout: 3000 });
  await acceptor().fault('x', 'lose');
  expect(await refused('ticker', { symbol: 'EUR_USD.swap' })).toMatch(
    /^the list of markets did not load in time: the trade line at 127\.0\.0\.1:\d+ gave no answer in time: [^;]*$/,
  );
});

test('an account that may read, and not trade', async () => {
  await open(() => startCtraderDouble({ accounts: [{ ...defaultAccount, blocked: true }] }));
  expect((await call('orders')).data).toEqual([]);
  const order = { symbol: 'EUR_USD.swap', type: 'buy', price: '1', amount: '1000' };
  expect(await refused('trade', order)).toMatch(
    /^CHANNEL_IS_BLOCKED .*\(the broker lets this account read over FIX/,
  );
});
