import { describe, expect, it } from 'vitest';
import { futuresAccount } from './createTestClient.js';
import documented from './documentedShapes.json' with { type: 'json' };
import { useOkx } from './useOkx.js';

// Names and kinds of the members of OKX's documented answers, in two editions of its documentation.
const shapes: Record<string, unknown> = documented;
const signing = { account: { ...futuresAccount, demo: false } };

const requests: Record<string, string> = {
  'public-time': '',
  'public-instruments': '?instType=SPOT',
  'public-funding-rate': '?instId=BTC-USDT-SWAP',
  'market-ticker': '?instId=BTC-USD-SWAP',
  'market-tickers': '?instType=SWAP',
  'market-books': '?instId=BTC-USDT',
  'market-trades': '?instId=BTC-USDT',
  'market-candles': '?instId=BTC-USDT',
  'market-history-candles': '?instId=BTC-USDT',
  'account-balance': '',
  'account-config': '',
  'account-positions': '',
  'asset-balances': '',
  'trade-order': '?instId=BTC-USDT&clOrdId=shape',
  'trade-orders-pending': '',
  'trade-orders-history': '?instType=SWAP',
  'trade-orders-history-archive': '?instType=SWAP',
};

const { client } = useOkx({ accounts: [{ ...signing.account, funding: { ETH: '1' } }] });

/** Every member of an answer with the kind of its value: `data.0.ordId: string`. */
function kinds(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, typeof value]]);
  return members(value, path, (member, at) => kinds(member, at));
}

/** The same of a shape, whose leaves are the names of kinds. */
function kindsOfShape(shape: unknown, path = ''): Map<string, string> {
  if (typeof shape === 'string') return new Map([[path, shape]]);
  return members(Object(shape), path, (member, at) => kindsOfShape(member, at));
}

function members(
  value: object,
  path: string,
  kindsIn: (member: unknown, path: string) => Map<string, string>,
) {
  const entries = Object.entries(Array.isArray(value) ? value.slice(0, 1) : value);
  const own: [string, string][] = [[path, Array.isArray(value) ? 'array' : 'object']];
  return new Map([...own, ...entries.flatMap(([name, member]) => [...kindsIn(member, `${path}.${name}`)])]);
}

/** The members that both have with different kinds, and those that only the document has. */
function compare(ours: unknown, name: string): { different: string[]; absent: string[] } {
  const mine = kinds(ours);
  const theirs = [...kindsOfShape(shapes[name])];
  return {
    different: theirs
      .filter(([path, kind]) => mine.has(path) && mine.get(path) !== kind)
      .map(([path]) => path),
    absent: theirs.filter(([path]) => !mine.has(path)).map(([path]) => path),
  };
}

describe('answers have the documented shape', () => {
  it.each(Object.keys(shapes).filter((name) => name.startsWith('GET_')))('%s', async (shape) => {
    const spot = {
      instId: 'BTC-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'limit',
      px: '5000',
      sz: '0.01',
    };
    await client.place({ ...spot, clOrdId: 'shape' }, signing);
    const swap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross', side: 'buy', ordType: 'market', sz: '0.1' };
    await client.place(swap, signing);

    const name = shape.slice('GET_'.length, shape.indexOf('.'));
    const target = `/api/v5/${name.replace('-', '/')}${requests[name]}`;
    const { body } = await client.signed('GET', target, undefined, signing);
    expect(compare(body, shape)).toEqual({ different: [], absent: [] });
  });

  it.each(['2025-08', '2026-07'])('operations of %s', async (edition) => {
    const post = async (path: string, body: unknown) =>
      (await client.signed('POST', `/api/v5/${path}`, body, signing)).body;
    const order = {
      instId: 'BTC-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'limit',
      px: '5000',
      sz: '0.01',
    };
    const placed = await post('trade/order', { ...order, clOrdId: 'shape' });
    const named = { instId: 'BTC-USDT', clOrdId: 'shape' };
    const amended = await post('trade/amend-order', { ...named, newSz: '0.02', reqId: 'r1' });
    const cancelled = await post('trade/cancel-order', named);
    const lever = await post('account/set-leverage', {
      instId: 'BTC-USDT-SWAP',
      lever: '5',
      mgnMode: 'cross',
    });
    const exact = { different: [], absent: [] };
    expect(compare(placed, `POST_trade-order.${edition}`)).toEqual(exact);
    expect(compare(amended, `POST_trade-amend-order.${edition}`)).toEqual(exact);
    expect(compare(cancelled, `POST_trade-cancel-order.${edition}`)).toEqual(exact);
    expect(compare(lever, `POST_account-set-leverage.${edition}`)).toEqual(exact);
  });
});
