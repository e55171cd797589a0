import { beforeEach, describe, expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });
const { call, ok, refused, asked } = bench;
const placed = () => bench.posted(okx.paths.trade);
const swap = { symbol: 'BTC_USDT.swap' };

describe.each(['net_mode', 'long_short_mode'] as const)('isolated margin in %s', (posMode) => {
  const hedge = posMode === 'long_short_mode';
  beforeEach(() => bench.open(richAccount({ posMode })));

  test('a position in isolated margin is closed in isolated margin', async () => {
    const row = {
      instId: 'BTC-USDT-SWAP',
      instType: 'SWAP',
      mgnMode: 'isolated',
      posSide: hedge ? 'long' : 'net',
      pos: '4',
      availPos: '3',
      avgPx: '60000',
      upl: '-1.5',
      margin: '120.5',
      imr: '',
      lever: '3.0',
    };
    const body = okx.rows([row]);
    bench.double.fault({ match: 'GET /api/v5/account/positions', kind: 'json', times: 2, body });
    expect(await ok('positions', swap)).toEqual([
      {
        symbol: 'BTC_USDT.swap',
        type: 'long',
        amount: 4,
        frozen_amount: 1,
        price: 60000,
        profit: -1.5,
        margin: 120.5,
        margin_level: 3,
        contract_type: 'swap',
      },
    ]);
    await call('trade', { ...swap, type: 'closebuy', price: '-1', amount: '1' });
    expect(placed()[0]).toMatchObject({ tdMode: 'isolated' });
  });

  test('cross and isolated positions of one contract are each closed as what they are', async () => {
    const row = {
      instId: 'BTC-USDT-SWAP',
      instType: 'SWAP',
      posSide: hedge ? 'long' : 'net',
      avgPx: '60000',
      upl: '0',
      lever: '3',
    };
    const data = [
      { ...row, mgnMode: 'isolated', pos: '1', availPos: '1', margin: '1', imr: '' },
      { ...row, mgnMode: 'cross', pos: '5', availPos: '4', margin: '', imr: '1' },
    ];
    bench.double.fault({
      match: 'GET /api/v5/account/positions',
      kind: 'json',
      times: 3,
      body: okx.rows(data),
    });
    await call('trade', { ...swap, type: 'closebuy', price: '-1', amount: '4' });
    expect(placed()[0]).toMatchObject({ tdMode: 'cross', sz: '4' });
    await call('trade', { ...swap, type: 'closebuy', price: '-1', amount: '1' });
    expect(placed()[1]).toMatchObject({ tdMode: 'isolated', sz: '1' });
    expect(await refused('trade', { ...swap, type: 'closebuy', price: '-1', amount: '5' })).toMatch(
      /amount 5 is more than can be closed of the long position in BTC_USDT\.swap: 1 \(isolated\) and 4 \(cross\) contracts/,
    );
  });
});

describe('account modes', () => {
  test('a spot account trades no contracts, and is told what to do', async () => {
    await bench.open(richAccount({ acctLv: '1' }));
    const order = { ...swap, type: 'buy', price: '-1', amount: '1' };
    expect(await refused('trade', order)).toMatch(
      /the OKX account is in spot mode, which trades no contracts/,
    );
    expect(await refused('setmarginlevel', { ...swap, margin_level: '5' })).toMatch(/spot mode/);
    expect(placed()).toEqual([]);
    await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
    expect(placed()).toMatchObject([{ tdMode: 'cash' }]);
  });

  test('margin across currencies trades spot as cross', async () => {
    await bench.open(richAccount({ acctLv: '3' }));
    await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
    expect(placed()).toMatchObject([{ tdMode: 'cross' }]);
  });

  test('the mode is read once for each key, and anew after it was changed', async () => {
    const order = { ...swap, type: 'buy', price: '-1', amount: '1' };
    await ok('trade', order);
    await ok('trade', order);
    expect(asked('/api/v5/account/config')).toHaveLength(1);
    const [account] = bench.double.accounts;
    if (account) account.posMode = 'long_short_mode';
    await ok('trade', order);
    expect(asked('/api/v5/account/config')).toHaveLength(2);
    expect(placed().at(-1)).toMatchObject({ posSide: 'long' });
  });
});
