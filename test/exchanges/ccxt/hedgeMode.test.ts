import { describe, expect, test } from 'vitest';
import { fieldsOf } from './describeWrite.js';
import { REFUSED, startTelling } from './startTelling.js';

/** How each exchange says that long and short are kept apart, by the end of the path that asks. */
const MODES: Readonly<Record<string, readonly [string, object]>> = {
  aster: ['positionSide/dual', { dualSidePosition: true }],
  binance: ['positionSide/dual', { dualSidePosition: true }],
  binanceusdm: ['positionSide/dual', { dualSidePosition: true }],
  bingx: ['positionSide/dual', { code: 0, data: { dualSidePosition: 'true' } }],
  bitget: ['account/account', { code: '00000', data: { posMode: 'hedge_mode', marginMode: 'crossed' } }],
  blofin: ['account/position-mode', { code: '0', data: { positionMode: 'long_short_mode' } }],
  bybit: [
    'position/list',
    {
      retCode: 0,
      result: { list: [1, 2].map((side) => ({ positionIdx: side, symbol: 'BTCUSDTPERP', size: '0' })) },
    },
  ],
  htx: ['v5/position/mode', { code: 200, message: 'Success', data: { position_mode: 'dual_side' } }],
  kucoin: ['position/getPositionMode', { code: '200000', data: { positionMode: 1 } }],
  myokx: ['account/config', { code: '0', data: [{ uid: '1', acctLv: '2', posMode: 'long_short_mode' }] }],
  okx: ['account/config', { code: '0', data: [{ uid: '1', acctLv: '2', posMode: 'long_short_mode' }] }],
  phemex: [
    'accountPositions',
    { code: 0, data: { positions: [{ symbol: 'BTCUSDTPERP', posMode: 'Hedged', size: '0' }] } },
  ],
  poloniex: ['position/mode', { code: '200', data: { posMode: 'HEDGE' } }],
  whitebit: ['collateral-account/hedge-mode', { hedgeMode: true }],
  woo: ['account/info', { success: true, data: { positionMode: 'HEDGE_MODE' } }],
};

/** What is asked for besides. */
const OTHERS: readonly (readonly [RegExp, object])[] = [
  [/account\/mode/, { code: '200000', data: { selfAccountMode: 'CLASSIC' } }],
  [/hf\/accounts\/opened/, { code: '200000', data: true }],
  [/v5\/user\/query-api/, { retCode: 0, result: { uta: 1 } }],
  [/v5\/account\/info/, { retCode: 0, result: { unifiedMarginStatus: 5 } }],
];

test.each(['long', 'short'])('a leverage that is refused for one side, after %s', async (side) => {
  const exchange = await startTelling('mexc', { kinds: ['swap'] });
  let told = 0;
  const { error } = await exchange.call(
    'setmarginlevel',
    { symbol: 'BTC_USDT.swap', margin_level: '7' },
    () => {
      told += 1;
      return told === (side === 'long' ? 2 : 1) ? REFUSED : { success: true, code: 0 };
    },
  );
  const { requests } = exchange.double;
  await exchange.close();
  if (side === 'long') expect(error).toMatch(/refused.* \(the other side is set\)$/);
  else expect(error).not.toContain('the other side');
  expect(requests).toHaveLength(side === 'long' ? 2 : 1);
});

describe.each(Object.entries(MODES))('%s', (id, [path, answer]) => {
  const symbol = 'BTC_USDT.swap';
  /** The fields of the order that is sent, and how often the mode was asked for. */
  async function order(type: string, mode: object, settings?: string) {
    const exchange = await startTelling(id, { kinds: ['swap'], ...(settings !== undefined && { settings }) });
    await exchange.call('trade', { symbol, type, price: '12345.6', amount: '37' }, (request) => {
      if (request.path.endsWith(path)) return mode;
      return OTHERS.find(([other]) => other.test(request.path))?.[1] ?? REFUSED;
    });
    const { requests } = exchange.double;
    await exchange.close();
    const writes = requests.filter((request) => request.method === 'POST' && !request.path.endsWith(path));
    const fields = writes
      .slice(0, 1)
      .flatMap(({ body, path, search }) => fieldsOf({ url: `http://exchange${path}?${search}`, body }));
    const changing = /id$|sig|time|nonce|^t$|client|request|ts$|oid/i;
    return {
      asked: requests.filter((request) => request.path.endsWith(path)).length,
      fields: Object.fromEntries(fields.filter(([name, value]) => !changing.test(name) && value.length < 30)),
    };
  }

  test('an account in hedge mode is asked, and each order names its position', async () => {
    const asked = await order('closebuy', answer);
    const said = await order('closebuy', answer, 'hedged=true');
    expect(asked.asked).toBe(1);
    expect(Object.keys(asked.fields).length).toBeGreaterThan(3);
    expect(asked.fields).toEqual(said.fields);
  });
});
