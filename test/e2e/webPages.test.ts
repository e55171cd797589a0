import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { killServed, startServe } from './startServe.js';

afterEach(killServed);

const keys = { access_key: 'me', secret_key: 'a-secret-key' };
const order = {
  method: 'trade',
  params: { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.01' },
};

/** Posts with headers as they are written, and resolves with all that comes. */
function post(port: number, headers: readonly string[], call: object): Promise<string> {
  const body = JSON.stringify({ ...keys, ...call });
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => (received += chunk)).once('error', reject);
    socket.once('close', () => resolve(received));
    const lines = ['POST /Paper HTTP/1.1', ...headers, 'Connection: close', `Content-Length: ${body.length}`];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}

const own = 'Host: 127.0.0.1';
const form = 'Content-Type: application/x-www-form-urlencoded';

/** What browsers send of pages, and what a page's own name becomes that is pointed to this machine. */
const attempts: readonly (readonly [what: string, headers: readonly string[]])[] = [
  ['the form of a page', [own, form, 'Origin: https://evil.example']],
  ['the form of a file', [own, 'Content-Type: text/plain', 'Origin: null']],
  ['a script of a page', [own, 'Origin: http://localhost:3000', 'Sec-Fetch-Site: same-site']],
  [
    'a page that hides where it is from',
    [own, form, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'],
  ],
  ['a page of the same address', [own, 'Origin: http://127.0.0.1', 'Sec-Fetch-Site: same-origin']],
  ['a name that is pointed here', ['Host: evil.example']],
  ['a name that is pointed here, with a port', ['Host: 127.0.0.1.evil.example:6666']],
  ['a name of addresses', ['Host: 127.0.0.1.nip.io']],
];

describe.each([
  ['loopback', []],
  ['--host 0.0.0.0 --allow 127.0.0.0/8', ['--host', '0.0.0.0', '--allow', '127.0.0.0/8']],
])('serve on %s', (_what, flags) => {
  test('places no order for a web page, and places that of a docker', async () => {
    const served = await startServe(flags);
    const port = Number(new URL(served.url).port);
    for (const [what, headers] of attempts) {
      const answer = await post(port, headers, order);
      expect(answer, what).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"error":"[^\r\n]*"\}$/);
      expect(answer.toLowerCase(), what).not.toContain('access-control-');
      expect(answer).not.toContain(keys.secret_key);
    }
    expect(await post(port, [own], { method: 'orders', params: {} })).toMatch(/\r\n\r\n\{"data":\[\]/);
    // FMZ's docker, also where it reaches this machine by another name.
    for (const host of [own, 'Host: host.docker.internal:6666'])
      expect(await post(port, [host], order)).toMatch(/\r\n\r\n\{"data":\{"id":/);
    expect(await post(port, [own], { method: 'orders', params: {} })).toMatch(/"BTC_USDT".*"BTC_USDT"/);
  });
});
