// The limit of orders over FIX, written by hand: node fixProxy.js BROKER_URL reads FMZ's POST, sends a NewOrderSingle over one
// session and answers {data, raw} when its report comes. No checks, no log, no second session.
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { FixWire } from '../fixWire.js';

const { hostname, port } = new URL(process.argv[2]);
/** Who waits for a report, by ClOrdID. */
const waiting = new Map();
let ids = 0;

const wire = new FixWire(
  connect({ host: hostname, port: Number(port) }),
  '49=demo.broker.12345|56=cServer|57=TRADE|50=TRADE',
  (message) => {
    waiting.get(message.get('11'))?.(message);
    waiting.delete(message.get('11'));
  },
);
wire.send('A', '98=0|108=30|141=Y|553=12345|554=secret');

function place({ type, price, amount }) {
  ids += 1;
  const id = `order${ids}`;
  const time = new Date().toISOString().replaceAll('-', '').replace('T', '-').slice(0, -1);
  wire.send('D', `11=${id}|55=1|54=${type === 'buy' ? 1 : 2}|60=${time}|38=${amount}|40=2|44=${price}`);
  return new Promise((resolve) => waiting.set(id, resolve));
}

const server = createServer((incoming, outgoing) => {
  let body = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk) => {
    body += chunk;
  });
  incoming.on('end', async () => {
    const report = await place(JSON.parse(body).params);
    const raw = [...report].map((field) => `${field.join('=')}|`).join('');
    const text = JSON.stringify({ data: { id: `EURUSD,${report.get('11')}` }, raw });
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
