// The limit of answers from streams: what fmzproto would say of a ticker, kept as bytes, over bare node:http.
import { createServer } from 'node:http';
import { ticker } from '../listings.js';

/** Answers by symbol. */
const kept = new Map();

function answerOf(symbol) {
  const known = kept.get(symbol);
  if (known) return known;
  const instId = symbol.replace('_', '-');
  const row = ticker(instId);
  const data = {
    symbol,
    buy: Number(row.bidPx),
    sell: Number(row.askPx),
    high: Number(row.high24h),
    low: Number(row.low24h),
    open: Number(row.open24h),
    last: Number(row.last),
    vol: Number(row.vol24h),
    time: Number(row.ts),
  };
  const raw = { arg: { channel: 'tickers', instId }, data: [row] };
  const answer = Buffer.from(JSON.stringify({ data, raw }));
  kept.set(symbol, answer);
  return answer;
}

const server = createServer((incoming, outgoing) => {
  let body = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk) => {
    body += chunk;
  });
  incoming.on('end', () => {
    const answer = answerOf(JSON.parse(body).params.symbol);
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    outgoing.end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`),
);
