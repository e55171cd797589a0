import { expect, test } from 'vitest';
import { findDefects } from '../../../src/check/structures/assertionsOf.js';
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

test('two positions that are alike in all but their ids are two', async () => {
  await ok('trade', market);
  await ok('trade', market);
  const positions = await ok('positions');
  expect(positions.map(({ id, amount }: { id: string; amount: number }) => [id, amount])).toEqual(
    acceptor()
      .state()
      .positions.open.map(({ id }) => [id, 1000]),
  );
  expect(findDefects('positions', positions, { now: Date.now() })).toEqual([]);
});

test.each([
  ['both sides', ['buy', 'sell'], 'closebuy'],
  ['two of one side', ['sell', 'sell'], 'closesell'],
])(
  'a hedged account that is called netted, with positions on %s: nothing is closed',
  async (_what, types, type) => {
    const usual = acceptor().keys;
    const keys = { ...usual, secret_key: `${usual.secret_key},account=netted` };
    for (const opening of types) await ok('trade', { ...market, type: opening }, keys);
    for (const symbol of [EURUSD, 'US30'])
      expect(await refused('trade', { ...market, symbol, type }, keys)).toBe(
        'this account is hedged, as it has several positions in EURUSD: remove ,account=netted from its secret key; nothing was sent',
      );
    expect(await acceptor().count('D')).toBe(2);
    expect(await ok('positions')).toHaveLength(2);
  },
);

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
