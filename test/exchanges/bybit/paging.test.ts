import { describe, expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { describePaging } from '../native/describePaging.js';
import { bybit, richAccount } from './bybit.js';
import { seedSpot } from './seedSpot.js';

const bench = useBench(bybit, { options: richAccount() });
const { ok, refused, asked } = bench;
const PATH = '/v5/order/realtime';
const seedOpen = (time = Date.now()) =>
  bench.double.seedOrder({
    ...{ symbol: 'ETHUSDT', category: 'spot', price: '1000', qty: '0.001', orderStatus: 'New' },
    createdTime: `${time}`,
  });

describePaging(bench, {
  seedOpen,
  seedFilled: (age, qty) => seedSpot(bench.double, age, { ...(qty && { qty }) }),
  barsOf: (limit) => ({ category: 'spot', symbol: 'BTCUSDT', interval: '60', limit }),
  positions: ['BTC_USDT.swap', 'ETH_USDT.swap', 'LTC_USDT.swap'],
});

describe('cursors that lead to no end', () => {
  /** A page as Bybit gives it, with another cursor. */
  async function pageWith(nextPageCursor: string, rows?: unknown[]) {
    const { data } = await bench.io('GET', PATH, { category: 'spot', symbol: 'ETHUSDT', limit: 50 });
    const { result } = Object(data);
    return { ...Object(data), result: { ...result, list: rows ?? result.list, nextPageCursor } };
  }

  test('one that comes again is an error', async () => {
    for (let index = 0; index < 3; index += 1) seedOpen();
    bench.double.fault({ match: `GET ${PATH}`, kind: 'json', body: await pageWith('again'), times: 99 });
    bench.double.requests.length = 0;
    expect(await refused('orders', { symbol: 'ETH_USDT' })).toContain(
      'the list of open orders could not be read to its end',
    );
    expect(asked(PATH)).toHaveLength(2);
  });

  test('ever new ones that bring nothing new are an error, after few pages', async () => {
    for (let index = 0; index < 3; index += 1) seedOpen();
    const numbers = Array.from({ length: 40 }, (_, index) => `page ${index}`);
    const pages = await Promise.all(numbers.map((cursor) => pageWith(cursor)));
    for (const body of pages) bench.double.fault({ match: `GET ${PATH}`, kind: 'json', body });
    bench.double.requests.length = 0;
    expect(await refused('orders', { symbol: 'ETH_USDT' })).toContain('could not be read to its end');
    expect(asked(PATH).length).toBeLessThan(10);
  });

  test('an empty page in between is no end, and rows that come twice are told once', async () => {
    for (let index = 0; index < 4; index += 1) seedOpen(Date.now() - 60_000 + index);
    const { data } = await bench.io('GET', PATH, { category: 'spot', symbol: 'ETHUSDT', limit: 50 });
    const rows: unknown[] = Object(data).result.list;
    const pages = [
      await pageWith('a=1&b=ä %/+', rows.slice(0, 2)),
      await pageWith('c', []),
      await pageWith('d', rows.slice(1, 3)),
      await pageWith('', rows.slice(3)),
    ];
    for (const body of pages) bench.double.fault({ match: `GET ${PATH}`, kind: 'json', body });
    bench.double.requests.length = 0;
    expect(await ok('orders', { symbol: 'ETH_USDT' })).toHaveLength(4);
    const cursors = asked(PATH).map(({ query }) => new URLSearchParams(query).get('cursor'));
    expect(cursors).toEqual([null, 'a=1&b=ä %/+', 'c', 'd']);
  });
});
