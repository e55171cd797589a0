import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExchangeError } from '../../../src/adapter/ExchangeError.js';
import { balancesOf } from '../../../src/exchanges/paper/account.js';
import { type Account, openAccount } from '../../../src/exchanges/paper/engine/Account.js';
import { Money } from '../../../src/exchanges/paper/engine/model.js';
import { cancelOrder, placeOrder } from '../../../src/exchanges/paper/engine/placeOrder.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { parseSymbol } from '../../../src/protocol/symbol.js';
import { DAY, openPaper, START } from './openPaper.js';
import { openVenue } from './openVenue.js';

const symbols = ['BTC_USDT', 'ETH_USDT', 'ETH_BTC', 'BTC_USDC'] as const;
const initial = { USDT: '200000', USDC: '30000.123456789', BTC: '5', ETH: '40' };

const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      symbol: fc.constantFrom(...symbols),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      /** Away from the price, in parts of 1000. */
      away: fc.integer({ min: -15, max: 15 }),
      amount: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('market' as const),
      symbol: fc.constantFrom(...symbols),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      amount: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(30) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), time: fc.integer({ min: 1, max: DAY / 4 }) }),
  },
);

describe('an account', () => {
  it('never makes or loses money: what it had, plus trades, minus fees, is what it has, to the last digit', async () => {
    const clock = { now: START };
    const now = () => clock.now;
    const venue = openVenue(createSynthetic({ seed: 3, now }), now);
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 60 }), async (actions) => {
        clock.now = START;
        const account = openAccount(initial, START);
        for (const step of actions) {
          if (step.kind === 'wait') clock.now += step.time;
          await venue.settle(account);
          await refusable(async () => {
            if (step.kind === 'cancel') cancelOrder(account, { id: String(START + step.which) });
            if (step.kind === 'limit' || step.kind === 'market') {
              const symbol = parseSymbol(step.symbol);
              if (!symbol) throw new TypeError(step.symbol);
              const pair = await venue.instrument(symbol);
              const book = await venue.book(pair.name);
              const best = new Money((step.side === 'buy' ? book.asks : book.bids)[0]?.price ?? 0);
              const price =
                step.kind === 'limit'
                  ? best
                      .times(1000 + step.away)
                      .idiv(1000)
                      .idiv(pair.priceStep)
                      .times(pair.priceStep)
                      .toFixed()
                  : undefined;
              const unit = step.kind === 'market' && step.side === 'buy' ? '0.777' : pair.amountStep;
              const amount = new Money(unit).times(step.amount).toFixed();
              placeOrder(account, { instrument: pair, side: step.side, price, amount }, book, clock.now);
            }
          });
          expectBalanced(account);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows balances that fit its open orders', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30 }), async (actions) => {
        const { clock, call } = openPaper({ balances: initial });
        const ids: string[] = [];
        for (const step of actions) {
          if (step.kind === 'wait') clock.now += step.time;
          if (step.kind === 'cancel') {
            await call('cancel', { id: ids[step.which % (ids.length || 1)] ?? 'none' }).catch(
              onlyExchangeErrors,
            );
          }
          if (step.kind === 'limit' || step.kind === 'market') {
            const { symbol, side: type } = step;
            const { [symbol]: entry, BTC_USDT } = await call('markets');
            const rules = entry ?? BTC_USDT;
            const last = Number((await call('ticker', { symbol })).last);
            const price =
              step.kind === 'limit' ? (last * (1 + step.away / 1000)).toFixed(rules?.price_precision) : -1;
            const amount = (step.amount * 0.00001).toFixed(5);
            const placed = await call('trade', { symbol, type, price, amount }).catch(onlyExchangeErrors);
            if (placed) ids.push(placed.id);
          }
          const held = new Map<string, Money>();
          for (const order of await call('orders')) {
            const [base = '', quote = ''] = order.symbol.split('_');
            const left = new Money(String(order.amount)).minus(String(order.deal_amount));
            const [currency, amount] =
              order.type === 'buy' ? [quote, left.times(String(order.price))] : [base, left];
            held.set(currency, amount.plus(held.get(currency) ?? 0));
          }
          for (const { currency, free, frozen } of await call('accounts')) {
            expect(free).not.toMatch(/^-/);
            expect(frozen).toBe((held.get(currency) ?? new Money(0)).toFixed());
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

function expectBalanced(account: Account): void {
  const expected = new Map(
    Object.entries(initial).map(([currency, amount]) => [currency, new Money(amount)]),
  );
  const held = new Map<string, Money>();
  const add = (map: Map<string, Money>, currency: string, amount: Money) =>
    map.set(currency, amount.plus(map.get(currency) ?? 0));
  for (const order of [...account.orders.open, ...account.orders.done]) {
    const { instrument: pair, side, filled, value, fee } = order;
    const buying = side === 'buy';
    add(expected, pair.base, buying ? filled.minus(fee) : filled.negated());
    add(expected, pair.quote, buying ? value.negated() : value.minus(fee));
    add(held, buying ? pair.quote : pair.base, order.held);
    const received = buying ? filled : value;
    expect(fee.gte(received.times('0.0008')) && fee.lte(received.times('0.001'))).toBe(true);
    if (order.amount) expect(order.filled.lte(order.amount)).toBe(true);
    if (order.state !== 'open') expect(order.held.isZero()).toBe(true);
    else if (order.price && order.amount) {
      const left = order.amount.minus(filled);
      expect(order.held.toFixed()).toBe((buying ? left.times(order.price) : left).toFixed());
    }
  }
  for (const { currency, free, frozen } of balancesOf(account)) {
    expect(new Money(free).gte(0) && new Money(frozen).gte(0)).toBe(true);
    expect(frozen).toBe((held.get(currency) ?? new Money(0)).toFixed());
    expect(new Money(free).plus(frozen).toFixed()).toBe((expected.get(currency) ?? new Money(0)).toFixed());
  }
}

async function refusable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    onlyExchangeErrors(error);
  }
}

function onlyExchangeErrors(error: unknown): undefined {
  if (!(error instanceof ExchangeError)) throw error;
  return undefined;
}
