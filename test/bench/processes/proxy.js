// The limit: what somebody would write by hand who wants nothing but speed. node proxy.js EXCHANGE_URL reads FMZ's POST, asks
// the exchange over kept connections, maps OKX's fields to FMZ's and answers {data, raw}. No checks, no log, no errors of OKX.
import { createHmac } from 'node:crypto';
import { Agent, createServer, get } from 'node:http';
import { get as getOverTls, Agent as TlsAgent } from 'node:https';

const [base] = process.argv.slice(2);
const tls = base.startsWith('https:');
const agent = tls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
const ask = tls ? getOverTls : get;

/** @returns the text of an answer. */
function read(path, headers = {}) {
  return new Promise((resolve, reject) => {
    ask(base + path, { agent, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk) => {
        text += chunk;
      });
      incoming.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

function sign(path, { access_key, secret_key }) {
  const [secret, passphrase] = secret_key.split(',');
  const time = new Date().toISOString();
  return {
    'OK-ACCESS-KEY': access_key,
    'OK-ACCESS-SIGN': createHmac('sha256', secret).update(`${time}GET${path}`).digest('base64'),
    'OK-ACCESS-TIMESTAMP': time,
    'OK-ACCESS-PASSPHRASE': passphrase,
  };
}

const instrumentOf = (symbol) => symbol.replace('_', '-');

async function readTicker({ symbol }) {
  const raw = JSON.parse(await read(`/api/v5/market/ticker?instId=${instrumentOf(symbol)}`));
  const [row] = raw.data;
  const data = {
    symbol,
    buy: row.bidPx,
    sell: row.askPx,
    high: row.high24h,
    low: row.low24h,
    open: row.open24h,
    last: row.last,
    vol: row.vol24h,
    time: row.ts,
  };
  return { data, raw };
}

async function readRecords({ symbol, limit }) {
  const bars = [];
  const raw = [];
  for (let after = ''; bars.length < limit; ) {
    const store = bars.length < 1200 ? 'candles' : 'history-candles';
    const path = `/api/v5/market/${store}?instId=${instrumentOf(symbol)}&bar=1m&limit=300${after}`;
    const page = JSON.parse(await read(path));
    raw.push(page);
    for (const bar of page.data) bars.push(bar.slice(0, 6).map(Number));
    after = `&after=${page.data.at(-1)[0]}`;
  }
  return { data: bars.slice(0, limit).reverse(), raw };
}

async function readMarkets() {
  const types = ['SPOT', 'SWAP', 'FUTURES'];
  const texts = await Promise.all(types.map((type) => read(`/api/v5/public/instruments?instType=${type}`)));
  const raw = texts.map((text) => JSON.parse(text));
  const data = raw
    .flatMap((reply) => reply.data)
    .map((row) => ({
      symbol: row.instId.replace('-', '_'),
      base_asset: row.baseCcy,
      quote_asset: row.quoteCcy,
      tick_size: Number(row.tickSz),
      amount_size: Number(row.lotSz),
      min_qty: Number(row.minSz),
      max_qty: Number(row.maxLmtSz),
    }));
  return { data, raw };
}

async function readOrders({ symbol }, keys) {
  const data = [];
  const raw = [];
  for (let after = ''; ; ) {
    const path = `/api/v5/trade/orders-pending?instId=${instrumentOf(symbol)}&limit=100${after}`;
    const page = JSON.parse(await read(path, sign(path, keys)));
    raw.push(page);
    if (page.data.length === 0) return { data, raw };
    for (const row of page.data) {
      data.push({
        id: `${row.instId},${row.ordId}`,
        symbol,
        amount: Number(row.sz),
        price: Number(row.px),
        deal_amount: Number(row.accFillSz),
        type: row.side,
        status: 'pending',
        time: Number(row.cTime),
      });
    }
    after = `&after=${page.data.at(-1).ordId}`;
  }
}

const methods = { ticker: readTicker, records: readRecords, markets: readMarkets, orders: readOrders };

const server = createServer((incoming, outgoing) => {
  let body = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk) => {
    body += chunk;
  });
  incoming.on('end', async () => {
    const { method, params, ...keys } = JSON.parse(body);
    const text = JSON.stringify(await methods[method](params, keys));
    outgoing.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    outgoing.end(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`),
);
