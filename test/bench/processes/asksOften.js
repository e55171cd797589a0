// A strategy, as fmzproto runs it. A command says what it has to do, and a line of its log what came of it.
/* global exchange, GetCommand, Log, Sleep, UnixNano */

// biome-ignore lint/correctness/noUnusedVariables: FMZ calls it
function main() {
  for (;;) {
    const [name, number] = (GetCommand() || '').split(':');
    const order = { ask: askFor, count: askTimes, go: goTimes }[name];
    if (order) Log(`result ${JSON.stringify(order(Number(number)))}`);
    else Sleep(5);
  }
}

function askFor(milliseconds) {
  const counts = { answers: 0, failed: 0 };
  const started = now();
  while (now() - started < milliseconds) count(counts, exchange.GetTicker());
  return { ...counts, seconds: (now() - started) / 1000 };
}

function askTimes(times) {
  const counts = { answers: 0, failed: 0 };
  for (let left = times; left > 0; left -= 1) count(counts, exchange.GetTicker());
  return counts;
}

/** So many at once. */
function goTimes(times) {
  const counts = { answers: 0, failed: 0 };
  const started = now();
  const routines = Array.from({ length: times }, () => exchange.Go('GetTicker'));
  for (const routine of routines) count(counts, routine.wait());
  return { ...counts, seconds: (now() - started) / 1000 };
}

function count(counts, ticker) {
  if (ticker) counts.answers += 1;
  else counts.failed += 1;
}

function now() {
  return UnixNano() / 1_000_000;
}
