import { BigNumber } from 'bignumber.js';
import { sum } from '../exchange/sum.js';
import type { AccountState } from './AccountState.js';
import type { Market } from './Market.js';
import type { PrivateCall } from './PrivateRoute.js';
import { invalid, Refusal } from './Refusal.js';

const MAINTENANCE_SHARE = '0.05';

/** account/wallet-balance: the account, and an entry for each coin that is not zero or is asked for. */
export function walletBalance({ query, account, market }: PrivateCall): unknown {
  if (account.settings.unifiedMarginStatus === 1) {
    throw new Refusal(10028, 'The API can only be accessed by unified account users.');
  }
  if (query.get('accountType') !== 'UNIFIED') throw invalid('accountType only support UNIFIED.');
  const wanted = query.get('coin')?.split(',');
  const all = account.wallet.currencies();
  const coins = wanted ?? all.filter((coin) => !account.wallet.amount(coin).isZero());
  const dollars = (figure: (coin: string) => BigNumber) =>
    sum(all.map((coin) => figure(coin).times(market.dollars(coin)))).dp(8);
  const walletValue = dollars((coin) => account.wallet.amount(coin));
  const unrealised = dollars((coin) => account.unrealised(coin));
  const equity = walletValue.plus(unrealised);
  const margin = dollars((coin) => account.orderMargin(coin).plus(account.positionMargin(coin)));
  const maintenance = margin.times(MAINTENANCE_SHARE);
  const rate = (value: BigNumber) => (equity.isZero() ? value : value.div(equity)).dp(4).toFixed();
  const isolated = account.settings.marginMode === 'ISOLATED_MARGIN';
  // Isolated positions leave the account as a whole without margin figures.
  const figure = (value: string) => (isolated ? '' : value);
  return {
    list: [
      {
        ...{ totalEquity: equity.toFixed(), totalWalletBalance: walletValue.toFixed(), accountLTV: '0' },
        ...{ accountType: 'UNIFIED', totalPerpUPL: figure(unrealised.toFixed()) },
        ...{ accountIMRate: figure(rate(margin)), accountIMRateByMp: figure(rate(margin)) },
        ...{ accountMMRate: figure(rate(maintenance)), accountMMRateByMp: figure(rate(maintenance)) },
        ...{ totalMarginBalance: figure(equity.toFixed()) },
        totalAvailableBalance: figure(BigNumber.max(0, equity.minus(margin)).toFixed()),
        ...{ totalInitialMargin: figure(margin.toFixed()), totalInitialMarginByMp: figure(margin.toFixed()) },
        totalMaintenanceMargin: figure(maintenance.toFixed()),
        totalMaintenanceMarginByMp: figure(maintenance.toFixed()),
        coin: coins.map((coin) => coinEntry(coin, account, market)),
      },
    ],
  };
}

function coinEntry(coin: string, account: AccountState, market: Market): Record<string, unknown> {
  const held = account.wallet.amount(coin);
  const unrealised = account.unrealised(coin);
  const equity = held.plus(unrealised);
  const margin = account.positionMargin(coin);
  const unlessPortfolio = (value: string) =>
    account.settings.marginMode === 'PORTFOLIO_MARGIN' ? '' : value;
  return {
    ...{ coin, equity: equity.toFixed(), walletBalance: held.toFixed() },
    ...{
      usdValue: equity.times(market.dollars(coin)).dp(8).toFixed(),
      locked: account.locked(coin).toFixed(),
    },
    ...{ totalOrderIM: unlessPortfolio(account.orderMargin(coin).dp(8).toFixed()) },
    ...{ totalPositionIM: unlessPortfolio(margin.dp(8).toFixed()) },
    ...{ totalPositionMM: unlessPortfolio(margin.times(MAINTENANCE_SHARE).dp(8).toFixed()) },
    ...{ unrealisedPnl: unrealised.dp(8).toFixed(), cumRealisedPnl: account.realised(coin).dp(8).toFixed() },
    // These two are no longer filled in.
    ...{ availableToBorrow: '', availableToWithdraw: '' },
    ...{ bonus: '0', accruedInterest: '0', spotHedgingQty: '0', borrowAmount: '0.0', spotBorrow: '0' },
    ...{ collateralSwitch: true, marginCollateral: true },
  };
}
