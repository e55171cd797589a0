import { say } from '../../wording/say.js';

/** What cTrader's FIX lacks, and the way out. @see https://help.ctrader.com/fix/limitations/ */
export const unsupported = {
  get accounts() {
    return say('FIX tells no balance: read it in cTrader');
  },
  get assets() {
    return say('FIX tells no balance: read it in cTrader');
  },
  get records() {
    return say('FIX has no candles: collect GetTicker, or take those of another exchange');
  },
  get trades() {
    return say('FIX has no trades of others: GetTicker and GetDepth tell the prices');
  },
  get tickers() {
    return say('FIX tells prices one by one: ask GetTicker for each');
  },
  get historyorders() {
    return say('FIX lists open orders alone: keep the ids, and ask GetOrder for them');
  },
  get setmarginlevel() {
    return say('FIX cannot set the leverage: set it in cTrader');
  },
  get fundings() {
    return say(
      'CFDs have swaps in the place of funding rates, and FIX does not tell them: read them in cTrader',
    );
  },
};
