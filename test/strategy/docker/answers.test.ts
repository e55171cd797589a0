import { describe, expect, test } from 'vitest';
import { startDocker } from '../../support/startDocker.js';
import { tickerData } from '../../support/startWirePlugin.js';

/** What a function returns where the plugin answers so. */
async function ask(
  answer: object | string,
  [fn, ...args]: [fn: string, ...args: unknown[]],
  before: [fn: string, ...args: unknown[]][] = [],
) {
  const started = await startDocker(() => answer);
  try {
    await started.values(before);
    const result = await started.docker.call(fn, args);
    return { ...result, events: started.events };
  } finally {
    await started.close();
  }
}

const order = {
  id: 'BTC-USDT,1',
  symbol: 'BTC_USDT',
  amount: 2,
  price: 100,
  deal_amount: 0.5,
  avg_price: 99,
  type: 'sell',
  status: 'partial-filled',
  time: 1731028903911,
};

describe("FMZ's structures", () => {
  test('ITicker, with what the exchange said and every digit of it', async () => {
    const { value } = await ask(
      `{"data":${JSON.stringify(tickerData)},"raw":{"ordId":12345678901234567890}}`,
      ['GetTicker'],
    );
    expect(value).toEqual({
      Info: { ordId: '12345678901234567890' },
      ...{ Symbol: 'BTC_USDT', Open: 90, High: 120, Low: 80, Sell: 101, Buy: 99, Last: 100, Volume: 5 },
      ...{ OpenInterest: 0, Time: 1731028903911 },
    });
  });

  test('a plugin that leaves fields out, and writes numbers', async () => {
    const { value } = await ask({ data: { last: 5, buy: 4, sell: '6', time: 1731028903911 } }, ['GetTicker']);
    expect(value).toMatchObject({ Symbol: 'BTC_USDT', Open: 5, Last: 5, High: 0, Sell: 6 });
  });

  test('IDepth is sorted, and prices are multiplied with the rate', async () => {
    const data = {
      time: 1731028903911,
      asks: [
        ['3', 1],
        [2, '4'],
      ],
      bids: [
        [0.5, 1],
        [1, 2],
      ],
    };
    const { value } = await ask({ data, raw: { ts: 1 } }, ['GetDepth'], [['SetRate', 10]]);
    expect(value).toEqual({
      Info: { ts: 1 },
      Time: 1731028903911,
      Asks: [
        { Price: 20, Amount: 4 },
        { Price: 30, Amount: 1 },
      ],
      Bids: [
        { Price: 10, Amount: 2 },
        { Price: 5, Amount: 1 },
      ],
    });
  });

  test('ITrade and IRecord', async () => {
    const trade = { id: '7', time: 1731028903911, price: 1, amount: 2, type: 'sell' };
    const { value } = await ask({ data: [trade, { ...trade, id: 6, time: 1, type: 'buy' }] }, ['GetTrades']);
    expect(value).toEqual([
      { Id: 6, Time: 1, Price: 1, Amount: 2, Type: 0 },
      { Id: '7', Time: 1731028903911, Price: 1, Amount: 2, Type: 1 },
    ]);
    const bars = [
      [1, 2, 3, 4, 5, 6],
      [60, 2, 3, 4, 5, 6],
    ];
    expect((await ask({ data: bars }, ['GetRecords', 60, 1])).value).toEqual([
      { Time: 60_000, Open: 2, High: 3, Low: 4, Close: 5, Volume: 6, OpenInterest: 0 },
    ]);
  });

  test('IAccount is that of the pair, and IAsset all', async () => {
    const data = [
      { currency: 'USDT', free: '100', frozen: '5' },
      { currency: 'btc', free: 1, frozen: 0 },
      { currency: 'ETH', free: '3', frozen: '0' },
    ];
    const account = { Info: { a: 1 }, Balance: 100, FrozenBalance: 5, Stocks: 1, FrozenStocks: 0, UPnL: 0 };
    const answer = { data, raw: { a: 1 } };
    expect((await ask(answer, ['GetAccount'])).value).toEqual({ ...account, Equity: 0 });
    const swap = await ask(answer, ['GetAccount'], [['SetContractType', 'swap']]);
    expect(swap.value).toEqual({ ...account, Equity: 105 });
    expect((await ask(answer, ['GetAssets'])).value).toEqual([
      { Currency: 'USDT', Amount: 100, FrozenAmount: 5 },
      { Currency: 'btc', Amount: 1, FrozenAmount: 0 },
      { Currency: 'ETH', Amount: 3, FrozenAmount: 0 },
    ]);
  });

  test.each([
    ['pending', 0],
    ['submitted', 0],
    ['open', 0],
    ['filled', 1],
    ['closed', 1],
    ['finished', 1],
    ['canceled', 2],
    ['partial-canceled', 2],
    ['lost', 3],
  ])('an order that is %s has status %i', async (status, expected) => {
    const { value } = await ask({ data: { ...order, status } }, ['GetOrder', order.id]);
    expect(value).toMatchObject({ Status: expected });
  });

  test('IOrder, each with its own part of what the exchange said', async () => {
    const raw = { code: '0', data: [{ ordId: '1' }, { ordId: '2' }] };
    const close = { ...order, id: 2, symbol: 'BTC_USDT.swap', type: 'buy', offset: 'close' };
    const { value } = await ask({ data: [order, close], raw }, ['GetOrders']);
    expect(value).toEqual([
      {
        Info: { ordId: '1' },
        ...{ Id: 'BTC-USDT,1', Time: 1731028903911, Price: 100, Amount: 2, DealAmount: 0.5, AvgPrice: 99 },
        ...{ Status: 0, Type: 1, Offset: 0, Symbol: 'BTC_USDT', ContractType: '' },
      },
      expect.objectContaining({ Info: { ordId: '2' }, Id: 2, Type: 0, Offset: 1, ContractType: 'swap' }),
    ]);
  });

  describe('Info of a row is what the exchange said of it', () => {
    const swap = (base: string, type = 'long') => ({
      symbol: `${base}_USDT.swap`,
      type,
      amount: 1,
      price: 2,
    });
    const infoOf = async (data: object[], raw: unknown, fn = 'GetPositions') => {
      const { value } = await ask({ data, raw }, [fn]);
      return Array.isArray(value) ? value.map(({ Info }) => Info) : [];
    };

    test.each([
      ['in another order', [{ instId: 'ETH-USDT-SWAP' }, { instId: 'BTC-USDT-SWAP' }]],
      [
        'beside a list of the same length',
        { warnings: ['a', 'b'], data: [{ s: 'ETHUSDT' }, { s: 'BTCUSDT' }] },
      ],
      [
        'by the coin alone',
        {
          result: {
            list: [
              { coin: 'ETH', n: 1 },
              { coin: 'BTC', n: 1 },
            ],
          },
        },
      ],
    ])('%s', async (_, raw) => {
      const [bitcoin, ether] = await infoOf([swap('BTC'), swap('ETH')], raw);
      expect(JSON.stringify(bitcoin)).toContain('BTC');
      expect(JSON.stringify(ether)).toContain('ETH');
      for (const info of [bitcoin, ether]) expect(info).not.toHaveProperty('amount');
    });

    test.each([
      ['of another length', [{ s: 'BTCUSDT' }]],
      ['that names neither', [{ s: 'PI_XBTUSD' }, { s: 'PI_ETHUSD' }]],
      [
        'that names both twice',
        [
          { s: 'BTCUSDT', of: 'ETHUSDT' },
          { s: 'ETHUSDT', of: 'BTCUSDT' },
        ],
      ],
      ['twice', { a: [{ s: 'BTCUSDT' }, { s: 'ETHUSDT' }], b: [{ s: 'BTCUSDT' }, { s: 'ETHUSDT' }] }],
      ['not at all', undefined],
    ])('or the row of the plugin, where a list has it %s', async (_, raw) => {
      const own = [expect.objectContaining(swap('BTC')), expect.objectContaining(swap('ETH'))];
      expect(await infoOf([swap('BTC'), swap('ETH')], raw)).toEqual(own);
    });

    test('and of two positions of one symbol, the row of the plugin', async () => {
      const raw = [
        { s: 'BTCUSDT', side: 'short' },
        { s: 'BTCUSDT', side: 'long' },
      ];
      expect(await infoOf([swap('BTC'), swap('BTC', 'short')], raw)).toMatchObject([
        { type: 'long' },
        { type: 'short' },
      ]);
    });
  });

  test('nothing is an empty list', async () => {
    expect((await ask({ data: [] }, ['GetOrders'])).value).toEqual([]);
    expect((await ask({ data: [] }, ['GetPositions'])).value).toEqual([]);
  });
});

describe('failures', () => {
  test.each<[string, object | string, [string, ...unknown[]], unknown, string]>([
    ['an error', { error: 'EXCHANGE said no' }, ['GetTicker'], null, 'EXCHANGE said no'],
    ['an error of several lines', { error: 'a\nb' }, ['GetAccount'], null, 'a b'],
    ['an error of a cancellation', { error: 'gone' }, ['CancelOrder', '1'], false, 'gone'],
    [
      'what is no figure',
      { data: { ...tickerData, last: 'much' } },
      ['GetTicker'],
      null,
      'last must be a number, not "much"',
    ],
    ['what is no list', { data: { a: 1 } }, ['GetOrders'], null, 'data must be Array, not an object'],
  ])('%s', async (_, answer, call, value, error) => {
    const result = await ask(answer, call);
    expect(result).toMatchObject({ value, error });
    expect(result.events).toEqual([expect.objectContaining({ kind: 'call', fn: call[0], error })]);
  });

  test.each([['<html>'], ['{"code":1}'], ['[]'], [''], [{ data: {} }]])(
    'an order whose answer is %j may have been placed',
    async (answer) => {
      const result = await ask(answer, ['Buy', 1, 1]);
      expect(result).toMatchObject({
        value: null,
        error: expect.stringMatching(/; it may have been carried out, look at the orders/),
      });
    },
  );

  test('a cancellation that is answered with anything but an error is one', async () => {
    expect(await ask({ data: false }, ['CancelOrder', '1', 'too far'])).toMatchObject({
      value: true,
      events: [
        { kind: 'call', fn: 'CancelOrder' },
        { kind: 'log', level: 'cancel', text: '1 too far', exchange: 'OKX' },
      ],
    });
  });
});
