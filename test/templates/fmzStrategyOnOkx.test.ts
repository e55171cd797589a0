import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { connectExchange, runStrategy, type StrategyExchange } from './runStrategy.js';
import { answering, serve, startProgram, stopPrograms } from './startProgram.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const emptyFolder = mkdtempSync(join(tmpdir(), 'fmzproto-'));

afterAll(() => {
  stopPrograms();
  rmSync(emptyFolder, { recursive: true });
});

describe('on OKX', () => {
  let exchange: StrategyExchange = answering(null);
  let strategy = runStrategy(exchange);
  const io = (verb: string, method: string, query: string) =>
    Object(exchange.IO('api', verb, `/fmz/${method}`, query));

  beforeAll(async () => {
    const okx = await startProgram([
      path('../../node_modules/jiti/lib/jiti-cli.mjs'),
      path('serveOkxDouble.ts'),
    ]);
    const url = await serve('--exchanges', emptyFolder, '--base-url', `OKX=${okx}`);
    const { accessKey, secret, passphrase } = defaultAccount;
    const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
    exchange = connectExchange({ url, name: 'OKX', keys });
    strategy = runStrategy(exchange);
  });

  test('a position, from the leverage to the close', () => {
    expect(strategy.call('GetPositions', exchange, 'BTC_USDT.swap')).toEqual([]);
    expect(strategy.call('SetMarginLevel', exchange, 'BTC_USDT.swap', 20)).toBe(true);
    expect(strategy.call('SetMarginLevel', exchange, 'BTC_USDT.swap', 100000)).toBeNull();
    expect(io('POST', 'trade', 'symbol=BTC_USDT.swap&type=buy&price=-1&amount=3')).toHaveProperty('id');
    const position = {
      MarginLevel: 20,
      Amount: 3,
      FrozenAmount: 0,
      Price: expect.any(Number),
      Profit: expect.any(Number),
      Type: 0,
      ContractType: 'swap',
      Margin: expect.any(Number),
      Symbol: 'BTC_USDT.swap',
      Info: expect.any(Object),
    };
    expect(strategy.call('GetPositions', exchange, 'BTC_USDT.swap')).toEqual([position]);
    expect(strategy.call('GetPositions', exchange, 'USDT.swap')).toEqual([position]);
    expect(strategy.call('GetPositions', exchange)).toEqual([position]);
    expect(strategy.call('GetPositions', exchange, 'USD.swap')).toEqual([]);
    expect(io('POST', 'trade', 'symbol=BTC_USDT.swap&type=closebuy&price=-1&amount=3')).toHaveProperty('id');
    expect(strategy.call('GetPositions', exchange)).toEqual([]);
    io('POST', 'trade', 'symbol=BTC_USDT.swap&type=sell&price=-1&amount=1');
    expect(strategy.call('GetPositions', exchange)).toMatchObject([{ Amount: 1, Type: 1 }]);
  });

  test('fundings', () => {
    expect(strategy.call('GetFundings', exchange, 'BTC_USDT.swap')).toEqual([
      {
        Symbol: 'BTC_USDT.swap',
        Interval: expect.any(Number),
        Time: expect.any(Number),
        Rate: expect.any(Number),
        Info: expect.any(Object),
      },
    ]);
  });

  test('markets and tickers', () => {
    const markets = Object(strategy.call('GetMarkets', exchange));
    expect(markets.BTC_USDT).toMatchObject({ Symbol: 'BTC_USDT', BaseAsset: 'BTC', QuoteAsset: 'USDT' });
    expect(markets['BTC_USDT.swap']).toMatchObject({
      Symbol: 'BTC_USDT.swap',
      TickSize: 0.1,
      CtVal: 0.01,
      CtValCcy: 'BTC',
    });
    expect(strategy.call('GetTickers', exchange)).toContainEqual(
      expect.objectContaining({ Symbol: 'BTC_USDT', Last: expect.any(Number) }),
    );
  });

  test('an order is modified', () => {
    const { id } = io('POST', 'trade', 'symbol=BTC_USDT.swap&type=buy&price=50000&amount=2');
    expect(strategy.call('ModifyOrder', exchange, id, 'buy', 50100, 4)).toBe(id);
    expect(io('GET', 'order', `id=${id}`)).toMatchObject({ price: 50100, amount: 4 });
    expect(strategy.call('ModifyOrder', exchange, 'BTC-USDT-SWAP,1', 'buy', 50100, 4)).toBeNull();
  });
});
