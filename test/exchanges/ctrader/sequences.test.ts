import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen, type Order } from '../../doubles/ctrader/Order.js';
import { type CtraderDouble, startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { type CtraderBench, withCtrader } from './withCtrader.js';

const symbol = 'EUR_USD.swap';

/** Something that happens: FMZ asks for it, or the market does it. */
const step = fc.record({
  kind: fc.constantFrom('limit', 'market', 'cancel', 'change', 'fill', 'move'),
  /** Which of the open orders it is about. */
  which: fc.nat({ max: 5 }),
  type: fc.constantFrom('buy', 'sell'),
  thousands: fc.integer({ min: 1, max: 9 }),
  /** How far a price is from the market, or the market moves. */
  ticks: fc.integer({ min: 1, max: 20 }),
  falls: fc.boolean(),
  /** Those that are over at once: the report is refused, there, spoilt, or its session ends. */
  fault: fc.constantFrom(
    ...([undefined, 'duplicate', 'gap', 'cutAfter', 'logout', 'garbage', 'wrongChecksum', 'refuse'] as const),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const venue = fc.record({
  habits: fc.record({
    replaced: fc.constantFrom('renamed', 'kept'),
    refusesBy: fc.constantFrom('8', 'j'),
    status: fc.constantFrom('I', '0'),
  }),
  mode: fc.constantFrom('hedged', 'netted'),
});

const openOrders = (double: CtraderDouble) => double.state().orders.filter(isOpen);

/** What FMZ knows an order by. */
const idOf = ({ clientId }: Order) => `EURUSD,${clientId}`;

const WRITES = { limit: 'D', market: 'D', cancel: 'F', change: 'G' };

async function take(taken: Step, bench: CtraderBench, double: CtraderDouble): Promise<void> {
  const { kind, type, ticks } = taken;
  const open = openOrders(double);
  const order = open[taken.which % Math.max(1, open.length)];
  const { market } = double.state();
  const [instrument] = market.instruments;
  if (!instrument) throw new Error('the double has EURUSD');
  const { bid, ask } = market.quote(instrument);
  const away = new BigNumber(ticks).div(100_000);
  const amount = String(1000 * taken.thousands);
  if (kind === 'move') {
    const by = taken.falls ? away.negated() : away;
    return double.price('1', bid.plus(by).toFixed(5), ask.plus(by).toFixed(5));
  }
  if (kind === 'fill') {
    if (order) double.fill(order.id, BigNumber.min(amount, order.quantity.minus(order.filled)).toFixed());
    return;
  }
  const placed = { symbol, type, amount };
  const priceOf = (buys: boolean) => (buys ? bid.minus(away) : ask.plus(away)).toFixed(5);
  const changed = order && {
    ...{ id: idOf(order), symbol, type: order.side === '1' ? 'buy' : 'sell' },
    ...{ amount: order.filled.plus(amount).toFixed(), price: priceOf(order.side === '1') },
  };
  if (kind === 'limit' || kind === 'market' || order) await double.fault(WRITES[kind], taken.fault);
  const send = () => {
    switch (kind) {
      case 'limit':
        return bench.call('trade', { ...placed, price: priceOf(type === 'buy') });
      case 'market':
        return bench.call('trade', { ...placed, price: '-1' });
      case 'cancel':
        return order && bench.call('cancel', { id: idOf(order) });
      case 'change':
        return changed && bench.call('modifyorder', changed);
    }
  };
  const answer = await send();
  if (taken.fault !== 'refuse') expect(answer?.error).toBeUndefined();
}

/** What FMZ is told is how it is at the broker. */
async function compare(bench: CtraderBench, double: CtraderDouble): Promise<void> {
  const rows: { id: string; type: string; price: number; amount: number; deal_amount: number }[] =
    await bench.ok('orders');
  const told = rows.map(({ id, type, price, amount, deal_amount }) => [id, type, price, amount, deal_amount]);
  const known = openOrders(double).map((order) => [
    ...[idOf(order), order.side === '1' ? 'buy' : 'sell', order.price?.toNumber()],
    ...[order.quantity.toNumber(), order.filled.toNumber()],
  ]);
  expect(told.sort()).toEqual(known.sort());
  const positions: { type: string; amount: number }[] = await bench.ok('positions');
  const total = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
  const held = (type: string) => total(positions.filter((row) => row.type === type).map((row) => row.amount));
  const has = (side: string) =>
    total(
      double
        .state()
        .positions.open.filter((one) => one.side === side)
        .map((one) => one.quantity.toNumber()),
    );
  expect([held('long'), held('short')]).toEqual([has('1'), has('2')]);
  const sent = await bench.sent('D');
  expect(new Set(sent).size).toBe(sent.length);
}

test('whatever happens in whatever order, FMZ is told how it is at the broker', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 10 }),
      venue,
      async (steps, { habits, mode }) => {
        const account = { sender: 'demo.broker.12345', password: 'fix-password', mode };
        let double: CtraderDouble | undefined;
        const start = async () => {
          double = await startCtraderDouble({ habits, accounts: [account] });
          const { keys } = double;
          return { ...double, keys: { ...keys, secret_key: `${keys.secret_key},account=${mode}` } };
        };
        await withCtrader(start, {}, async (bench) => {
          if (!double) throw new Error('it was started');
          for (const taken of steps) {
            await take(taken, bench, double);
            await compare(bench, double);
          }
        });
      },
    ),
    { numRuns: 100 },
  );
});
