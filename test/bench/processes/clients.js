// Plain async clients in a process of their own: what a program does that asks a plugin one thing after the other, and
// nothing else.
import { Agent, request } from 'node:http';
import { request as requestOverPool } from 'undici';

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'bench' };
const agent = new Agent({ keepAlive: true });

const clients = {
  'node:http': (url, body) =>
    new Promise((resolve, reject) => {
      const headers = { ...HEADERS, 'content-length': Buffer.byteLength(body) };
      const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk) => {
          text += chunk;
        });
        incoming.on('end', () => resolve(text));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    }),
  async undici(url, body) {
    const answer = await requestOverPool(url, { method: 'POST', headers: HEADERS, body });
    return answer.body.text();
  },
  async fetch(url, body) {
    const answer = await fetch(url, { method: 'POST', headers: HEADERS, body });
    return answer.text();
  },
};

process.on('message', async (order) => {
  if (order.client) process.send(await askFor(order));
});

/** @param order.body is posted as often as there is time for it. */
async function askFor({ client, url, body, milliseconds }) {
  const counts = { answers: 0, failed: 0 };
  const started = performance.now();
  while (performance.now() - started < milliseconds) {
    const answer = JSON.parse(await clients[client](url, body));
    if (answer.data) counts.answers += 1;
    else counts.failed += 1;
  }
  return { ...counts, seconds: (performance.now() - started) / 1000 };
}
