const BALANCE = 'FIX tells no balance: read it in cTrader';

/** What cTrader's FIX lacks, and the way out. @see https://help.ctrader.com/fix/limitations/ */
export const unsupported = {
  accounts: BALANCE,
  assets: BALANCE,
  records: 'FIX has no candles: collect GetTicker, or take those of another exchange',
  trades: 'FIX has no trades of others: GetTicker and GetDepth tell the prices',
  tickers: 'FIX tells prices one by one: ask GetTicker for each',
  historyorders: 'FIX lists open orders alone: keep the ids, and ask GetOrder for them',
  setmarginlevel: 'FIX cannot set the leverage: set it in cTrader',
  fundings: 'CFDs have swaps in the place of funding rates, and FIX does not tell them: read them in cTrader',
};
