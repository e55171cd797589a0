// The load generator in a process of its own. A message says whom to ask, with what, by how many callers and for how long;
// the answer says how many answers came and how long they took.
import { Caller } from '../Caller.js';

process.on('message', async (order) => process.send(await run(order)));

/** @param order.bodies one for each caller; each asks again as soon as it is answered, until the time or the count is over. */
async function run({
  url,
  bodies,
  milliseconds = Number.POSITIVE_INFINITY,
  requests = Number.POSITIVE_INFINITY,
}) {
  const times = [];
  let begun = 0;
  let failed = 0;
  const started = performance.now();
  const goesOn = () => performance.now() - started < milliseconds && begun < requests;
  await Promise.all(
    bodies.map(async (body) => {
      const caller = new Caller(new URL(url), body);
      while (goesOn()) {
        begun += 1;
        const asked = performance.now();
        if (await caller.ask()) times.push(performance.now() - asked);
        else failed += 1;
      }
      caller.close();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const sorted = Float64Array.from(times).sort();
  const quantile = (part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { answers: times.length, failed, seconds, p50: quantile(0.5), p99: quantile(0.99) };
}
