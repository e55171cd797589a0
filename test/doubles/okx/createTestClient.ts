import { signatureOf } from './authenticate.js';
import { defaultAccount, type OkxAccount, type OkxDouble } from './startOkxDouble.js';

/** A row of an answer, as far as the tests of the double look at it. */
export type Row = Record<string, string>;

/** What came back: `rows` is `data` where that is a list. */
export interface Result {
  status: number;
  body: { code: string | number; msg: string; data?: unknown };
  rows: Row[];
}

/** What a request is signed with, where that is not the default account, now. */
export interface Signing {
  account?: OkxAccount;
  headers?: Record<string, string>;
  timestamp?: string;
}

/** A second account, of demo trading, that may trade contracts. */
export const futuresAccount: OkxAccount = {
  accessKey: '11111111-2222-3333-4444-555555555555',
  secret: 'DOUBLE0SECRET0OF0THE0TESTS000002',
  passphrase: 'p',
  demo: true,
  acctLv: '2',
  posMode: 'net_mode',
  balances: { USDT: '1000', BTC: '0.1' },
};

/** A small client for the tests of the double itself. */
export function createTestClient(okx: () => OkxDouble) {
  const get = async (target: string) => read(await fetch(okx().url + target));

  async function signed(method: 'GET' | 'POST', target: string, body?: unknown, signing: Signing = {}) {
    const { account = defaultAccount } = signing;
    const timestamp = signing.timestamp ?? new Date(Date.now() + okx().clockOffset).toISOString();
    const text = body === undefined ? '' : JSON.stringify(body);
    const wire = { method, target, headers: {}, body: Buffer.from(text) };
    const response = await fetch(okx().url + target, {
      method,
      ...(text ? { body: text } : {}),
      headers: {
        'ok-access-key': account.accessKey,
        'ok-access-passphrase': account.passphrase,
        'ok-access-timestamp': timestamp,
        'ok-access-sign': signatureOf(account.secret, timestamp, wire),
        ...(account.demo ? { 'x-simulated-trading': '1' } : {}),
        ...(text ? { 'content-type': 'application/json' } : {}),
        ...signing.headers,
      },
    });
    return read(response);
  }

  async function place(order: Record<string, unknown>, signing?: Signing): Promise<Row> {
    const { body, rows } = await signed('POST', '/api/v5/trade/order', order, signing);
    return { ...rows[0], code: String(body.code) };
  }

  async function orderOf(instId: string, ordId: string, signing?: Signing): Promise<Row | undefined> {
    const target = `/api/v5/trade/order?instId=${instId}&ordId=${ordId}`;
    return (await signed('GET', target, undefined, signing)).rows[0];
  }

  async function balanceOf(ccy: string, signing?: Signing): Promise<unknown> {
    const { rows } = await signed('GET', `/api/v5/account/balance?ccy=${ccy}`, undefined, signing);
    const details: unknown = rows[0]?.details;
    return Array.isArray(details) ? details[0] : undefined;
  }

  return { get, signed, place, orderOf, balanceOf };
}

async function read(response: Response): Promise<Result> {
  const body: Result['body'] = JSON.parse(await response.text());
  return { status: response.status, body, rows: Array.isArray(body.data) ? body.data : [] };
}
