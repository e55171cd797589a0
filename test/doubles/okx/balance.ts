import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import type { Market } from './Market.js';
import type { PrivateCall } from './PrivateRoute.js';
import { list } from './params.js';

/** The one row of account/balance: an entry for each currency that is not zero. */
export function balance({ account, market, query }: PrivateCall): unknown {
  const wanted = list(query, 'ccy', 20);
  const details = account
    .currencies()
    .filter((ccy) => !wanted || wanted.includes(ccy))
    .map((ccy) => detail(ccy, account, market))
    .filter(({ eq }) => !new BigNumber(eq).isZero());
  const total = BigNumber.sum(0, ...details.map(({ eqUsd }) => eqUsd));
  return {
    ...{
      adjEq: '',
      availEq: '',
      borrowFroz: '',
      delta: '',
      deltaLever: '',
      deltaNeutralStatus: '0',
      details,
    },
    ...{ imr: '', isoEq: '0', mgnRatio: '', mmr: '', notionalUsd: '', notionalUsdForBorrow: '' },
    ...{ notionalUsdForFutures: '', notionalUsdForOption: '', notionalUsdForSwap: '', ordFroz: '' },
    ...{ totalEq: total.toFixed(), uTime: `${market.clock.now()}`, upl: '' },
  };
}

function detail(ccy: string, account: AccountState, market: Market) {
  const spotMode = account.acctLv === '1';
  const upl = account.upl(ccy);
  const eq = account.cash(ccy).plus(upl);
  const ordFrozen = account.frozenByOrders(ccy);
  const available = account.available(ccy).toFixed();
  const eqUsd = eq.times(dollars(ccy, market)).dp(12).toFixed();
  const contracts = (value: string) => (spotMode ? '' : value);
  return {
    ...{
      autoLendStatus: 'unsupported',
      autoLendMtAmt: '0',
      availBal: available,
      availEq: contracts(available),
    },
    ...{ borrowFroz: '', cashBal: account.cash(ccy).toFixed(), ccy, crossLiab: '', colRes: '0' },
    ...{ collateralEnabled: false, collateralRestrict: false, colBorrAutoConversion: '0', disEq: eqUsd },
    ...{ eq: eq.toFixed(), eqUsd, smtSyncEq: '0', spotCopyTradingEq: '0', fixedBal: '0' },
    ...{ frozenBal: ordFrozen.plus(account.margin(ccy)).toFixed(), frpType: '0' },
    ...{ imr: contracts(account.margin(ccy, 'cross').toFixed()), interest: '' },
    ...{ isoEq: contracts(account.margin(ccy, 'isolated').toFixed()), isoLiab: '', isoUpl: contracts('0') },
    ...{ liab: '', maxLoan: '', mgnRatio: '', mmr: '', notionalLever: '', ordFrozen: ordFrozen.toFixed() },
    ...{
      rewardBal: '0',
      spotInUseAmt: '',
      clSpotInUseAmt: '',
      maxSpotInUse: '',
      spotIsoBal: '0',
      stgyEq: '0',
    },
    ...{ twap: '0', uTime: `${market.clock.now()}`, upl: contracts(upl.toFixed()), uplLiab: '' },
    ...{
      spotBal: '',
      openAvgPx: '',
      accAvgPx: '',
      spotUpl: '',
      spotUplRatio: '',
      totalPnl: '',
      totalPnlRatio: '',
    },
  };
}

/** What one unit of a currency is worth; 1 for stable coins and for what has no pair. */
function dollars(ccy: string, market: Market): BigNumber {
  const pair = market.find(`${ccy}-USDT`);
  return pair ? market.price(pair) : new BigNumber(1);
}
