// The load generator in a process of its own. A message says whom to ask, with what, by how many callers and for how long;
// the answer says how many answers came and how long they took.
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from '../Caller.js';

/** How long after the time is over an answer is still waited for, in ms: it does not count, but its work is done. */
const GRACE = 2000;

process.on('message', async (order) => process.send(await run(order)));

/**
 * @param order.bodies one for each caller, which asks again and again until the time or the count is over.
 * @param order.pause in ms between an answer and the next request; callers then begin one after another.
 */
async function run({ url, bodies, milliseconds = Number.POSITIVE_INFINITY, requests, pause = 0 }) {
  const times = [];
  const counts = { late: 0, failed: 0 };
  let left = requests ?? Number.POSITIVE_INFINITY;
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const callers = bodies.map((body) => new Caller(new URL(url), body));

  async function askOften(caller, index) {
    if (pause > 0) await sleep((pause * index) / bodies.length);
    while (elapsed() < milliseconds && left > 0) {
      left -= 1;
      const asked = performance.now();
      const ok = await caller.ask();
      if (elapsed() > milliseconds) counts.late += ok ? 1 : 0;
      else if (ok) times.push(performance.now() - asked);
      else counts.failed += 1;
      if (pause > 0) await sleep(pause);
    }
  }

  const asking = Promise.all(callers.map(askOften));
  await (Number.isFinite(milliseconds) ? Promise.race([asking, sleep(milliseconds + GRACE)]) : asking);
  const seconds = Math.min(elapsed(), milliseconds) / 1000;
  for (const caller of callers) caller.close();
  await asking;
  const sorted = Float64Array.from(times).sort();
  const quantile = (part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { answers: times.length, ...counts, seconds, p50: quantile(0.5), p99: quantile(0.99) };
}
