import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netOrder, networkExchange } from '../support/networkExchange.js';
import { scrape, valuesOf } from '../support/scrape.js';
import { type Envelope, type Keys, type Plugin, startPlugin } from '../support/startPlugin.js';
import { bodyOf, openRaw, type RawClient, textOf } from './rawCalls.js';

// Whoever floods the port has made-up keys, and exchanges that hang. A robot whose keys have worked goes on.

const VENUES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
const HOME = '127.0.0.1';
const ABROAD = Array.from({ length: 6 }, (_, index) => `127.0.0.${index + 2}`);
const mine: Keys = { access_key: 'access-key-of-mine', secret_key: 'secret-key-of-mine' };

let api: RecordingServer;
let plugin: Plugin;
let robot: Agent;
/** Whether what is only read hangs. */
let hangs = false;
const hanging: (() => void)[] = [];
const clients: RawClient[] = [];

beforeEach(async () => {
  hangs = false;
  api = await startRecordingServer(async ({ path }) => {
    if (hangs && path.endsWith('/accounts')) await new Promise<void>((resolve) => hanging.push(resolve));
    return { body: {} };
  });
  robot = new Agent({ keepAlive: true });
  plugin = await startPlugin({
    timeout: 600_000,
    baseUrls: Object.fromEntries(VENUES.map((name) => [name, `${api.url}`])),
    exchanges: VENUES.map((name) =>
      networkExchange({
        name,
        methods: {
          async accounts(_params, api) {
            await api.signedGet(`/${name}/accounts`);
            return { data: [] };
          },
          async trade(_params, api) {
            await api.signedPost(`/${name}/order`, {});
            return { data: { id: 'LTC_USDT,1' } };
          },
          async cancel(_params, api) {
            await api.signedPost(`/${name}/cancel`, {});
            return { data: true };
          },
        },
      }),
    ),
  });
});
afterEach(async () => {
  robot.destroy();
  for (const { socket } of clients.splice(0)) socket.destroy();
  for (const release of hanging.splice(0)) release();
  await plugin.stop();
  await api.close();
});

function open(text: string, from: string): RawClient {
  const client = openRaw(plugin.url, text, from);
  clients.push(client);
  return client;
}

const madeUp = (index: number): Keys => ({
  access_key: `made-up-key-${index}`,
  secret_key: `made-up-secret-${index}`,
});

/** So many at a time: the system keeps no more that wait to be accepted. */
const AT_ONCE = 200;

/** Opens connections, the one after the other from another address. @param settled waits for what becomes of them. */
async function pour(
  count: number,
  from: readonly string[],
  textFor: (index: number) => string,
  settled = untilTold,
) {
  const opened: RawClient[] = [];
  for (let index = 0; index < count; index += 1) {
    opened.push(open(textFor(index), from[index % from.length] ?? HOME));
    if (index % AT_ONCE === AT_ONCE - 1) await settled();
  }
  await settled();
  return opened;
}

const answered = () => clients.filter(({ received }) => received() !== '').length;

/** Waits until each request is answered, or hangs at an exchange. */
async function untilTold(): Promise<void> {
  await expect.poll(() => hanging.length + answered()).toBe(clients.length);
}

/** Waits until nothing more is answered: what is not all there yet is neither. */
async function untilQuiet(): Promise<void> {
  for (let before = -1; before !== answered(); ) {
    before = answered();
    await sleep(300);
  }
}

const account = (exchange: string | undefined, index: number) =>
  textOf(`/${exchange}`, bodyOf('accounts', {}, madeUp(index)));

/** Asks over the robot's kept connections. */
function ask(
  exchange: string,
  method: string,
  params: object,
  keys = mine,
  agent = robot,
): Promise<Envelope> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${plugin.url}/${exchange}`,
      { method: 'POST', agent, localAddress: HOME },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve(JSON.parse(text)));
      },
    );
    asked.on('error', reject).end(bodyOf(method, params, keys));
  });
}

const order = { id: 'LTC_USDT,1' };
const counted = (path: string) => api.requests.filter((one) => one.path === path).length;

/** The robot works at all exchanges; from now on, they hang. */
async function work(): Promise<void> {
  for (const name of VENUES) expect(await ask(name, 'accounts', {})).toEqual({ data: [] });
  hangs = true;
}

/** The robot cancels and orders at each exchange, over the connection that it has and over new ones; each arrives once. */
async function expectRobotAtWork(): Promise<void> {
  const anew = new Agent();
  for (const name of VENUES) {
    const before = [counted(`/${name}/cancel`), counted(`/${name}/order`)];
    for (const agent of [robot, anew]) {
      expect(await ask(name, 'cancel', order, mine, agent)).toEqual({ data: true });
      expect(await ask(name, 'trade', netOrder, mine, agent)).toEqual({ data: { id: 'LTC_USDT,1' } });
    }
    const [cancels = 0, orders = 0] = before;
    expect([counted(`/${name}/cancel`), counted(`/${name}/order`)]).toEqual([cancels + 2, orders + 2]);
  }
}

/** Others are told in one line that there is no room, and nothing is sent for them. */
async function expectOthersRefused(refusal: RegExp): Promise<void> {
  const before = api.requests.length;
  for (const [method, params] of [
    ['cancel', order],
    ['trade', netOrder],
  ] as const) {
    for (const keys of [madeUp(0), { ...mine, secret_key: 'another-secret-of-mine' }]) {
      const answer = await ask('Alpha', method, params, keys, new Agent());
      expect(answer).toEqual({ error: expect.stringMatching(refusal) });
      expect(answer.error).not.toMatch(/\n|made-up|another-secret/);
    }
  }
  expect(api.requests).toHaveLength(before);
}

/** What hangs is let go: everything is answered, and there is room as before. */
async function expectAllOver(flood: readonly RawClient[]): Promise<void> {
  hangs = false;
  while (hanging.length > 0) {
    for (const release of hanging.splice(0)) release();
    await sleep(50);
  }
  await expect
    .poll(() => flood.every(({ received }) => /\{"(data|error)":.*\}$/s.test(received())))
    .toBe(true);
  for (const { socket } of clients.splice(0)) socket.destroy();
  await expect
    .poll(async () => valuesOf(await scrape(plugin.url), 'fmzproto_requests_in_progress')[''])
    .toBe(1);
  for (const name of VENUES) expect(await ask(name, 'accounts', {}, madeUp(1))).toEqual({ data: [] });
  for (const from of [HOME, ...ABROAD]) {
    const again = await pour(20, [from], (index) => account(VENUES[index % VENUES.length], index));
    for (const { received } of again) expect(received()).toContain('{"data":[]}');
  }
}

const FULL =
  /^\d+ requests( from 127\.0\.0\.1| of Alpha)? are at work already[^:]*: nothing was done, ask again in a moment$/;

test.each([
  ['one address', 1, [HOME]],
  ['one address', 4, [HOME]],
  ['several addresses', 1, [HOME, ...ABROAD]],
  ['several addresses', 4, [HOME, ...ABROAD]],
  ['other addresses', VENUES.length, ABROAD],
])(
  'a flood of made-up keys from %s over %i exchanges that hang keeps no robot from working',
  { timeout: 120_000 },
  async (_from, count, from) => {
    await work();
    const flood = await pour(1500, from, (index) => account(VENUES[index % count], index));
    // Each has one place, and what is refused has its connection closed.
    const waiting = flood.filter(({ received }) => received() === '');
    expect(waiting.length).toBeLessThanOrEqual(600);
    expect(hanging).toHaveLength(waiting.length);
    for (const { received } of flood.filter((one) => !waiting.includes(one)))
      expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"[^"]* nothing was done, [^"]*"\}$/);
    await expectRobotAtWork();
    if (count < VENUES.length || from.includes(HOME)) await expectOthersRefused(FULL);
    await expectAllOver(flood);
  },
);

test('connections that only begin a request keep nobody out', { timeout: 120_000 }, async () => {
  await work();
  const held = await pour(300, ABROAD, (index) => account(VENUES[index % VENUES.length], index));
  const halves = await pour(
    900,
    [HOME, ...ABROAD],
    (index) => account('Alpha', index).slice(0, -20),
    untilQuiet,
  );
  await expectRobotAtWork();
  // Who takes the longest makes room.
  const [first] = halves;
  expect(first?.received()).toMatch(
    /\{"error":"the bodies of 100 other requests are on their way, and this one took the longest: nothing was done/,
  );
  const heads = await pour(900, [HOME, ...ABROAD], () => 'POST /Alpha HTTP/1.1\r\nHost: x\r\n', untilQuiet);
  const silent = await pour(900, [HOME, ...ABROAD], () => '', untilQuiet);
  await expectRobotAtWork();
  const open = [...held, ...halves, ...heads, ...silent].filter(({ socket }) => !socket.destroyed);
  expect(open.length).toBeLessThanOrEqual(1150);
  await expectAllOver(held);
});

test('another robot whose keys work has a share of what is kept, and no more', {
  timeout: 120_000,
}, async () => {
  await work();
  const others = [1, 2].map((index) => madeUp(1_000_000 + index));
  hangs = false;
  for (const keys of others)
    for (const name of VENUES) expect(await ask(name, 'accounts', {}, keys)).toEqual({ data: [] });
  hangs = true;
  const flood = await pour(1500, [HOME, ...ABROAD], (index) => account(VENUES[index % 4], index));
  const before = api.answer;
  // Those two have gone mad: they cancel, and that hangs as well.
  api.answer = async (asked) => {
    if (asked.headers.key !== mine.access_key) await new Promise<void>((resolve) => hanging.push(resolve));
    return before(asked);
  };
  const mad = await pour(600, ABROAD, (index) =>
    textOf(
      `/${VENUES[index % VENUES.length]}`,
      bodyOf('cancel', order, others[Math.floor(index / VENUES.length) % 2]),
    ),
  );
  expect(mad.filter(({ received }) => received().includes('{"error":')).length).toBeGreaterThan(300);
  await expectRobotAtWork();
  api.answer = before;
  await expectAllOver([...flood, ...mad]);
});
