import { afterEach, beforeEach, expect } from 'vitest';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';
import type { NativeDouble, NativeExchange } from './NativeExchange.js';

/** The plugin in front of an exchange's double. */
export type Bench<Double extends NativeDouble = NativeDouble, Options = object> = ReturnType<
  typeof createBench<Double, Options>
>;

/** In ms: less than any clock of these tests is wrong by, more than a busy machine holds a request up for. */
const FORGIVEN = 5000;

/**
 * A bench that does not run yet. Whatever it is used for, neither secrets nor signatures may come into the log.
 *
 * @param timeout the deadline of every answer, in ms.
 */
export function createBench<Double extends NativeDouble, Options>(
  exchange: NativeExchange<Double, Options>,
  timeout = 30_000,
) {
  const { name, keys, headers } = exchange;
  let running: { double: Double; plugin: Plugin } | undefined;
  const started = () => {
    if (!running) throw new Error('the bench does not run');
    return running;
  };

  async function close(): Promise<void> {
    if (!running) return;
    const { double, plugin } = running;
    running = undefined;
    await plugin.stop();
    await double.close().catch(() => undefined);
    const signatures = double.requests.flatMap((request) => request.headers[headers.signature] ?? []);
    for (const text of [...exchange.secrets, ...signatures]) expect(plugin.log()).not.toContain(text);
  }

  /** Calls a method with the keys of the double's default account, or others. */
  const call = (method: string, params?: object, own: Keys | undefined = keys) =>
    started().plugin.call(name, method, params, own);
  const asked = (path: string) => started().double.requests.filter((request) => request.path === path);

  return {
    exchange,
    get double() {
      return started().double;
    },
    get plugin() {
      return started().plugin;
    },
    /** Starts plugin and double, anew where they run. */
    async open(options?: Options) {
      await close();
      const double = await exchange.start(options);
      double.limits.forgives = FORGIVEN;
      running = { double, plugin: await startPlugin({ baseUrls: { [name]: double.url }, timeout }) };
    },
    close,
    /** Starts the plugin anew, in front of the same double: it remembers nothing. */
    async restart() {
      const { double, plugin } = started();
      await plugin.stop();
      running = { double, plugin: await startPlugin({ baseUrls: { [name]: double.url }, timeout }) };
    },
    call,
    /** Calls a method as FMZ does where its boxes for keys are empty. */
    callWithoutKeys: (method: string, params?: object) =>
      call(method, params, { access_key: '', secret_key: '' }),
    io: (verb: string, path: string, params?: object, own: Keys | undefined = keys) =>
      started().plugin.call(name, `__api_${path}`, params, own, { 'Http-Method': verb }),
    /** The data of a call that has to succeed. */
    async ok(method: string, params?: object) {
      const { data, error } = await call(method, params);
      expect(error).toBeUndefined();
      return Object(data);
    },
    /** The error of a call that has to fail. */
    async refused(method: string, params?: object) {
      const { data, error } = await call(method, params);
      expect(data).toBeUndefined();
      return error ?? '';
    },
    /** The requests that came for a path. */
    asked,
    /** What was posted to a path. */
    posted: (path: string) =>
      asked(path).flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body)] : [])),
  };
}

/** A bench for each test of the file. */
export function useBench<Double extends NativeDouble, Options>(
  exchange: NativeExchange<Double, Options>,
  setting: { timeout?: number; options?: Options } = {},
): Bench<Double, Options> {
  const bench = createBench(exchange, setting.timeout);
  beforeEach(() => bench.open(setting.options));
  afterEach(() => bench.close());
  return bench;
}

/** A bench for one of several tests that run side by side. */
export async function withBench<Double extends NativeDouble, Options>(
  exchange: NativeExchange<Double, Options>,
  setting: { timeout?: number; options?: Options },
  run: (bench: Bench<Double, Options>) => Promise<void>,
): Promise<void> {
  const bench = createBench(exchange, setting.timeout);
  await bench.open(setting.options);
  try {
    await run(bench);
  } finally {
    await bench.close();
  }
}
