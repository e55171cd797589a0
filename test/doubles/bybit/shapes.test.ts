import { describe, expect, it } from 'vitest';
import documented from './documentedShapes.json' with { type: 'json' };
import { defaultAccount } from './startBybitDouble.js';
import { useBybit } from './useBybit.js';

// Names and kinds of the members of Bybit's documented answers.
const shapes: Record<string, unknown> = documented;

const reads: Record<string, string> = {
  'market-time': '/v5/market/time',
  'market-instrument.2': '/v5/market/instruments-info?category=spot&symbol=BTCUSDT',
  'market-tickers': '/v5/market/tickers?category=inverse&symbol=BTCUSD',
  'market-tickers.3': '/v5/market/tickers?category=spot&symbol=BTCUSDT',
  'market-orderbook': '/v5/market/orderbook?category=spot&symbol=BTCUSDT',
  'market-recent-trade': '/v5/market/recent-trade?category=spot&symbol=BTCUSDT',
  'market-kline': '/v5/market/kline?category=inverse&symbol=BTCUSD&interval=60',
  'market-history-fund-rate': '/v5/market/funding/history?category=linear&symbol=ETHPERP&limit=1',
  'account-account-info': '/v5/account/info',
  'account-wallet-balance': '/v5/account/wallet-balance?accountType=UNIFIED&coin=BTC',
  'asset-balance-all-balance': '/v5/asset/transfer/query-account-coins-balance?accountType=FUND&coin=USDC',
  'order-open-order': '/v5/order/realtime?symbol=BTCUSDT&category=linear&openOnly=0&limit=1',
  'order-order-list': '/v5/order/history?category=linear&limit=1',
  'position-position': '/v5/position/list?category=inverse&symbol=BTCUSD',
};

const { client } = useBybit({ accounts: [{ ...defaultAccount, funding: { USDC: '1' } }] });

/** Every member of an answer with the kind of its value, `result.list.0.orderId string`; of lists the first. */
function kinds(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} ${typeof value}`];
  return members(value, path, kinds);
}

/** The same of a shape, whose leaves are the names of kinds. */
function kindsOfShape(shape: unknown, path = ''): string[] {
  if (typeof shape === 'string') return [`${path} ${shape}`];
  return members(Object(shape), path, kindsOfShape);
}

function members(
  value: object,
  path: string,
  kindsIn: (member: unknown, path: string) => string[],
): string[] {
  // Named after the coins of the fees.
  if (path.endsWith('cumFeeDetail')) return [`${path} object`];
  const entries = Object.entries(Array.isArray(value) ? value.slice(0, 1) : value);
  const own = `${path} ${Array.isArray(value) ? 'array' : 'object'}`;
  return [own, ...entries.flatMap(([name, member]) => kindsIn(member, path ? `${path}.${name}` : name))];
}

/** Members that one of the two has alone, or as another kind. */
function differences(ours: unknown, name: string): string[] {
  const envelope = ['retExtInfo object', 'time number'];
  const mine = new Set(kinds(ours));
  // Some of the documented answers leave out the end of the envelope.
  const theirs = new Set([...kindsOfShape(shapes[name]), ...envelope]);
  return [...mine, ...theirs].filter((entry) => !mine.has(entry) || !theirs.has(entry));
}

const linear = { category: 'linear', symbol: 'BTCUSDT', side: 'Buy', qty: '0.01' };

describe('answers have the documented members, and no others', () => {
  it.each(Object.entries(reads))('%s', async (file, target) => {
    await client.placed({ ...linear, orderType: 'Market' });
    await client.placed({ ...linear, orderType: 'Limit', price: '59000' });
    await client.placed({
      ...linear,
      category: 'inverse',
      symbol: 'BTCUSD',
      orderType: 'Market',
      qty: '300',
    });
    const { body, retCode } = await client.list(target);
    expect(retCode).toBe(0);
    expect(differences(body, file)).toEqual([]);
  });

  it('operations', async () => {
    const created = await client.place({ ...linear, orderType: 'Limit', price: '59000', orderLinkId: 'a' });
    const named = { category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'a' };
    const amended = await client.signed('POST', '/v5/order/amend', { ...named, price: '58000' });
    const cancelled = await client.signed('POST', '/v5/order/cancel', named);
    const leverage = { category: 'linear', symbol: 'BTCUSDT', buyLeverage: '5', sellLeverage: '5' };
    const set = await client.signed('POST', '/v5/position/set-leverage', leverage);
    expect([created, amended, cancelled, set].map(({ retCode }) => retCode)).toEqual([0, 0, 0, 0]);
    expect(differences(created.body, 'order-create-order')).toEqual([]);
    expect(differences(amended.body, 'order-amend-order')).toEqual([]);
    expect(differences(cancelled.body, 'order-cancel-order')).toEqual([]);
    expect(differences(set.body, 'position-leverage')).toEqual([]);
  });
});
