import { describe, expect, it } from 'vitest';
import type { Result } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const market = (path: string): Promise<Result> => client.get(`/v5/market/${path}`);

it('has a clock that can be shifted', async () => {
  bybit().clockOffset = 60_000;
  const { result } = await market('time');
  expect(Math.abs(Number(result.timeSecond) * 1000 - Date.now() - 60_000)).toBeLessThan(2000);
  expect(`${result.timeNano}`).toMatch(/^\d{19}$/);
});

describe('prices', () => {
  it('has funding in the tickers of perpetuals alone', async () => {
    const { rows } = await market('tickers?category=linear');
    const find = (test: (symbol: string) => boolean) => rows.find(({ symbol }) => test(`${symbol}`));
    expect(rows.length).toBeGreaterThan(1000);
    expect(find((symbol) => symbol === 'SOONUSDT')).toBeUndefined();
    expect(find((symbol) => symbol === 'DOGEUSDT')).toMatchObject({
      ...{ fundingRate: expect.stringMatching(/^-?0\.\d+$/), fundingIntervalHour: '1', deliveryTime: '0' },
    });
    expect(find((symbol) => symbol.startsWith('BTCUSDT-'))).toMatchObject({
      ...{ fundingRate: '', nextFundingTime: '0', fundingIntervalHour: '' },
    });
    expect((await market('tickers?category=spot&symbol=SHIBUSDT')).rows[0]).toMatchObject({
      ...{ lastPrice: '0.00001234', usdIndexPrice: '' },
    });
  });

  it('moves one symbol in all its categories, or in one', async () => {
    const last = async (category: string) =>
      (await market(`tickers?category=${category}&symbol=BTCUSDT`)).rows[0]?.lastPrice;
    bybit().setPrice('BTCUSDT', '61000');
    expect([await last('spot'), await last('linear')]).toEqual(['61000.0', '61000.00']);
    bybit().setPrice('BTCUSDT', '62000', 'spot');
    expect([await last('spot'), await last('linear')]).toEqual(['62000.0', '61000.00']);
    expect(() => bybit().setPrice('NOUSDT', '1')).toThrow('the double has no NOUSDT');
  });

  it('has one level of the book on spot and 25 on contracts unless asked for more', async () => {
    const sizes = async (query: string) => {
      const { result } = await market(`orderbook?${query}&symbol=BTCUSDT`);
      return [result.a, result.b].map((side) => (Array.isArray(side) ? side.length : 0));
    };
    expect(await sizes('category=spot')).toEqual([1, 1]);
    expect(await sizes('category=linear')).toEqual([25, 25]);
    expect(await sizes('category=linear&limit=1000')).toEqual([1000, 1000]);
    expect((await market('orderbook?category=linear&symbol=BTCUSDT&limit=1001')).retCode).toBe(10001);
    const { result } = await market('orderbook?category=linear&symbol=BTCUSDT&limit=2');
    expect(result).toMatchObject({
      a: [
        ['60050.10', expect.any(String)],
        ['60050.20', expect.any(String)],
      ],
      b: [
        ['60049.90', expect.any(String)],
        ['60049.80', expect.any(String)],
      ],
    });
  });

  it('gives 60 trades of spot at most', async () => {
    const { rows } = await market('recent-trade?category=spot&symbol=BTCUSDT');
    expect(rows).toHaveLength(60);
    expect(Number(rows[0]?.time)).toBeGreaterThan(Number(rows[1]?.time));
    expect((await market('recent-trade?category=spot&symbol=BTCUSDT&limit=61')).retCode).toBe(10001);
    expect((await market('recent-trade?category=linear&symbol=BTCUSDT')).rows).toHaveLength(500);
  });

  it('gives paid funding, newest first', async () => {
    const history = (query: string) => market(`funding/history?category=linear&${query}`);
    const { rows } = await history('symbol=LTCUSDT');
    expect(rows).toHaveLength(200);
    const [first, second] = rows.map(({ fundingRateTimestamp }) => Number(fundingRateTimestamp));
    expect([Number(first) % 14_400_000, Number(first) - Number(second)]).toEqual([0, 14_400_000]);
    expect((await history(`symbol=LTCUSDT&startTime=${Date.now() - 1}`)).retCode).toBe(10001);
    expect((await history(`symbol=LTCUSDT&endTime=${second}&limit=1`)).rows).toEqual([rows[1]]);
    expect((await market('funding/history?category=spot&symbol=BTCUSDT')).retCode).toBe(10001);
  });
});
