import { expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/ctrader/CtraderAccount.js';
import { type CtraderDoubleOptions, startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { useCtraderPlugin } from './useCtraderPlugin.js';

/** What has no answer is looked up after half of that, in ms. */
const timeout = 8000;

const { acceptor, ok, open, refused, sent } = useCtraderPlugin(() => startCtraderDouble(), { timeout });

const use = (options: CtraderDoubleOptions) => open(() => startCtraderDouble(options));
const EURUSD = 'EUR_USD.swap';
const limit = { symbol: EURUSD, type: 'buy', price: '1.08', amount: '1000' };
const market = { symbol: EURUSD, type: 'buy', price: '-1', amount: '1000' };

/** An order that a person made in cTrader: it has no ClOrdID. */
function byHand(kind: '2' | '3' = '2') {
  const state = acceptor().state();
  const [instrument] = state.market.instruments;
  if (!instrument) throw new Error('the double has no instrument');
  return state.seed({ instrument, side: '2', kind, quantity: '3000', price: '1.2' });
}

test.each(['renamed', 'kept'] as const)(
  'a changed order that is %s: the id it goes on under is told',
  async (replaced) => {
    await use({ habits: { replaced } });
    const { id } = await ok('trade', limit);
    const changed = await ok('modifyorder', { id, price: '1.07', amount: '2000' });
    expect(changed.id === id).toBe(replaced === 'kept');
    expect(await ok('order', { id })).toMatchObject({ id, price: 1.07, amount: 2000 });
    expect(await ok('orders')).toMatchObject([{ id: changed.id, price: 1.07, amount: 2000 }]);
    expect(await ok('cancel', { id })).toBe(true);
    expect(await ok('order', { id })).toMatchObject({ id, status: 'canceled' });
    expect(await acceptor().count('F')).toBe(1);
  },
);

test.each(['renamed', 'kept'] as const)(
  'a chain of changes whose orders are %s: the first id leads to it',
  async (replaced) => {
    await use({ habits: { replaced } });
    const { id } = await ok('trade', limit);
    let latest = id;
    for (const price of ['1.01', '1.02', '1.03'])
      latest = (await ok('modifyorder', { id: latest, price, amount: '-1' })).id;
    expect(await ok('order', { id: latest })).toMatchObject({ id: latest, price: 1.03 });
    expect(await ok('order', { id })).toMatchObject({ id, price: 1.03 });
    expect(await ok('orders')).toHaveLength(1);
  },
);

test.each(['renamed', 'kept'] as const)(
  'the report of a change is lost, and the order was %s: it is looked up',
  async (replaced) => {
    await use({ habits: { replaced } });
    const { id } = await ok('trade', limit);
    await acceptor().fault('G', 'lose');
    const changed = await ok('modifyorder', { id, price: '1.07', amount: '-1' });
    expect(changed.id === id).toBe(replaced === 'kept');
    expect(await ok('orders')).toMatchObject([{ id: changed.id, price: 1.07 }]);
    expect(await acceptor().count('G')).toBe(1);
  },
);

test('where an order is forgotten when it ends, what it ended with is told all the same', async () => {
  await use({ habits: { forgets: true } });
  const filled = await ok('trade', market);
  expect(await ok('order', filled)).toMatchObject({ id: filled.id, status: 'filled', deal_amount: 1000 });
  const canceled = await ok('trade', limit);
  expect(await ok('cancel', canceled)).toBe(true);
  expect(await ok('order', canceled)).toMatchObject({ id: canceled.id, status: 'canceled' });
});

test('where the status of an order is told as a new one, it is read all the same', async () => {
  await use({ habits: { status: '0' } });
  const { id } = await ok('trade', market);
  expect(await ok('order', { id })).toMatchObject({ id, status: 'filled' });
});

test('where refusals are business rejects, they are told all the same', async () => {
  await use({ habits: { refusesBy: 'j' } });
  expect(await refused('trade', { ...market, amount: '1' })).toMatch(/^TRADING_BAD_VOLUME .*not lots/);
  const { id } = await ok('trade', limit);
  expect(await refused('modifyorder', { id, price: '-1', amount: '1' })).toMatch(/^TRADING_BAD_VOLUME/);
});

test('an order that a person made is listed and found, and can only be canceled in cTrader', async () => {
  const { id: orderId } = byHand();
  const id = `EURUSD,${orderId}`;
  const [order] = await ok('orders');
  expect(order).toMatchObject({
    id,
    symbol: EURUSD,
    type: 'sell',
    amount: 3000,
    price: 1.2,
    status: 'pending',
  });
  expect(await ok('order', { id })).toEqual(order);
  for (const [method, params] of [
    ['cancel', { id }],
    ['modifyorder', { id, price: '1.3', amount: '-1' }],
  ] as const)
    expect(await refused(method, params)).toBe(
      'the order has no ClOrdID, because it was not placed over FIX: change or cancel it in cTrader',
    );
  expect([await acceptor().count('F'), await acceptor().count('G')]).toEqual([0, 0]);
});

test('an order of another FIX client is known by the id of cTrader, and canceled by its own', async () => {
  byHand().clientId = 'theirs';
  const [{ id }] = await ok('orders');
  expect(id).toMatch(/^EURUSD,\d+$/);
  expect(await ok('modifyorder', { id, price: '1.25', amount: '-1' })).toEqual({ id });
  expect(await ok('order', { id })).toMatchObject({ id, price: 1.25, amount: 3000 });
  expect(await ok('cancel', { id })).toBe(true);
  expect(await ok('orders')).toEqual([]);
  expect(await sent('G', [41, 38, 44])).toEqual(['41=theirs|38=3000|44=1.25']);
});

test('orders of one client order id, as those that protect a position, are told apart', async () => {
  const { id } = await ok('trade', limit);
  byHand().clientId = id.split(',')[1];
  const ids = (await ok('orders')).map((order: { id: string }) => order.id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toHaveLength(2);
  for (const one of ids) expect(await ok('order', { id: one })).toMatchObject({ id: one });
});

test('a stop order shows the price that triggers it, and is not changed here', async () => {
  const made = byHand('3');
  Object.assign(made, { clientId: 'theirs', stop: made.price, price: undefined });
  const [order] = await ok('orders');
  expect(order).toMatchObject({ price: 1.2 });
  expect(await refused('modifyorder', { id: order.id, price: '1.3', amount: '-1' })).toContain(
    'only orders with a price can be changed',
  );
});

test('an order that expires keeps its time when it is changed', async () => {
  const made = byHand();
  Object.assign(made, { clientId: 'theirs', expires: Date.now() + 86_400_000 });
  const [{ id }] = await ok('orders');
  await ok('modifyorder', { id, price: '1.25', amount: '-1' });
  expect(await sent('G', [126])).toEqual([expect.stringMatching(/^126=\d{8}-\d\d:\d\d:\d\d/)]);
});

test('a market order that is filled in part and then canceled is told as it ended', async () => {
  acceptor().liquidity('1', '400');
  const { id } = await ok('trade', market);
  expect(await ok('order', { id })).toMatchObject({ status: 'partial-canceled', deal_amount: 400 });
});

test('a limit order is filled bit by bit', async () => {
  const { id } = await ok('trade', limit);
  const [order] = acceptor().state().orders;
  acceptor().fill(order?.id ?? '', '400');
  expect(await ok('order', { id })).toMatchObject({
    status: 'partial-filled',
    deal_amount: 400,
    avg_price: 1.08,
  });
  acceptor().fill(order?.id ?? '', '600');
  expect(await ok('order', { id })).toMatchObject({ status: 'filled', deal_amount: 1000 });
  expect(await refused('cancel', { id })).toMatch(/Order is not open \(GetOrder tells how it has ended\)/);
});

test('a netted account: one position, closed by orders to the other side', async () => {
  const account = { ...defaultAccount, mode: 'netted' } as const;
  await use({ accounts: [account] });
  const usual = acceptor().keys;
  const keys = { ...usual, secret_key: `${usual.secret_key},account=netted` };
  await ok('trade', { ...market, amount: '3000' }, keys);
  expect(await ok('positions', {}, keys)).toMatchObject([{ type: 'long', amount: 3000 }]);
  expect(await refused('trade', { ...market, type: 'closesell' }, keys)).toContain(
    'there is no short position',
  );
  expect(await refused('trade', { ...market, type: 'closebuy', amount: '4000' }, keys)).toContain(
    'amount 4000 is more than the long position',
  );
  expect(await refused('trade', { ...market, type: 'closebuy' })).toMatch(
    /add ,account=netted behind the host/,
  );
  await ok('trade', { ...market, type: 'closebuy', amount: '3000' }, keys);
  expect(await ok('positions', {}, keys)).toEqual([]);
  expect(await sent('D', [54, 38, 721])).toEqual([
    '54=1|38=3000',
    expect.stringMatching(/^54=2\|38=1000\|721=/),
    '54=2|38=3000',
  ]);
});

test.each(['gap', 'late', 'duplicate'] as const)(
  'an order whose report comes %s is there once',
  async (fault) => {
    await acceptor().fault('D', fault);
    const { id } = await ok('trade', limit);
    await acceptor().release();
    expect(await ok('orders')).toMatchObject([{ id, status: 'pending' }]);
    expect(await acceptor().count('D')).toBe(1);
  },
);

test('an order that a session takes along is found on the next one, with its id', async () => {
  await acceptor().fault('D', 'cutAfter');
  const { id } = await ok('trade', limit);
  expect(await ok('order', { id })).toMatchObject({ id, status: 'pending' });
  expect([await acceptor().count('D'), await acceptor().count('A')]).toEqual([1, 2]);
});

test('positions are told without their profit where no price is to be had', async () => {
  await ok('trade', market);
  await acceptor().fault('V', 'hang');
  expect(await ok('positions')).toMatchObject([{ type: 'long', amount: 1000, profit: 0 }]);
});
