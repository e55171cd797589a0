import { describe, expect, test } from 'vitest';
import { startDocker } from '../../support/startDocker.js';

/** What a plugin answers, by its methods: the last of several again and again. */
type Answers = Readonly<Record<string, unknown>>;

const row = (fields: object = {}) => ({
  id: 'BTC-USDT,1',
  symbol: 'BTC_USDT',
  amount: '2',
  price: '100',
  deal_amount: '0',
  avg_price: '0',
  type: 'buy',
  status: 'pending',
  ...fields,
});

/** What is told of orders while functions are called one after the other. */
async function statesOf(
  answers: Answers | ((method: string, calls: number) => unknown),
  calls: [fn: string, ...args: unknown[]][],
) {
  let count = 0;
  const started = await startDocker(({ method }) => {
    count += 1;
    const data = typeof answers === 'function' ? answers(method, count) : answers[method];
    return data instanceof Error ? { error: data.message } : { data: data ?? null };
  });
  try {
    await started.values(calls);
    return started.events.flatMap((event) => {
      if (event.kind !== 'order') return [];
      const { kind: _, time: __, exchange: ___, index: ____, symbol: _____, ...told } = event;
      return [told];
    });
  } finally {
    await started.close();
  }
}

const BUY: [string, ...unknown[]] = ['Buy', 100, 2];
const placed = { id: 'BTC-USDT,1', side: 'buy', state: 'open', price: '100', amount: '2' };

describe('what is told of an order', () => {
  test.each([
    ['GetOrder', (data: object) => data],
    ['GetOrders', (data: object) => [row({ id: 'other' }), data]],
    ['GetHistoryOrders', (data: object) => [data, row({ id: 'other', status: 'filled' })]],
  ])('it is filled, by %s', async (fn, wrap) => {
    const filled = row({ status: 'filled', deal_amount: '2', avg_price: '99.90000000000000001' });
    const data = wrap(filled);
    const told = await statesOf(
      { trade: { id: 'BTC-USDT,1' }, order: data, orders: data, historyorders: data },
      [
        BUY,
        [fn, ...(fn === 'GetOrder' ? ['BTC-USDT,1'] : [])],
        [fn, ...(fn === 'GetOrder' ? ['BTC-USDT,1'] : [])],
      ],
    );
    expect(told).toEqual([
      placed,
      { ...placed, state: 'filled', filled: '2', average: '99.90000000000000001' },
    ]);
  });

  test('parts of it are traded, and what is older than what is known says nothing', async () => {
    const deals = ['0.5', '0.5', '1.5', '0.5'];
    const told = await statesOf(
      (method, count) =>
        method === 'trade'
          ? { id: 7 }
          : row({ id: 7, status: 'partial-filled', deal_amount: deals[count - 2], avg_price: '99' }),
      [BUY, ...deals.map((): [string, number] => ['GetOrder', 7])],
    );
    expect(told.map(({ id, state, filled }) => [id, state, filled])).toEqual([
      ['7', 'open', undefined],
      ['7', 'open', '0.5'],
      ['7', 'open', '1.5'],
    ]);
  });

  test('it is canceled, and after that the exchange says how much of it was traded', async () => {
    const told = await statesOf(
      (method, count) =>
        ({
          trade: { id: 'BTC-USDT,1' },
          cancel: true,
          order:
            count === 3 ? row() : row({ status: 'partial-canceled', deal_amount: '0.25', avg_price: '100' }),
        })[method],
      [BUY, ['CancelOrder', 'BTC-USDT,1'], ['GetOrder', 'BTC-USDT,1'], ['GetOrder', 'BTC-USDT,1']],
    );
    expect(told).toEqual([
      placed,
      { ...placed, state: 'canceled' },
      { ...placed, state: 'canceled', filled: '0.25', average: '100' },
    ]);
  });

  test('a cancellation that came too late is told as filled', async () => {
    const told = await statesOf(
      { trade: { id: 'BTC-USDT,1' }, cancel: true, order: row({ status: 'closed', deal_amount: 2 }) },
      [BUY, ['CancelOrder', 'BTC-USDT,1'], ['GetOrder', 'BTC-USDT,1']],
    );
    expect(told.map(({ state }) => state)).toEqual(['open', 'canceled', 'filled']);
  });

  test('a cancellation that was refused changes nothing', async () => {
    const told = await statesOf({ trade: { id: 'BTC-USDT,1' }, cancel: new Error('no such order') }, [
      BUY,
      ['CancelOrder', 'BTC-USDT,1'],
    ]);
    expect(told).toEqual([placed]);
  });

  test.each([
    ['the same id', 'BTC-USDT,1', [placed, { ...placed, price: '101', amount: '3' }]],
    [
      'a new id',
      'BTC-USDT,2',
      [placed, { ...placed, state: 'canceled' }, { ...placed, id: 'BTC-USDT,2', price: '101', amount: '3' }],
    ],
  ])('it is changed, with %s', async (_, id, expected) => {
    const told = await statesOf({ trade: { id: 'BTC-USDT,1' }, modifyorder: { id } }, [
      BUY,
      ['ModifyOrder', 'BTC-USDT,1', 'buy', 101, 3],
    ]);
    expect(told).toEqual(expected);
  });

  test('a market order has no price, and its amount is what the exchange makes of the money', async () => {
    const told = await statesOf(
      {
        trade: { id: 'BTC-USDT,1' },
        order: row({ status: 'filled', amount: '0.01', deal_amount: '0.01', avg_price: '100000' }),
      },
      [
        ['Buy', -1, 1000],
        ['GetOrder', 'BTC-USDT,1'],
      ],
    );
    expect(told).toEqual([
      { id: 'BTC-USDT,1', side: 'buy', state: 'open', amount: '1000' },
      {
        ...{ id: 'BTC-USDT,1', side: 'buy', state: 'filled' },
        ...{ amount: '0.01', filled: '0.01', average: '100000' },
      },
    ]);
  });

  test.each([
    ['closebuy', 'sell'],
    ['closesell;reduceOnly=true', 'buy'],
    [' SELL', 'sell'],
  ])('%s is to %s', async (type, side) => {
    const told = await statesOf({ trade: { id: '1' } }, [['CreateOrder', 'BTC_USDT.swap', type, 100, 2]]);
    expect(told).toMatchObject([{ side }]);
  });

  test('prices are told without the rate that the strategy set', async () => {
    const told = await statesOf({ trade: { id: '1' } }, [
      ['SetRate', 7],
      ['Buy', 700, 2],
    ]);
    expect(told).toMatchObject([{ price: '100' }]);
  });

  test.each([
    ['does not answer with an id', { id: '' }],
    ['answers nothing', null],
    ['says that it does not know', new Error('outcome unknown: no answer; look at the orders')],
  ])('where the plugin %s, nobody knows', async (_, answer) => {
    expect(await statesOf({ trade: answer }, [BUY])).toEqual([{ ...placed, id: '', state: 'unknown' }]);
  });

  test('a cancellation whose answer is lost leaves it unknown until it is seen again', async () => {
    const told = await statesOf(
      {
        trade: { id: 'BTC-USDT,1' },
        cancel: new Error('outcome unknown: the answer was lost'),
        orders: [row()],
      },
      [BUY, ['CancelOrder', 'BTC-USDT,1'], ['GetOrders']],
    );
    expect(told.map(({ id, state }) => [id, state])).toEqual([
      ['BTC-USDT,1', 'open'],
      ['BTC-USDT,1', 'unknown'],
      ['BTC-USDT,1', 'open'],
    ]);
  });

  test.each([
    ['is refused', { trade: new Error('insufficient balance') }, [BUY]],
    [
      'is of another one',
      { orders: [row({ status: 'filled' })], cancel: true },
      [['GetOrders'], ['CancelOrder', 'a']],
    ],
    ['has a wrong figure', {}, [['Buy', 'cheap', 2]]],
  ] as const)('nothing is told of an order that %s', async (_, answers, calls) => {
    expect(
      await statesOf(
        answers,
        calls.map(([fn, ...args]) => [fn, ...args]),
      ),
    ).toEqual([]);
  });

  test.each([
    ['a status that nobody knows', row({ status: 'triggered' })],
    ['no order', 'nonsense'],
    ['no status', { id: 'BTC-USDT,1' }],
  ])('%s says nothing', async (_, order) => {
    const told = await statesOf({ trade: { id: 'BTC-USDT,1' }, order, orders: [order] }, [
      BUY,
      ['GetOrder', 'BTC-USDT,1'],
      ['GetOrders'],
    ]);
    expect(told).toEqual([placed]);
  });
});

describe('the price that an answer shows', () => {
  const book = {
    time: 1,
    asks: [
      [104, 1],
      [102, 1],
    ],
    bids: [
      [98, 1],
      [99, 1],
    ],
  };
  const bar = (close: string) => [60, 1, 1, 1, close, 1];
  test.each([
    ['GetTicker', 'ticker', { last: '100.5' }, 100.5],
    ['GetDepth', 'depth', book, 100.5],
    ['GetDepth', 'depth', { ...book, bids: [] }, undefined],
    ['GetRecords', 'records', [bar('7'), bar('8')], 8],
    ['GetRecords', 'records', [], undefined],
    [
      'GetTrades',
      'trades',
      [
        { time: 2, price: 9 },
        { time: 1, price: 8 },
      ],
      9,
    ],
    ['GetTicker', 'ticker', { last: 'much' }, undefined],
    ['GetAccount', 'accounts', [], undefined],
  ])('%s: %s %j', async (fn, _, data, value) => {
    const started = await startDocker(() => ({ data }));
    try {
      await started.values([['SetRate', 7], [fn]]);
      const [call] = started.events;
      expect(call).toMatchObject({ kind: 'call', fn });
      expect(call?.kind === 'call' && call.price).toEqual(
        value === undefined ? undefined : { symbol: 'BTC_USDT', value },
      );
    } finally {
      await started.close();
    }
  });
});
