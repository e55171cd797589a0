import { describe, expect, it } from 'vitest';
import { futuresAccount, type Signing } from './createTestClient.js';
import { useOkx } from './useOkx.js';

const { okx, client } = useOkx();

describe('contracts', () => {
  const signing: Signing = { account: futuresAccount };
  const swap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross', side: 'buy', ordType: 'market', sz: '1' };
  const positions = async (query = '') =>
    (await client.signed('GET', `/api/v5/account/positions${query}`, undefined, signing)).rows;
  const account = () =>
    okx().accounts.find(({ accessKey }) => accessKey === futuresAccount.accessKey) ?? futuresAccount;

  it('opens, adds to, turns and closes a net position', async () => {
    await client.place(swap, signing);
    okx().setPrice('BTC-USDT-SWAP', '60150');
    await client.place(swap, signing);
    expect(await positions()).toMatchObject([
      { pos: '2', posSide: 'net', avgPx: '60100', upl: '1', imr: '401' },
    ]);
    await client.place({ ...swap, side: 'sell', sz: '3' }, signing);
    expect(await positions('?instType=SWAP')).toMatchObject([{ pos: '-1', avgPx: '60150' }]);
    expect(okx().orders()[2]).toMatchObject({ pnl: '1', state: 'filled', feeCcy: 'USDT' });
    await client.place({ ...swap, sz: '5', reduceOnly: true }, signing);
    expect(await positions()).toEqual([]);
    expect(await positions('?instId=BTC-USDT-SWAP')).toMatchObject([{ pos: '0', avgPx: '' }]);
    expect(await client.place({ ...swap, reduceOnly: true }, signing)).toMatchObject({
      code: '1',
      sCode: '51169',
    });
    expect(await client.place({ ...swap, posSide: 'long' }, signing)).toMatchObject({
      sCode: '51000',
      sMsg: 'Parameter posSide error ',
    });
  });

  it('keeps two sides apart in hedge mode', async () => {
    account().posMode = 'long_short_mode';
    expect(await client.place(swap, signing)).toMatchObject({
      sCode: '51000',
      sMsg: 'Parameter posSide error ',
    });
    await client.place({ ...swap, posSide: 'long' }, signing);
    await client.place({ ...swap, side: 'sell', posSide: 'short', sz: '0.5' }, signing);
    expect(await positions()).toMatchObject([
      { pos: '0.5', posSide: 'short' },
      { pos: '1', posSide: 'long' },
    ]);
    expect(await client.place({ ...swap, side: 'sell', posSide: 'long', sz: '2' }, signing)).toMatchObject({
      sCode: '51112',
    });
    await client.place(
      { ...swap, side: 'sell', posSide: 'long', ordType: 'limit', px: '70000', sz: '0.4' },
      signing,
    );
    expect((await positions())[1]).toMatchObject({ availPos: '0.6' });
    await client.place({ ...swap, side: 'buy', posSide: 'short', sz: '0.5' }, signing);
    expect(await positions()).toMatchObject([{ pos: '1', posSide: 'long' }]);
  });

  it('margins inverse contracts in coins', async () => {
    await client.place({ ...swap, instId: 'BTC-USD-SWAP', sz: '3' }, signing);
    okx().setPrice('BTC-USD-SWAP', '60100');
    const [row] = await positions();
    expect(row).toMatchObject({ ccy: 'BTC', notionalUsd: '300' });
    expect(Number(row?.imr)).toBeCloseTo(100 / 60_100, 10);
    expect(Number(row?.upl)).toBeCloseTo(300 * (1 / 60_040 - 1 / 60_100), 12);
  });

  it('refuses what the margin does not cover', async () => {
    expect(await client.place({ ...swap, sz: '10' }, signing)).toMatchObject({ code: '1', sCode: '51008' });
    const lever = { instId: 'BTC-USDT-SWAP', lever: '10', mgnMode: 'cross' };
    const { rows } = await client.signed('POST', '/api/v5/account/set-leverage', lever, signing);
    expect(rows[0]).toEqual({ ...lever, posSide: '' });
    expect(await client.place({ ...swap, sz: '10' }, signing)).toMatchObject({ code: '0', sCode: '0' });
    const info = await client.signed(
      'GET',
      '/api/v5/account/leverage-info?instId=BTC-USDT-SWAP&mgnMode=cross',
      undefined,
      signing,
    );
    expect(info.rows).toMatchObject([{ lever: '10', posSide: 'net' }]);
    const high = await client.signed(
      'POST',
      '/api/v5/account/set-leverage',
      { ...lever, lever: 126 },
      signing,
    );
    expect(high.body.code).toBe('59102');
    expect(await client.balanceOf('USDT', signing)).toMatchObject({ frozenBal: '600.5', ordFrozen: '0' });
  });

  it('keeps leverage by contract, underlying and side', async () => {
    account().posMode = 'long_short_mode';
    const set = async (body: Record<string, string>) =>
      (await client.signed('POST', '/api/v5/account/set-leverage', body, signing)).body.code;
    const info = async (query: string) =>
      (await client.signed('GET', `/api/v5/account/leverage-info?${query}`, undefined, signing)).rows.map(
        ({ posSide, lever }) => `${posSide} ${lever}`,
      );
    const isolated = { instId: 'BTC-USDT-SWAP', mgnMode: 'isolated', lever: '7' };
    expect(await set(isolated)).toBe('51000');
    expect(await set({ ...isolated, posSide: 'short' })).toBe('0');
    expect(await info('instId=BTC-USDT-SWAP&mgnMode=isolated')).toEqual(['long 3', 'short 7']);

    const { rows } = await client.get('/api/v5/public/instruments?instType=FUTURES&instFamily=BTC-USDT');
    const [near, far] = [rows[0]?.instId ?? '', rows.at(-1)?.instId ?? ''];
    expect(await set({ instId: near, mgnMode: 'cross', lever: '9' })).toBe('0');
    expect(await info(`instId=${far}&mgnMode=cross`)).toEqual(['long 9', 'short 9']);
    expect(await info('instId=BTC-USDT-SWAP&mgnMode=cross')).toEqual(['long 3', 'short 3']);
  });

  it('margins USD_UM contracts in USDC, and isolated ones apart', async () => {
    const order = { ...swap, instId: 'BTC-USD_UM-SWAP', tdMode: 'isolated' };
    expect(await client.place(order, signing)).toMatchObject({ sCode: '51008' });
    okx().setBalance('USDC', '500', futuresAccount.accessKey);
    await client.place(order, signing);
    expect(await positions()).toMatchObject([{ ccy: 'USDC', mgnMode: 'isolated', margin: '200.1', imr: '' }]);
  });

  it('amends a partly filled closing order', async () => {
    account().posMode = 'long_short_mode';
    await client.place({ ...swap, posSide: 'long' }, signing);
    const close = { ...swap, side: 'sell', posSide: 'long', ordType: 'limit', px: '70000' };
    const { ordId = '' } = await client.place(close, signing);
    okx().fill(ordId, '0.4');
    const amend = { instId: swap.instId, ordId, newPx: '71000' };
    const { rows } = await client.signed('POST', '/api/v5/trade/amend-order', amend, signing);
    expect(rows).toMatchObject([{ sCode: '0' }]);
    okx().setPrice(swap.instId, '71000');
    expect(await client.orderOf(swap.instId, ordId, signing)).toMatchObject({
      ...{ state: 'filled', accFillSz: '1', avgPx: '70600', px: '71000' },
    });
    expect(await positions()).toEqual([]);
  });
});
