import { openingBalances } from '../../exchanges/paper/openingBalances.js';
import { compareDecimals, toDecimal } from '../../protocol/decimal.js';
import { parseBalances } from '../plugin/balances.js';
import type { ChosenExchange } from './chooseExchanges.js';
import type { Header } from './readHeader.js';

/** What FMZ's backtests begin with where a header does not say it: of the quote currency, and of the other. */
const BACKTEST = { balance: '10000', stocks: '3' } as const;

/**
 * What Paper opens the accounts of a run with: `--paper-balance`, or else what Paper always gives, and of the pairs of the
 * exchanges what the header says of each, or at least what a backtest begins with.
 *
 * @returns decimal strings by currency.
 * @throws UsageError on a flag that is no list of balances.
 */
export function balancesOf(
  chosen: readonly Pick<ChosenExchange, 'currency'>[],
  header: Header,
  flag: string | undefined,
): Readonly<Record<string, string>> {
  if (flag !== undefined) return parseBalances(flag);
  const balances = new Map<string, string>();
  for (const [index, { currency }] of chosen.entries()) {
    const [base = '', quote = ''] = currency.toUpperCase().split('_');
    const told = header.exchanges[index];
    const give = (name: string, amount: number | undefined, usual: string) => {
      const decimal = amount === undefined ? usual : toDecimal(amount);
      if (!balances.has(name)) balances.set(name, decimal ?? usual);
    };
    give(quote, told?.balance, openingBalances[quote] ?? BACKTEST.balance);
    give(base, told?.stocks, stocksOf(base));
  }
  return { ...openingBalances, ...Object.fromEntries(balances) };
}

/** No less than a backtest has: strategies that sell look for it. */
function stocksOf(base: string): string {
  const own = openingBalances[base];
  return own !== undefined && compareDecimals(own, BACKTEST.stocks) > 0 ? own : BACKTEST.stocks;
}
