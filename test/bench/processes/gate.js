// A plugin that holds what it is asked, and answers all of it once nothing more has come for a while: what is in flight at
// once is counted here.
import { createServer } from 'node:http';

/** In ms: long enough for a process that is busy to send the next one. */
const QUIET = 1000;
const ANSWER = JSON.stringify({ data: { symbol: 'BTC_USDT', last: 1, buy: 1, sell: 1, time: 1 }, raw: {} });
const counters = { most: 0 };
let held = [];
let timer;

const server = createServer((incoming, outgoing) => {
  incoming.resume();
  incoming.on('end', () => {
    counters.most = Math.max(counters.most, held.push(outgoing));
    clearTimeout(timer);
    timer = setTimeout(answerAll, QUIET);
  });
});

function answerAll() {
  for (const outgoing of held) outgoing.setHeader('content-type', 'application/json').end(ANSWER);
  held = [];
}

process.on('message', (message) => {
  if (message === 'counters') process.send(counters);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () =>
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`),
);
