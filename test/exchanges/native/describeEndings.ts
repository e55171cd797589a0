import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';

/** An order of BTC_USDT that is over without having been filled to the end. */
export interface Ending {
  side: 'buy' | 'sell';
  /** Its amount is in quote currency, and it has no price. */
  inQuote: boolean;
  /** In the currency of the amount. */
  amount: string;
  /** In base currency. */
  filled: string;
}

/** How orders end that an exchange calls canceled: one rule for all exchanges. */
export function describeEndings(bench: Bench, seedCanceled: (ending: Ending) => { id: string }): void {
  describe('an order that the exchange calls canceled', () => {
    test.each<[string, Ending, object]>([
      [
        'a market buy for quote currency that bought something is filled: nothing of its amount is left',
        { side: 'buy', inQuote: true, amount: '100', filled: '0.001' },
        { amount: 0.001, deal_amount: 0.001, status: 'filled' },
      ],
      [
        'so is a sale for quote currency',
        { side: 'sell', inQuote: true, amount: '100', filled: '0.001' },
        { amount: 0.001, deal_amount: 0.001, status: 'filled' },
      ],
      [
        'one that bought nothing is canceled',
        { side: 'buy', inQuote: true, amount: '100', filled: '0' },
        { amount: 0, deal_amount: 0, status: 'canceled' },
      ],
      [
        'one in base currency that was filled in part is partial-canceled',
        { side: 'buy', inQuote: false, amount: '0.5', filled: '0.1' },
        { amount: 0.5, deal_amount: 0.1, status: 'partial-canceled' },
      ],
      [
        'one in base currency that was canceled after its last fill is filled',
        { side: 'sell', inQuote: false, amount: '0.50', filled: '0.5' },
        { amount: 0.5, deal_amount: 0.5, status: 'filled' },
      ],
    ])('%s', async (_what, ending, told) => {
      const { id } = seedCanceled(ending);
      expect(await bench.ok('order', { id })).toMatchObject(told);
      expect(await bench.ok('historyorders', { symbol: 'BTC_USDT' })).toMatchObject([told]);
    });
  });
}
