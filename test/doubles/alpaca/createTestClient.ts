import { type AlpacaAccount, type AlpacaDouble, liveAccount, paperAccount } from './startAlpacaDouble.js';

/** A row of an answer, as far as the tests of the double look at it. */
export type Row = Record<string, unknown>;

/** Whom a request is from, and where it goes, where that is not live trading with its own keys. */
export interface Sending {
  host?: 'live' | 'paper' | 'data';
  account?: AlpacaAccount | null;
}

/** A small client for the tests of the double itself. */
export function createTestClient(alpaca: () => AlpacaDouble) {
  async function send(verb: string, target: string, body?: Row, { host = 'live', account }: Sending = {}) {
    const own = account === undefined ? (host === 'paper' ? paperAccount : liveAccount) : account;
    const response = await fetch(alpaca()[host].url + target, {
      method: verb,
      ...(body && { body: JSON.stringify(body) }),
      headers: {
        ...(own && { 'APCA-API-KEY-ID': own.accessKey, 'APCA-API-SECRET-KEY': own.secret }),
        ...(body && { 'content-type': 'application/json' }),
      },
    });
    const text = await response.text();
    const json = text.startsWith('{') || text.startsWith('[');
    const parsed: Row = json ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  const get = (target: string, sending?: Sending) => send('GET', target, undefined, sending);
  const data = (target: string, account?: AlpacaAccount | null) =>
    send('GET', target, undefined, { host: 'data', ...(account !== undefined && { account }) });
  const place = (order: Row) => send('POST', '/v2/orders', order);

  /** The id of an order that has to be accepted. */
  async function placed(order: Row): Promise<string> {
    const { status, text, body } = await place(order);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return `${body.id}`;
  }

  const order = async (id: string): Promise<Row> => (await get(`/v2/orders/${id}`)).body;
  const rows = async (target: string): Promise<Row[]> => {
    const { text } = await get(target);
    return JSON.parse(text);
  };

  return { send, get, data, place, placed, order, rows };
}
