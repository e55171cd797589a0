import { expect, it } from 'vitest';
import { type BybitAccount, defaultAccount } from './startBybitDouble.js';
import { useBybit } from './useBybit.js';

const second: BybitAccount = { accessKey: 'second', secret: 's', balances: { USDT: '5', LTC: '0' } };

const { bybit, client } = useBybit({ accounts: [defaultAccount, second] });

const wallet = async (query: string, account = defaultAccount) =>
  client.list(`/v5/account/wallet-balance?${query}`, { account });
const coins = async (query: string, account = defaultAccount): Promise<string[]> => {
  const { rows } = await wallet(query, account);
  const list = rows[0]?.coin;
  return Array.isArray(list) ? list.map(({ coin, walletBalance }) => `${coin} ${walletBalance}`) : [];
};
const settings = () => bybit().accounts[0] ?? defaultAccount;

it('shows what an account holds, and of what is asked for zeros as well', async () => {
  expect(await coins('accountType=UNIFIED')).toEqual(['USDT 10000', 'BTC 1', 'ETH 10']);
  expect(await coins('accountType=UNIFIED', second)).toEqual(['USDT 5']);
  expect(await coins('accountType=UNIFIED&coin=LTC,USDT', second)).toEqual(['LTC 0', 'USDT 5']);
  bybit().setBalance('USDT', '7', 'second');
  expect(await coins('accountType=UNIFIED', second)).toEqual(['USDT 7']);
  expect(await coins('accountType=UNIFIED')).toContain('USDT 10000');
});

it('has a unified wallet alone', async () => {
  for (const query of ['', 'accountType=SPOT', 'accountType=CONTRACT', 'accountType=FUND']) {
    expect(await wallet(query)).toMatchObject({ retCode: 10001 });
  }
  settings().unifiedMarginStatus = 1;
  expect(await wallet('accountType=UNIFIED')).toMatchObject({ retCode: 10028 });
});

it('leaves fields of the whole account empty when margin is isolated', async () => {
  expect((await wallet('accountType=UNIFIED')).rows[0]).toMatchObject({
    ...{
      totalEquity: '100000',
      totalAvailableBalance: '100000',
      totalInitialMargin: '0',
      accountIMRate: '0',
    },
  });
  settings().marginMode = 'ISOLATED_MARGIN';
  expect((await wallet('accountType=UNIFIED')).rows[0]).toMatchObject({
    ...{ totalEquity: '100000', totalAvailableBalance: '', totalInitialMargin: '', accountIMRate: '' },
  });
});

it('says which modes the account has', async () => {
  Object.assign(settings(), { marginMode: 'PORTFOLIO_MARGIN', unifiedMarginStatus: 6 });
  expect((await client.list('/v5/account/info')).result).toMatchObject({
    ...{ marginMode: 'PORTFOLIO_MARGIN', unifiedMarginStatus: 6 },
  });
});

it('shows the funding wallet, and of the unified one the coins that are named', async () => {
  const balances = async (query: string) => {
    const { retCode, retMsg, result } = await client.list(
      `/v5/asset/transfer/query-account-coins-balance?${query}`,
    );
    return retCode === 0 ? [retMsg, result.balance] : [retCode];
  };
  const row = (coin: string, amount: string, free = amount) => ({
    ...{ coin, walletBalance: amount, transferBalance: free, bonus: '' },
  });
  expect(await balances('accountType=FUND')).toEqual(['success', [row('USDT', '250.5')]]);
  expect(await balances('accountType=FUND&coin=BTC,USDT')).toEqual([
    'success',
    [row('BTC', '0'), row('USDT', '250.5')],
  ]);
  await client.placed({
    ...{ category: 'spot', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', price: '50000', qty: '0.1' },
  });
  expect(await balances('accountType=UNIFIED&coin=USDT')).toEqual([
    'success',
    [row('USDT', '10000', '5000')],
  ]);
  expect(await balances('accountType=UNIFIED')).toEqual([10001]);
  expect(await balances('')).toEqual([10001]);
});
