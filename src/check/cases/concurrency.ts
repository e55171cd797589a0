import { setTimeout as sleep } from 'node:timers/promises';
import { type MethodName, methodNames, methods } from '../../protocol/methods.js';
import { type Bench, NO_METHOD } from '../Bench.js';
import { type CheckCase, casesOf, Defect, Skip } from '../CheckCase.js';

/** How long a request that needs no exchange may take, in ms. */
const PATIENCE = 2000;
/** How many are sent at once. */
const CALLS = 20;
/** How many go at once without delay, after a rest, where more are held back for an exchange's limits. */
const FEW = 8;
const REST = 10_000;
/** Below this nobody notices that calls wait for one another, in ms. */
const NOTICED = 300;
/** How long a call has to take to be told apart from a quick one, in ms. */
const SLOW = 150;

const ONE_BY_ONE = 'exchange.Go makes parallel calls: the server has to be concurrent';

/** Another request is answered while one connection is open on which `text` was sent, and no more. */
const whileOpen = (text: (bench: Bench) => string) => async (bench: Bench) => {
  const socket = await bench.wire.open().catch((error: Error) => {
    throw new Defect(`no second connection: ${error.message}`);
  });
  socket.on('error', () => undefined);
  try {
    socket.write(text(bench));
    await sleep(50);
    await bench.call(NO_METHOD, {}, { patience: PATIENCE });
  } finally {
    socket.destroy();
  }
};

const MARKET_DATA: readonly MethodName[] = ['ticker', 'depth', 'trades', 'records'];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function callAtOnce(bench: Bench): Promise<void> {
  // An exchange that is out of reach says nothing of the plugin before it.
  await bench.needTicker();
  const ask = (index: number) => {
    const name = MARKET_DATA[index % MARKET_DATA.length] ?? 'ticker';
    return bench.call(name, bench.paramsOf(name));
  };
  let one = 0;
  for (const index of MARKET_DATA.keys()) one += (await timed(() => ask(index))) / MARKET_DATA.length;
  const timesOf = (calls: number) =>
    Promise.all(Array.from({ length: calls }, (_, index) => timed(() => ask(index))));
  // A plugin may hold back a few for the sake of the exchange's limits; half of them it answers at once.
  const half = (await timesOf(CALLS)).sort((a, b) => a - b)[CALLS / 2] ?? 0;
  if (half <= NOTICED || half <= 0.3 * CALLS * one) return;
  // Or it holds back many, which a rest shows: who answers one by one is no quicker after it.
  await sleep(REST);
  const slowest = Math.max(...(await timesOf(FEW)));
  if (slowest <= NOTICED / 2 || slowest <= 0.5 * FEW * one) return;
  throw new Defect(
    `of ${CALLS} calls at once, half took over ${Math.round(half)} ms; one alone takes ${Math.round(one)} ms`,
  );
}

/** The slowest method of this run that only reads. */
async function slowest(bench: Bench): Promise<MethodName> {
  let best: { name: MethodName; took: number } | undefined;
  for (const name of methodNames.filter((known) => methods[known].keys === 'none')) {
    const answer = await bench.sample(name).catch(() => undefined);
    const took = answer?.trip.milliseconds ?? 0;
    if (!best || took > best.took) best = { name, took };
  }
  if (!best || best.took < SLOW) throw new Skip(`no call takes ${SLOW} ms: none is slow enough to tell`);
  return best.name;
}

async function callBeside(bench: Bench): Promise<void> {
  const name = await slowest(bench);
  let running = true;
  const slow = bench.call(name, bench.paramsOf(name)).finally(() => {
    running = false;
  });
  const finished = slow.then(
    ({ trip }) => trip.milliseconds,
    () => Number.POSITIVE_INFINITY,
  );
  await sleep(20);
  const quick = await bench.call(NO_METHOD, {});
  const held = !running;
  if (held && (await finished) >= SLOW)
    throw new Defect(`an error that needs no exchange came after a slow ${methods[name].fmz}`, quick.trip);
  await finished;
}

/** Calls do not wait for one another. */
export const concurrencyCases: readonly CheckCase[] = casesOf('concurrency', [
  ['idle-connection', 'a connection on which nothing comes holds up nobody', ONE_BY_ONE, whileOpen(() => '')],
  [
    'half-a-body',
    'a body that does not go on holds up nobody',
    ONE_BY_ONE,
    whileOpen(
      ({ wire }) =>
        `POST ${wire.path} HTTP/1.1\r\nHost: fmz\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"access_key":"`,
    ),
  ],
  ['beside-a-slow-call', 'a quick answer does not wait for a slow one', ONE_BY_ONE, callBeside],
  ['at-once', `${CALLS} calls at once do not take as long as one after the other`, ONE_BY_ONE, callAtOnce],
  [
    'deadline',
    'every request of this check was answered in time',
    'a strategy waits for each answer: an error in time is better than none',
    async ({ wire }) => {
      const late = wire.trips.find((trip) => trip.late);
      if (late) throw new Defect(late.failure ?? 'no answer in time', late);
    },
  ],
]);
