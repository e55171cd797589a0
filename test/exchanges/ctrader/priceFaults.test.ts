import { describe, test } from 'vitest';
import type { Fault } from '../../doubles/ctrader/CtraderAcceptor.js';
import { acceptors } from './acceptors.js';
import { withCtrader } from './withCtrader.js';

const symbol = 'EUR_USD.swap';

/** For each fault of a subscription: what the first question is told, where that is no price. */
const faults: readonly (readonly [fault: Fault, error: RegExp | undefined])[] = [
  ['lose', /no answer/],
  ['late', /no answer/],
  ['duplicate', undefined],
  ['gap', undefined],
  ['cutBefore', /gave no answer: it (closed|cut) the connection/],
  ['cutAfter', /gave no answer: it (closed|cut) the connection/],
  ['hang', /gave no answer: it stopped answering/],
  ['refuse', /TRADING_DISABLED/],
  ['logout', /gave no answer: it logged out/],
  ['garbage', /gave no answer: it (sent something that is not FIX|answered HTTP)/],
  ['wrongChecksum', /gave no answer: it sent a message with a wrong CheckSum/],
];

/** The best bid and ask of a book. */
function best(depth: unknown): number[] {
  const { bids, asks } = Object(depth);
  return [bids[0][0], asks[0][0]];
}

describe.concurrent.each(acceptors)('prices whose subscription is lost or spoilt, at %s', (_name, start) => {
  test.for(faults)('%s', async ([fault, expected], { expect }) => {
    // As long as a subscription of which nothing is told is left alone, and longer than a silent side is.
    await withCtrader(start, { timeout: 15_000 }, async ({ acceptor, call, ok }) => {
      await ok('markets');
      await acceptor.price('1', '1.1', '1.2');
      await acceptor.fault('V', fault);
      const first = await call('depth', { symbol, limit: 1 });
      if (expected) expect(first.error).toMatch(expected);
      else expect(best(first.data)).toEqual([1.1, 1.2]);

      await acceptor.release();
      expect(best(await ok('depth', { symbol, limit: 1 }))).toEqual([1.1, 1.2]);
      await acceptor.price('1', '1.3', '1.4');
      const prices = async () => {
        const { buy, sell } = await ok('ticker', { symbol });
        return [Number(buy), Number(sell)];
      };
      await expect.poll(prices).toEqual([1.3, 1.4]);
      // Whatever went wrong with prices, orders go their way.
      expect(await ok('orders')).toEqual([]);
    });
  });
});
