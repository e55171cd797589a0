import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ExchangeError } from '../../../src/adapter/ExchangeError.js';
import { balancesOf } from '../../../src/exchanges/paper/account.js';
import { type Account, openAccount } from '../../../src/exchanges/paper/engine/Account.js';
import { catchUp } from '../../../src/exchanges/paper/engine/catchUp.js';
import { setLeverage } from '../../../src/exchanges/paper/engine/holds.js';
import {
  type Book,
  type MarketSince,
  Money,
  type PaperInstrument,
} from '../../../src/exchanges/paper/engine/model.js';
import { paidWith, positionSideOf } from '../../../src/exchanges/paper/engine/Orders.js';
import { cancelOrder, modifyOrder, placeOrder } from '../../../src/exchanges/paper/engine/placeOrder.js';
import { decodeAccount, encodeAccount } from '../../../src/exchanges/paper/state-file/encodeAccount.js';
import { HOUR, MINUTE, START } from './openPaper.js';

const initial = { USDT: '3000', BTC: '0.1' };
const steps = { priceStep: '0.1', amountStep: '0.1', base: 'BTC' };
const spot: PaperInstrument = {
  ...steps,
  name: 'BTC_USDT',
  native: 'BTC-USDT',
  quote: 'USDT',
  amountStep: '0.001',
};
const linear: PaperInstrument = {
  ...{ ...steps, name: 'BTC_USDT.swap', native: 'BTC-USDT-SWAP', quote: 'USDT' },
  contract: { code: 'swap', size: '0.01', inverse: false, currency: 'USDT' },
};
const inverse: PaperInstrument = {
  ...{ ...steps, name: 'BTC_USD.swap', native: 'BTC-USD-SWAP', quote: 'USD', amountStep: '1' },
  contract: { code: 'swap', size: '100', inverse: true, currency: 'BTC' },
};
const instruments = [spot, linear, inverse];

const order = fc.record({
  kind: fc.constant('order' as const),
  instrument: fc.constantFrom(...instruments),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  closes: fc.boolean(),
  market: fc.boolean(),
  /** Ticks away from the price. */
  away: fc.integer({ min: -3000, max: 3000 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 100, max: 700 })),
});
const action = fc.oneof(
  { weight: 6, arbitrary: order },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('modify' as const),
      which: fc.nat(20),
      away: fc.integer({ min: -3000, max: 3000 }),
      amount: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 100, max: 700 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('leverage' as const),
      instrument: fc.constantFrom(linear, inverse),
      leverage: fc.integer({ min: 1, max: 125 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 300 }),
      /** Parts of a thousand. */
      moves: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 4 }),
      rate: fc.integer({ min: -30, max: 30 }),
    }),
  },
);

it('an account with positions never makes or loses money, to the last digit, and survives being saved', () => {
  const seen = { liquidations: 0, closed: 0, funded: 0, spot: 0, uncovered: 0 };
  fc.assert(
    fc.property(fc.array(action, { minLength: 20, maxLength: 60 }), (actions) => {
      let [now, price] = [START, 50_000];
      let account = openAccount(initial, now);
      for (const step of actions) {
        const book = bookAt(price, now);
        const before = account.orders.open;
        refusable(() => {
          const open = account.orders.open;
          if (step.kind === 'wait') {
            const since = wait(now, price, step);
            catchUp(account, new Map(instruments.map(({ name }) => [name, since])));
            now = since.time;
            price = Number(since.last);
          } else if (step.kind === 'order') {
            placeOrder(account, requestOf(step, price), book, now);
          } else if (step.kind === 'leverage') {
            const { contract } = step.instrument;
            if (contract) setLeverage(account, step.instrument, contract, String(step.leverage));
          } else {
            const chosen = open[step.which % (open.length || 1)];
            if (step.kind === 'cancel') cancelOrder(account, { id: chosen?.id ?? '1' });
            else if (chosen) {
              const amount = new Money(chosen.instrument.amountStep).times(step.amount).toFixed();
              modifyOrder(account, chosen, { price: tick(price, step.away), amount }, book, now);
            }
          }
        });
        expectConserved(account);
        expectCovered(account);
        if (step.kind !== 'cancel' && before.some((order) => order.state === 'incomplete'))
          seen.uncovered += 1;
        const saved = encodeAccount('0'.repeat(64), account);
        const restored = decodeAccount(JSON.parse(JSON.stringify(saved)));
        expect(encodeAccount('0'.repeat(64), restored)).toEqual(saved);
        account = restored;
      }
      for (const { reason, effect, filled } of account.orders.done) {
        if (!effect && filled.gt(0)) seen.spot += 1;
        if (reason === 'liquidation') seen.liquidations += 1;
        else if (effect === 'close') seen.closed += 1;
      }
      if (account.statement.entries().some(([, { funding }]) => !funding.isZero())) seen.funded += 1;
    }),
    // The same runs each time, so that what has to happen does.
    { numRuns: 300, seed: 1 },
  );
  // What never happens proves nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});

function tick(price: number, away: number): string {
  return new Money(Math.round(price * 10) + away).div(10).toFixed();
}

function requestOf(step: typeof order extends fc.Arbitrary<infer T> ? T : never, price: number) {
  const { instrument, side, closes, market, away, amount } = step;
  return {
    ...{ instrument, side },
    ...(instrument.contract && { effect: closes ? ('close' as const) : ('open' as const) }),
    ...(!market && { price: tick(price, away) }),
    amount: new Money(instrument.amountStep).times(amount).toFixed(),
  };
}

function bookAt(price: number, now: number): Book {
  const levels = (direction: 1 | -1) =>
    [1, 2, 3, 4].map((index) => ({ price: tick(price, direction * index * 3), amount: '17.3' }));
  return { asks: levels(1), bids: levels(-1), renewed: now + MINUTE };
}

function wait(
  now: number,
  price: number,
  { minutes, moves, rate }: { minutes: number; moves: number[]; rate: number },
): MarketSince {
  const first = Math.ceil(now / MINUTE) * MINUTE;
  let close = price;
  const bars = moves.map((move, index) => {
    const open = close;
    close = Number(tick((open * (1000 + move)) / 1000, 0));
    const [low, high] = [Math.min(open, close) * 0.999, Math.max(open, close) * 1.001];
    const time = first + index * minutes * MINUTE;
    return {
      ...{ time, until: time + minutes * MINUTE, volume: '40' },
      ...{ high: tick(high, 0), low: tick(low, 0), close: tick(close, 0) },
    };
  });
  const time = first + moves.length * minutes * MINUTE + 1000;
  return {
    ...{ time, last: tick(close, 0), bars, book: bookAt(close, time) },
    funding: {
      rate: `${rate < 0 ? '-' : ''}0.00${String(Math.abs(rate)).padStart(2, '0')}`,
      interval: HOUR,
      time: (Math.floor(time / HOUR) + 1) * HOUR,
    },
  };
}

function expectConserved(account: Account): void {
  const expected = new Map(
    Object.entries(initial).map(([currency, amount]) => [currency, new Money(amount)]),
  );
  const held = new Map<string, Money>();
  const positions = new Map<string, Money>();
  const add = (map: Map<string, Money>, key: string, amount: Money) =>
    map.set(key, amount.plus(map.get(key) ?? 0));
  for (const done of [...account.orders.open, ...account.orders.done]) {
    const { instrument, side, filled, value, fee, effect } = done;
    const buying = side === 'buy';
    if (instrument.contract) {
      const key = `${instrument.name} ${positionSideOf(done)}`;
      add(positions, key, effect === 'open' ? filled : filled.negated());
      add(held, instrument.contract.currency, done.held);
    } else {
      add(expected, 'BTC', buying ? filled.minus(fee) : filled.negated());
      add(expected, 'USDT', buying ? value.negated() : value.minus(fee));
      add(held, buying ? 'USDT' : 'BTC', done.held);
    }
    expect(done.held.gte(0)).toBe(true);
    if (done.amount) expect(filled.lte(done.amount)).toBe(true);
  }
  for (const [currency, { realised, funding, fees, insured }] of account.statement.entries()) {
    add(expected, currency, realised.plus(funding).minus(fees).plus(insured));
  }
  for (const position of account.positions.all) {
    const key = `${position.instrument.name} ${position.direction}`;
    expect(position.amount.toFixed()).toBe(positions.get(key)?.toFixed());
    expect(position.amount.gt(0) && position.cost.gt(0)).toBe(true);
    expect(account.closable(position).gte(0)).toBe(true);
    positions.delete(key);
    add(held, position.contract.currency, account.marginOf(position));
  }
  for (const left of positions.values()) expect(left.toFixed()).toBe('0');
  for (const { currency, free, frozen } of balancesOf(account)) {
    expect(new Money(free).plus(frozen).toFixed()).toBe((expected.get(currency) ?? new Money(0)).toFixed());
    expect(account.frozen(currency).toFixed()).toBe((held.get(currency) ?? new Money(0)).toFixed());
  }
}

/** No order waits for money that is not there, and only losses of contracts are insured. */
function expectCovered(account: Account): void {
  for (const currency of account.ledger.currencies) {
    const waiting = account.orders.open.filter((open) => paidWith(open) === currency && open.held.gt(0));
    if (waiting.length > 0) {
      expect(account.ledger.balance(currency).gte(account.frozen(currency))).toBe(true);
    }
    const { realised, funding, fees, insured } = account.statement.get(currency);
    if (insured.gt(0)) expect(insured.lte(fees.minus(realised).minus(funding))).toBe(true);
  }
}

function refusable(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
  }
}
