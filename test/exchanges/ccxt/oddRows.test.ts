import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toInstruments } from '../../../src/exchanges/ccxt/instruments.js';
import { pageOrders } from '../../../src/exchanges/ccxt/orders/orderPages.js';
import { toOrderRows } from '../../../src/exchanges/ccxt/orders/parseOrder.js';
import { ProtocolError } from '../../../src/protocol/ProtocolError.js';
import { startTelling, type Telling } from './startTelling.js';

const TIME = 1_795_000_000_000;

describe('one odd row does not take the others with it', () => {
  let okx: Telling;
  let binance: Telling;
  beforeAll(async () => {
    okx = await startTelling('okx', { settings: 'hedged=false' });
    binance = await startTelling('binance', {
      kinds: ['spot', 'swap'],
      change: (kind) => ({
        base: kind === 'spot' ? 'BTC' : 'kPEPE',
        id: kind === 'spot' ? 'BTCUSDT' : 'KPEPEUSDT',
      }),
    });
  });
  afterAll(async () => {
    await okx?.close();
    await binance?.close();
  });

  const order = (id: string, state: string, fields: object = {}) => ({
    instType: 'SPOT',
    instId: 'BTCUSDT',
    ordId: id,
    clOrdId: '',
    ordType: 'limit',
    side: 'buy',
    px: '30000',
    sz: '0.01',
    accFillSz: '0',
    avgPx: '',
    state,
    cTime: `${TIME + Number(id)}`,
    ...fields,
  });

  test('an open order in a state that nobody knows is open, and the log says so once', async () => {
    const rows = [
      order('3', 'live'),
      order('2', 'mmp_hold'),
      order('1', 'effective', { accFillSz: '0.004' }),
    ];
    for (let calls = 0; calls < 2; calls += 1) {
      const { data } = await okx.call('orders', { symbol: 'BTC_USDT' }, () => ({ code: '0', data: rows }));
      expect(data).toMatchObject([
        { id: 'BTCUSDT,1', status: 'partial-filled' },
        { id: 'BTCUSDT,2', status: 'submitted' },
        { id: 'BTCUSDT,3', status: 'pending' },
      ]);
    }
    expect(okx.plugin.log().match(/order state "mmp_hold"/g)).toHaveLength(1);
  });

  test('in the history it is done', () => {
    const row = { id: '1', symbol: 'BTC/USDT', side: 'buy', type: 'limit', amount: '2', status: 'settling' };
    const [told] = toOrderRows({ id: 'okx' }, [{ ...row, filled: '1' }], 'fetchClosedOrders');
    expect(told?.listed).toBe('done');
  });

  test('an order of a market that FMZ has no word for is left out, and the log names it', async () => {
    const rows = [
      order('7', 'live', { instType: 'OPTION', instId: 'BTC-USD-261225-50000-C' }),
      order('8', 'live'),
    ];
    const { data } = await okx.call('orders', {}, () => ({ code: '0', data: rows }));
    expect(data).toMatchObject([{ id: 'BTCUSDT,8' }]);
    expect(okx.plugin.log()).toContain('order 7 is left out');
  });

  test('an own order that does not say what it does is named, where it is asked for', async () => {
    const rows = [order('1', 'live', { side: '' }), order('2', 'live')];
    const { error } = await okx.call('orders', { symbol: 'BTC_USDT' }, () => ({ code: '0', data: rows }));
    expect(error).toContain('order 1 of BTC_USDT');
  });

  test('a trade without a side is left out, and counted', async () => {
    const trade = (tradeId: string, side: string) => ({
      instId: 'BTCUSDT',
      tradeId,
      px: '1.2e-8',
      sz: '3',
      side,
      ts: `${TIME}`,
    });
    const { data } = await okx.call('trades', { symbol: 'BTC_USDT' }, () => ({
      code: '0',
      data: [trade('1', 'buy'), trade('2', '')],
    }));
    expect(data).toMatchObject([{ id: '1', price: 1.2e-8, amount: 3, type: 'buy' }]);
    expect(okx.plugin.log()).toContain('1 of 2 trades');
  });

  test('a ticker that ccxt context over is left out, and counted', async () => {
    const ticker = {
      symbol: 'BTCUSDT',
      bidPrice: '1.2e-8',
      askPrice: '1.3E-8',
      lastPrice: '0.0000000125',
      openPrice: '1',
      highPrice: '1',
      lowPrice: '1',
      volume: '1',
      quoteVolume: '1',
      closeTime: TIME,
    };
    const { data, error } = await binance.call('tickers', {}, ({ path }) =>
      path.includes('/fapi/') ? [] : [null, ticker],
    );
    expect(error).toBeUndefined();
    expect(data).toMatchObject([{ symbol: 'BTC_USDT', buy: '0.000000012', sell: '0.000000013' }]);
    expect(binance.plugin.log()).toContain('a row cannot be read and is left out');
  });

  test('a funding rate with a blank time is told with the next full interval', async () => {
    const row = { symbol: 'KPEPEUSDT', lastFundingRate: '1.2e-8', nextFundingTime: '', time: TIME };
    const { data, error } = await binance.call('fundings', {}, () => [row, null]);
    expect(error).toBeUndefined();
    expect(data).toMatchObject([{ symbol: 'kPEPE_USDT.swap', rate: 1.2e-8 }]);
  });

  test('a symbol is spelled as the exchange does, and found in any case', async () => {
    const market = Object(await binance.call('markets', {}, () => ({}))).data;
    expect(Object.keys(market)).toContain('kPEPE_USDT.swap');
    const fund = (symbol: string) =>
      binance.call('fundings', { symbol }, () => ({
        symbol: 'KPEPEUSDT',
        lastFundingRate: '0.0001',
        time: TIME,
      }));
    for (const symbol of ['kpepe_usdt.swap', 'KPEPE_USDT.swap', 'kPEPE_USDT.swap'])
      expect((await fund(symbol)).data).toMatchObject([{ symbol: 'kPEPE_USDT.swap' }]);
  });

  test('a market without steps and limits works', () => {
    const market = { id: 'A', symbol: 'A/USDT', base: 'A', quote: 'USDT', spot: true, type: 'spot' };
    const markets = { a: { ...market, precision: null, limits: null }, b: null };
    expect(toInstruments(markets, {})).toMatchObject([{ id: 'A', base: 'A', quote: 'USDT' }]);
  });
});

describe('a list of orders is whole, or an error', () => {
  const row = (index: number) =>
    toOrderRows({ id: 'okx' }, [
      {
        id: `${index}`,
        symbol: 'BTC/USDT',
        timestamp: TIME + index,
        status: 'closed',
        amount: '1',
        filled: '1',
      },
    ]);
  const all = (count: number) => Array.from({ length: count }, (_, index) => row(index)).flat();
  const wanted = { since: TIME, count: Number.POSITIVE_INFINITY, size: 10, days: undefined, now: TIME + 1e9 };
  /** Pages of ten, the latest first. */
  const read =
    (rows: ReturnType<typeof all>) =>
    async ({ until = Number.POSITIVE_INFINITY }) =>
      rows.filter(({ timestamp = 0 }) => timestamp <= until).slice(-10);

  test('of more than twenty pages', async () => {
    expect(await pageOrders(wanted, read(all(437)))).toHaveLength(437);
  });

  test('of more pages than it is worth', async () => {
    await expect(pageOrders(wanted, read(all(1500)))).rejects.toThrow(
      'the list is not at its end after 100 pages',
    );
  });

  describe('of pages of a size that is not known', () => {
    const open = { ...wanted, since: 0, size: Number.POSITIVE_INFINITY };
    const rows = all(180).map((row) => ({ ...row, status: 'open', filled: '0' }));
    const page = (until = Number.POSITIVE_INFINITY) =>
      rows.filter(({ timestamp = 0 }) => timestamp <= until).slice(-64);

    test('and no round one', async () => {
      expect(await pageOrders(open, async ({ until }) => page(until))).toHaveLength(180);
    });

    test('that take no bounds', async () => {
      expect(await pageOrders(open, async () => page())).toHaveLength(64);
    });

    test('of which the exchange refuses another one', async () => {
      const refusing = async ({ until }: { until?: number | undefined }) => {
        if (until !== undefined) throw new ProtocolError('unknown parameter until');
        return page();
      };
      expect(await pageOrders(open, refusing)).toHaveLength(64);
    });
  });

  test('of more days than can be looked through', async () => {
    const days = { ...wanted, days: 1, now: TIME + 40 * 86_400_000 };
    await expect(pageOrders(days, read(all(3)))).rejects.toThrow('since is too long ago');
  });
});
