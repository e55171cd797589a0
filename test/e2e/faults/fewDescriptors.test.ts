import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { Connection } from '../../fuzz/Connection.js';
import { killServed, startServe } from '../startServe.js';

/** Runs a command that may open so many files and connections. */
const withDescriptors = (count: number) => ['sh', '-c', `ulimit -n ${count} && exec "$@"`, 'sh'];

let okx: OkxDouble;
const opened: Connection[] = [];

beforeEach(async () => {
  okx = await startOkxDouble();
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.destroy();
  killServed();
  await okx.close();
});

async function open(port: number): Promise<Connection> {
  const connection = new Connection(port, false);
  opened.push(connection);
  await Promise.race([once(connection.socket, 'connect'), once(connection.socket, 'close')]);
  return connection;
}

async function ask(connection: Connection, head: string, body = ''): Promise<unknown> {
  connection.socket.write(`${head} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await connection.until(1);
  const [answer] = connection.reader.take();
  return JSON.parse(answer?.text ?? '"no answer"');
}

const order = JSON.stringify({
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
  method: 'trade',
  params: { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.001' },
});
const ticker = JSON.stringify({ method: 'ticker', params: { symbol: 'LTC_USDT' } });

test.runIf(process.platform === 'linux')(
  'a limit that is low is told at the start, a usual one is not',
  async () => {
    const [few, many] = await Promise.all(
      [withDescriptors(64), []].map((before) => startServe([], { before })),
    );
    const told =
      /this process may open 64 files and connections at once, .* raise that with ulimit -n or LimitNOFILE=\n/;
    await expect.poll(() => few?.log()).toMatch(told);
    many?.child.kill('SIGTERM');
    expect((await many?.done)?.stderr).not.toContain('this process may open');
  },
);

test.runIf(process.platform !== 'win32').each([
  ['before the code of an exchange has been loaded', false],
  ['once it has been', true],
])(
  'no descriptors are left, %s: told once, nothing is done by halves, and over by itself',
  async (_when, loaded) => {
    const served = await startServe(['--base-url', `OKX=${okx.url}`], { before: withDescriptors(64) });
    const port = Number(new URL(served.url).port);
    const kept = await open(port);
    expect(await ask(kept, 'POST /Paper', ticker)).toHaveProperty('data');
    if (loaded) expect(await ask(kept, 'POST /OKX', ticker)).toHaveProperty('data');
    for (let count = 0; count < 80; count += 1) await open(port);
    const begun = 'no more files and connections can be opened (EMFILE)';
    const over = 'files and connections can be opened again';
    await expect.poll(served.log).toContain(begun);
    // Who has a connection is answered, and is told what is wrong.
    expect(await ask(kept, 'POST /Paper', ticker)).toHaveProperty('data');
    expect(await ask(kept, 'GET /healthz')).toMatchObject({
      status: 'degraded',
      reasons: expect.arrayContaining([expect.stringContaining(begun)]),
    });
    const answer = Object(await ask(kept, 'POST /OKX', order));
    expect(okx.orders().map(({ ordId }) => `BTC-USDT,${ordId}`)).toEqual(
      answer.data === undefined ? [] : [answer.data.id],
    );
    if (answer.data === undefined) expect(answer.error).toMatch(/EMFILE|too many files/);
    // Connections that nobody uses make room, without anybody having closed one.
    await expect.poll(served.log).toContain(over);
    const later = await open(port);
    expect(await ask(later, 'POST /OKX', order)).toHaveProperty('data.id');
    expect(await ask(later, 'GET /healthz')).toMatchObject({ status: 'ok', reasons: [] });
    for (const text of [begun, over]) expect(served.log().split(text)).toHaveLength(2);
    served.child.kill('SIGTERM');
    expect(await served.done).toMatchObject({ code: 0 });
  },
);
