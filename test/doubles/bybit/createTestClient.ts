import { originOf, signatureOf } from './authenticate.js';
import { type BybitAccount, type BybitDouble, defaultAccount } from './startBybitDouble.js';

/** A row of an answer, as far as the tests of the double look at it. */
export type Row = Record<string, unknown>;

/** What came back: `rows` is `result.list` where that is one. */
export interface Result {
  status: number;
  headers: Headers;
  retCode: number;
  retMsg: string;
  body: unknown;
  result: Row;
  rows: Row[];
}

/** What a request is signed with, where that is not the default account, now. */
export interface Signing {
  account?: BybitAccount;
  headers?: Record<string, string>;
  timestamp?: string;
  window?: string;
}

/** A small client for the tests of the double itself. */
export function createTestClient(bybit: () => BybitDouble) {
  const get = async (target: string) => read(await fetch(bybit().url + target));

  async function signed(method: 'GET' | 'POST', target: string, body?: unknown, signing: Signing = {}) {
    const { account = defaultAccount, window = '5000' } = signing;
    const timestamp = signing.timestamp ?? `${Date.now() + bybit().clockOffset}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const wire = { method, target, headers: {}, body: Buffer.from(text) };
    const origin = originOf(wire, { timestamp, accessKey: account.accessKey, window });
    const response = await fetch(bybit().url + target, {
      method,
      ...(text ? { body: text } : {}),
      headers: {
        'x-bapi-api-key': account.accessKey,
        'x-bapi-timestamp': timestamp,
        ...(window ? { 'x-bapi-recv-window': window } : {}),
        'x-bapi-sign': signatureOf(account.secret, origin),
        ...(text ? { 'content-type': 'application/json' } : {}),
        ...signing.headers,
      },
    });
    return read(response);
  }

  const read = async (response: Response): Promise<Result> => {
    const body: { retCode: number; retMsg: string; result: Row | null } = JSON.parse(await response.text());
    const result = body.result ?? {};
    const { list } = result;
    const rows: Row[] = Array.isArray(list) ? list : [];
    return { ...body, status: response.status, headers: response.headers, body, result, rows };
  };

  const place = (order: Row, signing?: Signing) => signed('POST', '/v5/order/create', order, signing);

  /** The id of an order that has to be accepted. */
  async function placed(order: Row, signing?: Signing): Promise<string> {
    const { retCode, retMsg, result } = await place(order, signing);
    if (retCode !== 0) throw new Error(`${retCode} ${retMsg}`);
    return `${result.orderId}`;
  }

  const list = (path: string, signing?: Signing) => signed('GET', path, undefined, signing);

  /** The ids of all orders of a list, page by page, and how many pages there were. */
  async function walk(path: string): Promise<{ found: unknown[]; pages: number }> {
    const found: unknown[] = [];
    let pages = 0;
    let cursor = '';
    do {
      const { rows, result } = await list(`${path}&cursor=${encodeURIComponent(cursor)}`);
      found.push(...rows.map(({ orderId }) => orderId));
      cursor = `${result.nextPageCursor}`;
      pages += 1;
    } while (cursor !== '');
    return { found, pages };
  }

  async function coin(name: string, signing?: Signing): Promise<Row> {
    const { rows } = await list(`/v5/account/wallet-balance?accountType=UNIFIED&coin=${name}`, signing);
    const coins = rows[0]?.coin;
    return Array.isArray(coins) ? coins[0] : {};
  }

  return { get, signed, place, placed, list, walk, coin };
}
