import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { invalid } from './Refusal.js';
import { walletBalance } from './walletBalance.js';

/** The paths that show the account. */
export const accountRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['GET /v5/account/info', { run: accountInfo }],
  ['GET /v5/user/query-api', { run: keyInfo }],
  ['GET /v5/account/wallet-balance', { run: walletBalance }],
  ['GET /v5/asset/transfer/query-account-coins-balance', { run: coinsBalance }],
]);

function accountInfo({ account, market }: PrivateCall): unknown {
  const { marginMode = 'REGULAR_MARGIN', unifiedMarginStatus = 5 } = account.settings;
  return {
    ...{ marginMode, updatedTime: `${market.clock.now() - 3_600_000}`, unifiedMarginStatus },
    ...{ dcpStatus: 'OFF', timeWindow: 10, smpGroup: 0, isMasterTrader: false, spotHedgingStatus: 'OFF' },
  };
}

/** Of a unified account. */
function keyInfo({ account }: PrivateCall): unknown {
  const { accessKey } = account.settings;
  return {
    id: '13770661',
    apiKey: accessKey,
    readOnly: 0,
    unified: 0,
    uta: 1,
    userID: 533_285,
    parentUid: '0',
  };
}

/** Of the funding wallet all coins that are held, or those that are asked for; of the unified one only the latter. */
function coinsBalance({ query, account }: PrivateCall): unknown {
  const accountType = query.get('accountType');
  const wanted = query.get('coin')?.split(',');
  if (accountType === 'UNIFIED') {
    if (!wanted || wanted.length > 10) throw invalid('params error: coin is required');
    return balances('UNIFIED', wanted, (coin) => [
      account.wallet.amount(coin).toFixed(),
      account.available(coin).toFixed(),
    ]);
  }
  if (accountType !== 'FUND') throw invalid('params error: accountType invalid');
  const { funding = {} } = account.settings;
  return balances('FUND', wanted ?? Object.keys(funding), (coin) => [
    funding[coin] ?? '0',
    funding[coin] ?? '0',
  ]);
}

/** @param figures what a coin's wallet holds, and what of it may be moved */
function balances(
  accountType: string,
  coins: string[],
  figures: (coin: string) => [string, string],
): unknown {
  const balance = coins.map((coin) => {
    const [walletBalance, transferBalance] = figures(coin);
    return { coin, transferBalance, walletBalance, bonus: '' };
  });
  return { memberId: '533285', accountType, balance };
}
