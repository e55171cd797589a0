import { BigNumber } from 'bignumber.js';
import { ok } from './Answer.js';
import { balance } from './balance.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { list } from './params.js';

/** The paths that show the account. */
export const accountRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['GET /api/v5/account/config', (call) => ok([config(call)])],
  ['GET /api/v5/account/balance', (call) => ok([balance(call)])],
  ['GET /api/v5/asset/balances', (call) => ok(fundingBalances(call))],
]);

function config({ account }: PrivateCall): unknown {
  return {
    ...{ acctLv: account.acctLv, posMode: account.settings.posMode ?? 'net_mode' },
    ...{ acctStpMode: 'cancel_maker', autoLoan: false, ctIsoMode: 'automatic', enableSpotBorrow: false },
    ...{ feeType: '0', greeksType: 'PA', ip: '', kycLv: '3', label: 'double', level: 'Lv1', levelTmp: '' },
    ...{ liquidationGear: '-1', mainUid: '584029937100820480', mgnIsoMode: 'automatic', opAuth: '0' },
    ...{ perm: 'read_only,trade', roleType: '0', settleCcy: 'USDC', settleCcyList: ['USD', 'USDC'] },
    ...{
      spotBorrowAutoRepay: false,
      spotOffsetType: '',
      spotRoleType: '0',
      spotTraderInsts: [],
      stgyType: '0',
    },
    ...{ traderInsts: [], type: '0', uid: '584029937100820480' },
  };
}

function fundingBalances({ account, query }: PrivateCall): unknown[] {
  const wanted = list(query, 'ccy', 20);
  return Object.entries(account.settings.funding ?? {})
    .filter(([ccy, amount]) => new BigNumber(amount).gt(0) && (!wanted || wanted.includes(ccy)))
    .map(([ccy, amount]) => ({ availBal: amount, bal: amount, ccy, frozenBal: '0' }));
}
