import { connect, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { scrape, valuesOf } from '../support/scrape.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

afterEach(killServed);

const own = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

const body =
  '{"access_key":"me","secret_key":"a-secret-key","method":"ticker","params":{"symbol":"LTC_USDT"}}';

/** Posts from an address of this machine, and resolves with all that comes until the connection ends. */
function post(port: number, host: string, localAddress: string, text = body): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, localAddress });
    let received = '';
    socket.on('data', (chunk) => (received += chunk)).once('error', reject);
    socket.once('close', () => resolve(received));
    socket.write(
      `POST /Paper HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${text}`,
    );
  });
}

const serve = async (...args: string[]) => {
  const served = await startServe(args);
  return { ...served, port: Number(new URL(served.url).port) };
};

describe('any other host than loopback wants --allow', () => {
  test.each(['0.0.0.0', '::', '[::]', '0', own ?? '192.0.2.1'])('%s', async (host) => {
    expect(await runCli(['serve', '--port', '0', '--host', host])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: --host "${host}" opens the port to other machines: say which may use it, like --allow 172.17.0.0/16 for FMZ's docker on docker's bridge\n`,
    });
  });

  test.each(['127.0.0.1', '127.0.0.7', '::1', '[::1]', 'localhost', '0:0:0:0:0:0:0:1', '127.1'])(
    '%s does not, and nothing is said of keys',
    async (host) => {
      const { log } = await serve('--host', host);
      expect(log()).not.toContain('unencrypted');
    },
  );
});

describe('mistakes in --host', () => {
  test.each([
    ['127。0。0。1', /full-width characters: did you mean "127\.0\.0\.1"\?/],
    ['：：1', /full-width characters: did you mean "::1"\?/],
    ['http://127.0.0.1', /is not an address or a name: leave out the scheme, and give the port with --port/],
    ['127.0.0.1:7000', /is not an address or a name/],
  ])('%j: one sentence, exit code 2', async (host, sentence) => {
    const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--host', host]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test.each(['0.0.0.0', '::'])('on %s it names addresses that can be entered', async (host) => {
  const { port, printed } = await serve('--host', host, '--allow', '172.17.0.0/16');
  expect(printed()).toContain(`\n  http://127.0.0.1:${port}/OKX\n`);
  const elsewhere = /from other machines and containers: (.*)/.exec(printed())?.[1]?.split(', ') ?? [];
  expect(elsewhere.includes(`http://${own}:${port}`)).toBe(own !== undefined);
});

describe('mistakes in --allow', () => {
  test.each<[string, RegExp]>([
    ['docker', /"docker" is not an address or a range: write addresses or ranges/],
    [
      '172.17.0.0/33',
      /"172\.17\.0\.0\/33" is not a range: the number after the \/ must be from 0 to 32, like 172\.17\.0\.0\/16/,
    ],
    ['172.17.0.0/', /is not an address or a range/],
    ['172.17.0.0/16/8', /is not an address or a range/],
    ['172.17.0.0/-1', /is not an address or a range/],
    ['172.17.0.0-172.17.0.9', /is not an address or a range/],
    ['172.17.0', /is not an address or a range/],
    ['010.0.0.1', /is not an address or a range/],
    ['172.17.0.0/16,nonsense', /"nonsense" is not an address or a range/],
    ['fe80::/129', /the number after the \/ must be from 0 to 128/],
    [
      '::ffff:172.17.0.0/16',
      /the number after the \/ must be from 96 to 128, like ::ffff:172\.17\.0\.0\/112/,
    ],
    ['172.17.0.0/16，10.0.0.1', /full-width characters: did you mean "172\.17\.0\.0\/16,10\.0\.0\.1"\?/],
    [' , ', /--allow is empty/],
    ['http://172.17.0.1', /is not an address or a range/],
  ])('%j: one sentence, exit code 2', async (allow, sentence) => {
    const { code, stdout, stderr } = await runCli([
      'serve',
      '--port',
      '0',
      '--host',
      '0.0.0.0',
      '--allow',
      allow,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe.runIf(own)('an address of this machine that others reach', () => {
  const mine = own ?? '';

  test.each([
    ['an address', mine],
    ['a range', `10.9.8.7, ${mine}/24`],
    ['one that is written as IPv6', `::ffff:${mine}`],
    ['a range that is written as IPv6', `::ffff:${mine}/112`],
    ['everybody', '0.0.0.0/0'],
  ])('%s that is allowed', async (_what, allow) => {
    for (const host of ['0.0.0.0', '::']) {
      const { port, log } = await serve('--host', host, '--allow', allow);
      expect(await post(port, mine, mine)).toContain('{"data":{"symbol":"LTC_USDT"');
      await expect.poll(log).toMatch(/keys travel unencrypted to http:\/\/.*: keep that network to yourself/);
    }
  });

  test('one that is not: the sentence that says so, and no call', async () => {
    for (const host of ['0.0.0.0', '::']) {
      const { port, log } = await serve('--host', host, '--allow', '198.51.100.0/24,2001:db8::/32');
      const answer = await post(port, mine, mine);
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close/i);
      expect(answer).toContain(
        `{"error":"${mine} may not use this plugin: start serve with --allow ${mine}, or a range such as `,
      );
      // It is answered before its body is there, and the log tells of it once.
      expect(await post(port, mine, mine, body.slice(0, 9))).toContain('may not use this plugin');
      await expect.poll(log).toContain(`${mine} was refused: --allow does not name it`);
      expect(log().split('was refused')).toHaveLength(2);
      expect(log()).not.toContain('GetTicker');
      const scraped = await scrape(`http://${isIP(host) === 6 ? '[::1]' : '127.0.0.1'}:${port}`);
      expect(valuesOf(scraped, 'fmzproto_refused_requests_total')).toMatchObject({ 'reason="client"': 2 });
      expect(
        await post(port, isIP(host) === 6 ? '::1' : '127.0.0.1', isIP(host) === 6 ? '::1' : '127.0.0.1'),
      ).toContain('{"data":');
    }
  });

  test('those that are not allowed take no room from others', async () => {
    const { port } = await serve('--host', '0.0.0.0', '--allow', '198.51.100.1');
    const strangers = Array.from({ length: 300 }, () => {
      const socket = connect({ port, host: mine, localAddress: mine });
      let ended = false;
      socket
        .on('error', () => undefined)
        .once('close', () => (ended = true))
        .resume();
      return { socket, ended: () => ended };
    });
    await expect.poll(() => strangers.filter(({ ended }) => !ended()).length).toBeLessThanOrEqual(50);
    expect(await post(port, '127.0.0.1', '127.0.0.1')).toContain('{"data":');
    // Who says nothing is not waited for.
    await expect.poll(() => strangers.filter(({ ended }) => !ended()).length).toBe(0);
  });
});
