// A bare double of a cTrader broker's TRADE line in a process of its own: it lists one symbol, and takes every order.
import { createServer } from 'node:net';
import { FixWire } from '../fixWire.js';

const counters = { connections: 0, handshakes: 0, requests: 0 };
const HEADER = '49=cServer|56=demo.broker.12345|50=TRADE|57=TRADE';

const answers = {
  A: () => ['A', '98=0|108=30|141=Y'],
  5: () => ['5', '58=bye'],
  1: (message) => ['0', `112=${message.get('112')}`],
  x: (message) => ['y', `320=${message.get('320')}|322=1|560=0|146=1|55=1|1007=EURUSD|1008=5`],
  D: (message) => {
    counters.requests += 1;
    const of = (tag) => `${tag}=${message.get(tag)}`;
    const order = `37=${counters.requests}|${of('11')}|150=0|39=0|${of('55')}|${of('54')}|${of('38')}`;
    return [
      '8',
      `${order}|14=0|151=${message.get('38')}|40=2|${of('44')}|59=1|${of('60')}|721=${counters.requests}`,
    ];
  },
};

const server = createServer((socket) => {
  counters.connections += 1;
  new FixWire(socket, HEADER, (message, wire) => {
    const answer = answers[message.get('35')]?.(message);
    if (answer) wire.send(...answer);
  });
});
process.on('message', (message) => {
  if (message === 'counters') process.send(counters);
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on fix://127.0.0.1:${server.address().port}\n`),
);
