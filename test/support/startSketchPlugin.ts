import { createServer, type Socket } from 'node:net';
import * as v from 'valibot';
import { signOkx } from '../../src/signing/signOkx.js';

/** A plugin as people sketch them from FMZ's guide, running. */
export interface SketchPlugin {
  /** Without the path of the exchange. */
  url: string;
  stop(): void;
}

/**
 * Starts a plugin with the faults of a first sketch, in front of `okxUrl`: one connection after the other, a dropped
 * connection for whatever it did not think of, answers that are made up until somebody writes them, one path, no
 * defaults, and keys that are sent back. A checker has to find these.
 */
export async function startSketchPlugin(okxUrl: string): Promise<SketchPlugin> {
  const sockets = new Set<Socket>();
  let turn = Promise.resolve();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    turn = turn.then(() => serveOne(socket, okxUrl));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Reads a request, answers it, and closes the connection: the others wait so long. */
async function serveOne(socket: Socket, okxUrl: string): Promise<void> {
  const request = await readRequest(socket);
  if (!request) return void socket.destroy();
  try {
    const text = JSON.stringify(await answer(request, okxUrl));
    socket.end(`HTTP/1.0 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n${text}`);
  } catch {
    socket.destroy();
  }
}

interface Request {
  verb: string;
  path: string;
  ioVerb: string;
  body: Buffer;
}

/** `undefined` where the client goes away, or announces no length. */
function readRequest(socket: Socket): Promise<Request | undefined> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    socket.once('close', () => resolve(undefined));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, Buffer.from(chunk)]);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = received.subarray(0, end).toString('latin1');
      const [verb = '', path = ''] = head.split(' ');
      const length = /^content-length: *(\d+)/im.exec(head)?.[1];
      if (verb !== 'GET' && length === undefined) return resolve(undefined);
      const body = received.subarray(end + 4);
      if (body.length < Number(length ?? 0)) return;
      resolve({ verb, path, ioVerb: /^http-method: *(\w+)/im.exec(head)?.[1] ?? '', body });
    });
    socket.resume();
  });
}

const envelope = v.object({
  access_key: v.string(),
  secret_key: v.string(),
  method: v.string(),
  params: v.record(v.string(), v.unknown()),
});
const okxReply = v.object({ code: v.string(), data: v.array(v.record(v.string(), v.unknown())) });
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws whatever it did not think of. */
async function answer({ verb, path, ioVerb, body }: Request, okxUrl: string): Promise<object> {
  if (verb === 'GET') return { error: 'not support GET method' };
  const text = utf8.decode(body);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { error: text };
  }
  const known = ['access_key', 'secret_key', 'method', 'params'];
  if (!known.every((name) => Object.hasOwn(Object(json), name)))
    return { error: 'missing required parameters' };
  const { access_key: accessKey, secret_key: boxed, method, params } = v.parse(envelope, json);
  if (path !== '/OKX') throw new Error('no such exchange');
  const [secret = '', passphrase] = boxed.split(',');
  if (passphrase === undefined) throw new Error('no passphrase');
  const symbolOf = () => v.parse(v.string(), params.symbol).toUpperCase();
  const ask = async (target: string, signed: boolean) => {
    const request = { method: 'GET' as const, path: target, headers: {} };
    const keys = { accessKey, secret, passphrase };
    const { headers } = signed ? signOkx(request, keys, Date.now()) : request;
    const reply = await fetch(okxUrl + target, { headers });
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    const raw: unknown = await reply.json();
    return { raw, rows: v.parse(okxReply, raw).data };
  };
  const refused = (raw: unknown) => ({ error: JSON.stringify(raw) });

  switch (method) {
    case 'ticker': {
      const [base = '', quote = ''] = symbolOf().split('_');
      if (!base || !quote) return { error: 'invalid symbol' };
      const { raw, rows } = await ask(`/api/v5/market/ticker?instId=${base}-${quote}`, false);
      const [row] = rows;
      if (!row) return refused(raw);
      const {
        bidPx: buy,
        askPx: sell,
        high24h: high,
        low24h: low,
        open24h: open,
        last,
        vol24h: vol,
        ts,
      } = row;
      return { data: { symbol: `${base}_${quote}`, buy, sell, high, low, open, last, vol, time: ts }, raw };
    }
    case 'depth':
      symbolOf();
      return {
        data: {
          time: 1_500_793_319_499,
          asks: [
            [1000, 0.5],
            [1001, 0.23],
          ],
          bids: [
            [999, 0.25],
            [998, 0.8],
          ],
        },
      };
    case 'trades':
      symbolOf();
      return {
        data: [
          { id: 2, time: 1_529_919_412_968, price: 1000, amount: 0.5, type: 'buy' },
          { id: 1, time: 1_529_919_412_900, price: 1001, amount: 1, type: 'sell' },
        ],
      };
    case 'records':
      symbolOf();
      if (params.period === undefined || params.limit === undefined) throw new Error('no period, no limit');
      return {
        data: [
          [1_500_793_319, 1.1, 2.2, 3.3, 4.4, 5.5],
          [1_500_793_259, 1.01, 2.02, 3.03, 4.04, 5.05],
        ],
      };
    case 'accounts': {
      const { raw, rows } = await ask('/api/v5/account/balance', true);
      const details = rows.flatMap((row) => v.parse(v.array(v.record(v.string(), v.unknown())), row.details));
      const data = details.map(({ ccy, availEq, availBal, ordFrozen }) => ({
        currency: ccy,
        free: availEq || availBal,
        frozen: ordFrozen,
      }));
      return { data, raw };
    }
    case 'assets':
      return { data: [{ currency: 'TUSD', free: '3000', frozen: '0' }] };
    case 'trade':
      if (Number.isNaN(Number(params.amount)) || Number.isNaN(Number(params.price)))
        throw new Error('no number');
      return { data: { id: 'BTC-USDT,123456' } };
    case 'orders': {
      const [base = '', quote = ''] = symbolOf().split('_');
      if (!base || !quote) return { error: 'invalid symbol' };
      const path = `/api/v5/trade/orders-pending?instType=SPOT&instId=${base}-${quote}&limit=100`;
      const { rows } = await ask(path, true);
      const data = rows.map(({ instId, ordId, sz, px, accFillSz, avgPx, side }) => ({
        ...{
          id: `${instId},${ordId}`,
          symbol: `${base}-${quote}`,
          amount: sz,
          price: px,
          deal_amount: accFillSz,
        },
        ...{ avg_price: avgPx || 0, type: side, state: 'pending' },
      }));
      return { data };
    }
    case 'order':
    case 'historyorders': {
      const row = { id: 'ETH-USDT,123456', symbol: 'ETH_USDT', amount: 0.25, price: 1005, deal_amount: 0 };
      const order = { ...row, avg_price: 1000, type: 'buy', status: 'filled' };
      if (method === 'order') return { data: order };
      if (params.since === undefined || params.limit === undefined) throw new Error('no since, no limit');
      return { data: [order] };
    }
    case 'cancel':
      return { data: true };
    default: {
      if (!method.startsWith('__api_') || ioVerb !== 'GET') return { error: `invalid method: ${method}` };
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(params)) query.append(name, String(value));
      const { raw } = await ask(`${method.slice('__api_'.length)}?${query}`, true);
      return { data: raw };
    }
  }
}
