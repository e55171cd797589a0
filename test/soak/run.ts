// Loads the built `serve` for minutes while all goes wrong at the doubles of its exchanges and its clock jumps, and then looks
// whether what it holds is back where it was: npm run soak -- [--minutes N], after a build. Exit code 0 when it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '../fuzz/Client.js';
import type { Conversation } from '../fuzz/Conversation.js';
import { judge } from '../fuzz/judge.js';
import { type Held, startSubject } from './startSubject.js';
import { startVenues } from './startVenues.js';

const CLIENTS = 24;
/** The deadline of every answer, in ms. */
const TIMEOUT = 1500;
/** The part of the time that makes the process warm: all of its code has run by then. */
const WARM = 0.2;
/** What may be held at the end, as a ratio to what was held then, and how much more in any case. */
const BOUNDS: Record<keyof Held, { ratio: number; more: number }> = {
  rss: { ratio: 1.5, more: 50e6 },
  heap: { ratio: 1.5, more: 20e6 },
  sockets: { ratio: 1, more: 8 },
  timers: { ratio: 1.2, more: 10 },
  handles: { ratio: 1.2, more: 20 },
};
/** How often it is looked whether everything is back: far longer than anything is kept for. */
const LOOKS = 300;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write('usage: npm run soak -- [--minutes N]\n');
  process.exit(2);
}
const print = (text: string) => process.stdout.write(`${text}\n`);
const venues = await startVenues();
const subject = await startSubject(['--timeout', String(TIMEOUT), ...venues.flags]);
void subject.ended.then((why) => {
  if (stopping) return;
  print(why);
  process.exit(1);
});
let stopping = false;
const faults = new Set<string>();
const counts = { asked: 0, data: 0, error: 0, jumps: 0 };
const clients = Array.from({ length: CLIENTS }, () => new Client(Number(new URL(subject.url).port)));

await load(minutes * WARM);
const warm = await settled();
await load(minutes * (1 - WARM));
let held = await settled();
for (let look = 0; look < LOOKS && beyond(held, warm).length > 0; look += 1) {
  await sleep(1000);
  held = await subject.held();
}

for (const client of clients) client.leave();
stopping = true;
const code = await subject.stop();
await venues.close();
print(`${counts.asked} requests in ${minutes} minutes: ${counts.data} data, ${counts.error} error`);
print(`${venues.disturbances()} disturbances at the exchanges, ${counts.jumps} jumps of the clock`);
for (const [name, before] of Object.entries(warm))
  print(`${name}: ${before} warm, ${amountOf(held, name)} at the end`);
const found = [
  ...faults,
  ...subject.internal().slice(0, 10),
  ...beyond(held, warm),
  ...(counts.data > 0 && counts.error > 0 ? [] : ['it was not at work']),
  ...(code === 0 ? [] : [`exit code ${code} after SIGTERM`]),
];
for (const fault of found) print(fault);
print(found.length === 0 ? 'nothing found' : `${found.length} findings`);
process.exit(found.length === 0 ? 0 : 1);

/** Asks everything of everybody, while something goes wrong each half second. */
async function load(forMinutes: number): Promise<void> {
  const until = performance.now() + forMinutes * 60_000;
  const goesOn = () => performance.now() < until;
  const trouble = async () => {
    while (goesOn()) {
      await venues.disturb();
      if (venues.disturbances() % 10 === 0) {
        // An hour on and back again, each time.
        subject.shift(counts.jumps % 2 === 0 ? 3_600_000 : -3_600_000);
        counts.jumps += 1;
      }
      await sleep(500);
    }
  };
  await Promise.all([trouble(), ...clients.map((client, index) => askOften(client, index, goesOn))]);
  if (counts.jumps % 2 === 1) {
    subject.shift(-3_600_000);
    counts.jumps += 1;
  }
  venues.calm();
}

async function askOften(client: Client, start: number, goesOn: () => boolean): Promise<void> {
  for (let turn = start; goesOn(); turn += 1) await ask(client, turn);
}

async function ask(client: Client, turn: number): Promise<void> {
  const conversation = requestOf(turn);
  counts.asked += 1;
  const { answers, fault } = await client.hold(conversation);
  if (fault !== undefined) faults.add(fault);
  for (const answer of answers) {
    const verdict = judge(answer, conversation);
    if ('fault' in verdict) faults.add(`${verdict.fault}: ${answer.text.slice(0, 300)}`);
    else if (verdict.kind !== 'head') counts[verdict.kind] += 1;
  }
}

/** What is held when everything has been asked once more, and all went well. */
async function settled(): Promise<Held> {
  await sleep(2 * TIMEOUT);
  await Promise.all(
    clients.map(async (client, index) => {
      for (let turn = 0; turn < 50; turn += 1) await ask(client, index + turn);
    }),
  );
  await sleep(2 * TIMEOUT);
  return subject.held();
}

function requestOf(turn: number): Conversation {
  const all = Object.entries(venues.keys);
  const [exchange, keys] = all[turn % all.length] ?? ['Paper', { access_key: '', secret_key: '' }];
  const methods = [
    'ticker',
    'depth',
    'records',
    'trades',
    'accounts',
    'orders',
    'positions',
    'trade',
    'markets',
    'cancel',
  ];
  const method = methods[Math.floor(turn / all.length) % methods.length];
  const symbol = exchange === 'CTrader' ? 'EUR_USD.swap' : 'BTC_USDT';
  const price = exchange === 'CTrader' ? '1.05' : '1000';
  const amount = exchange === 'CTrader' ? '1000' : '0.001';
  const params = { symbol, period: '60', limit: '20', type: 'buy', price, amount, id: `${symbol},1` };
  const body = JSON.stringify({ ...keys, method, nonce: 1, params });
  const head = `POST /${exchange} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return { kind: exchange, pieces: [Buffer.from(head + body)], owed: 1, after: 'keep' };
}

function beyond(now: Held, before: Held): string[] {
  return Object.entries(BOUNDS).flatMap(([name, { ratio, more }]) => {
    const most = amountOf(before, name) * ratio + more;
    return amountOf(now, name) > most
      ? [`${name}: ${amountOf(now, name)}, which should be ${Math.round(most)} at most`]
      : [];
  });
}

function amountOf(of: Held, name: string): number {
  return new Map(Object.entries(of)).get(name) ?? Number.NaN;
}
