import { describe, expect, test } from 'vitest';
import { findDefects } from '../../../src/check/structures/assertionsOf.js';
import type { CtraderAcceptor } from '../../doubles/ctrader/CtraderAcceptor.js';
import { useCtraderPlugin } from './useCtraderPlugin.js';

const EURUSD = 'EUR_USD.swap';
const limit = { symbol: EURUSD, type: 'buy', price: '1.08', amount: '1000' };
const market = { symbol: EURUSD, type: 'buy', price: '-1', amount: '1000' };

/** Every method of the adapter in front of a counterpart, whoever has built that. */
export function describeCtrader(name: string, start: () => Promise<CtraderAcceptor>): void {
  describe(name, () => {
    const { acceptor, call, ok, refused, sent } = useCtraderPlugin(start);

    test('GetMarkets: symbols by the names of the broker', async () => {
      const markets = await ok('markets');
      expect(Object.keys(markets)).toEqual(
        expect.arrayContaining([EURUSD, 'XAU_USD.swap', 'USD_JPY.swap', 'US30', 'GER40.c', 'AAPL.US']),
      );
      expect(markets[EURUSD]).toMatchObject({ tick_size: 0.00001, price_precision: 5, ct_val_ccy: 'EUR' });
      expect(markets['GER40.c']).toMatchObject({ tick_size: 0.1, quote_asset: '' });
      expect(findDefects('markets', markets, { now: Date.now() })).toEqual([]);
    });

    test.each([
      [EURUSD, '1'],
      ['us30', '41'],
      ['GER40.c', '17'],
      ['aapl.us', '900'],
    ])('GetTicker and GetDepth of %s, from one subscription', async (symbol, number) => {
      await acceptor().price(number, '1.5', '1.6');
      const ticker = await ok('ticker', { symbol });
      expect(ticker.symbol.toLowerCase()).toBe(symbol.toLowerCase());
      const { buy, sell, last, open, high, low, vol } = ticker;
      expect([buy, sell, last, open, high, low, vol].map(Number)).toEqual([1.5, 1.6, 1.5, 1.5, 1.6, 1.5, 0]);
      const depth = await ok('depth', { symbol });
      expect([depth.bids[0][0], depth.asks[0][0]]).toEqual([1.5, 1.6]);
      expect(findDefects('depth', depth, { now: depth.time })).toEqual([]);
      expect(await sent('V', [263, 264, 55])).toEqual([`263=1|264=0|55=${number}`]);
    });

    test('a ticker follows the prices', async () => {
      await ok('ticker', { symbol: EURUSD });
      await acceptor().price('1', '1.2345', '1.2347');
      await expect.poll(async () => Number((await ok('ticker', { symbol: EURUSD })).buy)).toBe(1.2345);
      expect(await acceptor().count('V')).toBe(1);
    });

    test('CreateOrder, GetOrder, GetOrders and CancelOrder of a limit order', async () => {
      const { id } = await ok('trade', limit);
      expect(id).toMatch(/^EURUSD,fmz[0-9a-f]{28}$/);
      const order = await ok('order', { id });
      expect(order).toMatchObject({
        id,
        symbol: EURUSD,
        type: 'buy',
        status: 'pending',
        amount: 1000,
        price: 1.08,
      });
      expect(findDefects('order', order, { now: Date.now() })).toEqual([]);
      expect(await ok('orders', { symbol: EURUSD })).toEqual([order]);
      expect(await ok('orders')).toEqual([order]);
      expect(await ok('orders', { symbol: 'USD.swap' })).toEqual([order]);
      expect(await ok('orders', { symbol: 'US30' })).toEqual([]);
      expect(await ok('cancel', { id })).toBe(true);
      expect(await ok('order', { id })).toMatchObject({ id, status: 'canceled' });
      expect(await ok('orders')).toEqual([]);
      expect(await sent('D', [55, 54, 38, 40, 44, 59])).toEqual(['55=1|54=1|38=1000|40=2|44=1.08']);
    });

    test('a market order is answered when it is filled, and opens a position', async () => {
      await acceptor().price('1', '1.0850', '1.0852');
      const { id } = await ok('trade', market);
      expect(await ok('order', { id })).toMatchObject({
        status: 'filled',
        deal_amount: 1000,
        avg_price: 1.0852,
        price: 0,
      });
      await acceptor().price('1', '1.0862', '1.0864');
      await expect
        .poll(() => ok('positions', { symbol: EURUSD }))
        .toMatchObject([{ symbol: EURUSD, type: 'long', amount: 1000, price: 1.0852, profit: 1 }]);
      const positions = await ok('positions');
      expect(findDefects('positions', positions, { now: Date.now() })).toEqual([]);
      expect(await ok('positions', { symbol: 'US30' })).toEqual([]);
      expect(await ok('positions', { symbol: 'USD.swap' })).toHaveLength(1);
    });

    test('a position is closed by its id, long and short, and none that is too small', async () => {
      expect(await refused('trade', { ...market, type: 'closebuy' })).toBe(
        `there is no long position in ${EURUSD} to close`,
      );
      await ok('trade', { ...market, amount: '3000' });
      await ok('trade', { ...market, amount: '1000' });
      await ok('trade', { ...market, type: 'sell', amount: '2000' });
      expect(await ok('positions')).toMatchObject([
        { type: 'long', amount: 3000 },
        { type: 'long', amount: 1000 },
        { type: 'short', amount: 2000 },
      ]);
      await ok('trade', { ...market, type: 'closebuy', amount: '1000' });
      await ok('trade', { ...market, type: 'closesell', amount: '2000' });
      await ok('trade', { ...market, type: 'closebuy', amount: '2000' });
      expect(await ok('positions')).toMatchObject([{ type: 'long', amount: 1000 }]);
      expect(await refused('trade', { ...market, type: 'closebuy', amount: '2000' })).toContain(
        `amount 2000 is more than the long position in ${EURUSD} holds: 1000`,
      );
      await ok('trade', { ...market, type: 'closebuy', amount: '1000' });
      expect(await ok('positions')).toEqual([]);
      expect(await acceptor().count('D')).toBe(7);
    });

    test('ModifyOrder changes a price or an amount, and both ids lead to the order', async () => {
      const { id } = await ok('trade', limit);
      const changed = await ok('modifyorder', { id, price: '1.07', amount: '-1' });
      expect(await ok('order', { id: changed.id })).toMatchObject({
        id: changed.id,
        price: 1.07,
        amount: 1000,
      });
      expect(await ok('order', { id })).toMatchObject({ price: 1.07, amount: 1000 });
      const again = await ok('modifyorder', { id: changed.id, price: '-1', amount: '2000' });
      expect(await ok('order', { id: again.id })).toMatchObject({ price: 1.07, amount: 2000 });
      expect((await ok('orders')).map(({ id: told }: { id: string }) => told)).toEqual([again.id]);
      expect(await ok('cancel', { id: again.id })).toBe(true);
      expect(await ok('orders')).toEqual([]);
      expect(await sent('G', [38, 44])).toEqual(['38=1000|44=1.07', '38=2000|44=1.07']);
    });

    test('IO sends a message as it is', async () => {
      const { id } = await ok('trade', limit);
      const [, clientId = ''] = id.split(',');
      const { data } = await call('__api_/trade/H', { 11: clientId });
      expect(JSON.stringify(data)).toContain(`[11,"${clientId}"]`);
      expect(await acceptor().count('H')).toBe(1);
    });

    test.each([
      ['accounts', 'GetAccount: FIX tells no balance: read it in cTrader'],
      ['assets', 'GetAssets: FIX tells no balance'],
      ['records', 'GetRecords: FIX has no candles'],
      ['trades', 'GetTrades: FIX has no trades of others'],
      ['tickers', 'GetTickers: FIX tells prices one by one'],
      ['historyorders', 'GetHistoryOrders: FIX lists open orders alone'],
      ['setmarginlevel', 'SetMarginLevel: FIX cannot set the leverage'],
      ['fundings', 'GetFundings: CFDs have swaps'],
    ])('%s is not there, and the way out is said', async (method, text) => {
      const error = await refused(method, { symbol: EURUSD, period: '60', margin_level: '5' });
      expect(error).toContain(`CTrader does not support ${text}`);
      expect(await acceptor().received()).toEqual([]);
    });

    test('what cTrader refuses is told with its code, its words and a hint', async () => {
      expect(await refused('trade', { ...market, amount: '0.01' })).toMatch(
        /^TRADING_BAD_VOLUME .*minimum allowed volume = 1000\.00\. \(amounts are units/,
      );
      expect(await refused('order', { id: 'EURUSD,fmz00000000000000000000000000aa' })).toMatch(
        /^ORDER_NOT_FOUND order not found/,
      );
      expect(await refused('cancel', { id: 'EURUSD,4711' })).toMatch(/^ORDER_NOT_FOUND/);
    });

    test.each([
      [{ ...limit, price: '1.080001' }, 'price 1.080001 is not a multiple of the tick size 0.00001'],
      [{ ...limit, amount: '1000.001' }, 'amount 1000.001 is not a multiple of the lot size 0.01'],
      [{ ...limit, symbol: 'EUR_USD' }, 'did you mean EUR_USD.swap?'],
      [{ ...limit, symbol: 'EUR_AUD.swap' }, 'CTrader has no "EUR_AUD.swap"'],
      [{ ...limit, type: 'buy;timeInForce=ioc' }, 'timeInForce'],
    ])('%j is refused before anything is sent', async (params, text) => {
      expect(await refused('trade', params)).toContain(text);
      expect(await acceptor().count('D')).toBe(0);
    });

    test('one Logon for each line, with the numbers and ids that cTrader wants', async () => {
      await Promise.all([ok('markets'), ok('orders'), ok('positions'), ok('ticker', { symbol: EURUSD })]);
      const logons = await sent('A', [49, 56, 57, 50, 98, 108, 141, 553]);
      expect(logons.sort()).toEqual(
        ['QUOTE', 'TRADE'].map(
          (line) => `49=demo.broker.12345|56=cServer|57=${line}|50=${line}|98=0|108=30|141=Y|553=12345`,
        ),
      );
    });
  });
}
