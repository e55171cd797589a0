import { afterEach, expect, test } from 'vitest';
import { defaultAccount, type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { killServed, type Served, startServe } from '../e2e/startServe.js';
import { type Redis, startRedis, whyNoRedis } from '../support/startRedis.js';

/** OKX's own: 60 requests of an account in two seconds. */
const PATH = '/api/v5/trade/orders-pending';
const LIMIT = { requests: 60, per: 2000 };
/** Over so many windows is looked at how much of the limit is used. */
const WINDOWS = 5;

const { accessKey, secret, passphrase } = defaultAccount;
const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
const missing = whyNoRedis();
const name = (text: string) => (missing ? `${text}: skipped, ${missing}` : text);

let okx: OkxDouble | undefined;
let redis: Redis | undefined;
afterEach(async () => {
  killServed();
  redis?.close();
  await okx?.close();
});

/** What many callers got, who ask without end. */
class Load {
  readonly #errors: string[] = [];
  #asked = 0;
  #answered = 0;
  #stopped = false;
  #callers: Promise<void>[];

  constructor(served: readonly Served[], callers = 24) {
    this.#callers = served.flatMap((one) => Array.from({ length: callers }, () => this.#ask(one)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#callers);
    expect(this.#answered).toBe(this.#asked);
    expect(this.#errors).toEqual([]);
  }

  async #ask({ url }: Served): Promise<void> {
    const body = JSON.stringify({ ...keys, method: `__api_${PATH}`, params: {} });
    const headers = { 'Http-Method': 'GET' };
    while (!this.#stopped) {
      this.#asked += 1;
      // An answer that never comes fails the test: nothing is caught here.
      const response = await fetch(`${url}/OKX`, { method: 'POST', headers, body });
      const { error } = Object(await response.json());
      if (typeof error === 'string') this.#errors.push(error);
      this.#answered += 1;
    }
  }
}

const counted = (double: OkxDouble) => [...double.rates].find(([bucket]) => bucket.includes(PATH))?.[1];

/** In ms: for how long the requests of plugins were under way, all together, and how many they were. */
async function underWay(served: readonly Served[]): Promise<{ ms: number; count: number }> {
  const pages = await Promise.all(served.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const sumOf = (name: string) =>
    pages
      .flatMap((page) => [...page.matchAll(new RegExp(`^fmzproto_upstream_seconds_${name}{.*} (.+)$`, 'gm'))])
      .reduce((sum, [, value]) => sum + Number(value), 0);
  return { ms: 1000 * sumOf('sum'), count: sumOf('count') };
}

/**
 * Waits until so many windows in a row, by the clock and the count of the double, have held 0.9 of what OKX allows. Where
 * a request is under way, OKX may count it at any moment: a place is taken for so much longer, which is next to nothing but
 * on a machine that is held up. Nothing is compared with a fixed time.
 */
async function reachesNineTenths(double: OkxDouble, served: readonly Served[]): Promise<void> {
  const samples: { at: number; requests: number; ms: number; count: number }[] = [];
  await expect
    .poll(
      async () => {
        const way = await underWay(served);
        const now = { at: Date.now(), requests: counted(double)?.requests ?? 0, ...way };
        samples.push(now);
        const first = samples.findLast(({ at }) => now.at - at >= WINDOWS * LIMIT.per);
        if (!first) return 0;
        const window = LIMIT.per + (now.ms - first.ms) / (now.count - first.count);
        return (now.requests - first.requests) / (((now.at - first.at) / window) * LIMIT.requests);
      },
      { interval: 200 },
    )
    .toBeGreaterThanOrEqual(0.9);
}

const keepsTheLimit = (double: OkxDouble) => {
  expect(counted(double)).toMatchObject({ refused: 0 });
  expect(counted(double)?.peak).toBeLessThanOrEqual(LIMIT.requests);
};

async function start(count: number, url: string): Promise<Served[]> {
  okx = await startOkxDouble({ enforceLimits: true });
  // A machine that is held up answers late, and the deadline is not what is looked at.
  const args = ['--base-url', `OKX=${okx.url}`, '--timeout', '120000'];
  return Promise.all(Array.from({ length: count }, () => startServe(args, { env: { FMZPROTO_SHARE: url } })));
}

test.skipIf(missing)(name('three processes stay below the limit, and use it'), async () => {
  redis = await startRedis();
  const served = await start(3, `redis://127.0.0.1:${redis.port}`);
  if (!okx) throw new Error('no double');
  const load = new Load(served);
  await reachesNineTenths(okx, served);
  await load.stop();
  keepsTheLimit(okx);
});

test.skipIf(missing)(
  name('Redis stops, ends, and comes back empty under load: no answer is lost'),
  async () => {
    redis = await startRedis();
    const served = await start(3, `redis://127.0.0.1:${redis.port}`);
    if (!okx) throw new Error('no double');
    const load = new Load(served);
    const count = (text: string) => served.map((one) => one.log().split(text).length - 1);
    /** What all of them say after something is done to Redis; a busy machine may have them say it earlier besides. */
    const told = async (text: string, act: () => unknown) => {
      const before = count(text);
      await act();
      await expect.poll(() => count(text).every((times, at) => times > (before[at] ?? 0))).toBe(true);
    };
    const goesOn = async (double: OkxDouble) => {
      const before = counted(double)?.requests ?? 0;
      await expect.poll(() => counted(double)?.requests ?? 0).toBeGreaterThan(before + 2 * LIMIT.requests);
    };
    await goesOn(okx);
    const { signal, restart } = redis;
    const alone = 'until it can, 1/3 of each rate limit is used here';
    await told(alone, () => signal('SIGSTOP'));
    await goesOn(okx);
    await told('is in use again', () => signal('SIGCONT'));
    await goesOn(okx);
    await told(alone, () => signal('SIGKILL'));
    await goesOn(okx);
    await told('is in use again', restart);
    await goesOn(okx);
    await load.stop();
    keepsTheLimit(okx);
  },
);
