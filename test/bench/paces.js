/** How much is measured: for figures that are shown. */
export const whole = {
  load: { warmUp: { requests: 5000, milliseconds: 5000 }, rounds: 7, milliseconds: 1000 },
  streamed: { settle: 10_000, milliseconds: 60_000 },
  startup: { rounds: 10 },
  memory: { counts: [10_000, 100_000] },
  switched: { warmUp: 5000, rounds: 200, milliseconds: 100 },
  strategy: { warmUp: 2000, rounds: 40, milliseconds: 200, count: 256 },
};

/** And to find out within minutes that something is far off. */
export const short = {
  load: { warmUp: { requests: 2000, milliseconds: 3000 }, rounds: 3, milliseconds: 400 },
  streamed: { settle: 3000, milliseconds: 3000 },
  startup: { rounds: 9 },
  memory: { counts: [3000, 6000] },
  switched: { warmUp: 2000, rounds: 40, milliseconds: 100 },
  strategy: { warmUp: 1000, rounds: 7, milliseconds: 100, count: 256 },
};
