import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Exchange } from '../adapter/Exchange.js';
import { API } from '../adapter/hosts.js';
import { expectationOf } from '../check/structures/Assertion.js';
import { findDefects } from '../check/structures/assertionsOf.js';
import { createFixPool } from '../fix/FixPool.js';
import { createHttpClient } from '../http/HttpClient.js';
import { Proxies } from '../http/Proxies.js';
import type { Credentials } from '../protocol/envelope.js';
import { parseJson } from '../protocol/json.js';
import { type Data, type MethodName, verbs } from '../protocol/methods.js';
import { parseWith } from '../protocol/parseWith.js';
import { resolveMethod } from '../protocol/resolveMethod.js';
import { createReplay } from '../recording/createReplay.js';
import { readFixtures } from '../recording/Fixture.js';
import type { Upstream } from '../runtime/outgoing.js';
import { createRegistry } from '../runtime/registry.js';
import { createDispatcher } from '../server/createDispatcher.js';

/** What an adapter is tested with: recordings, or a server that takes the place of the exchange. */
export type TestOptions = (
  | {
      /** A folder that `serve --record` wrote: a path, or a file: URL. */
      replay: string | URL;
    }
  | {
      /**
       * The server's address, like that of `startRecordingServer` for all of its hosts, or that of `startFixServer` for all of its
       * FIX lines; or several by the names of hosts and lines, as in `{ api, data }` and `{ trade, quote }`.
       */
      baseUrl: string | Readonly<Record<string, string>>;
    }
) & {
  /** What FMZ's two key boxes hold. @default none */
  keys?: Credentials;
  /** The deadline of every answer, in ms. @default 10000 */
  timeout?: number;
};

/** What FMZ would get. */
export interface TestAnswer<T> {
  data: T;
  /** What the exchange sent; numbers that a double cannot hold are strings of their digits. */
  raw: unknown;
}

/** An adapter that is asked as FMZ's docker asks it. */
export interface TestedExchange {
  /**
   * Calls a method under any spelling that FMZ may use. The params of `io` are `{ verb, path, params }`.
   *
   * @throws Error whose message is the one line that FMZ would get.
   * @example const { data } = await exchange.call('GetTicker', { symbol: 'BTC_USDT' })
   */
  call<M extends MethodName>(method: M, params?: object): Promise<TestAnswer<Data<M>>>;
  call(method: string, params?: object): Promise<TestAnswer<unknown>>;
  /**
   * Calls a method and says what is wrong with its data; empty where all is well. With recordings, now is when they
   * were made.
   *
   * @throws Error as `call` does.
   * @example assert.deepEqual(await exchange.findDefects('depth', { symbol: 'BTC_USDT', limit: 5 }), [])
   */
  findDefects(method: string, params?: object): Promise<string[]>;
  close(): Promise<void>;
}

const envelope = v.object({ data: v.unknown(), raw: v.optional(v.unknown()) });
const refusal = v.object({ error: v.string() });
const ioParams = v.object({
  verb: v.optional(v.picklist(verbs), 'GET'),
  path: v.string(),
  params: v.optional(v.unknown(), {}),
});

/**
 * Opens an adapter for a test. A request takes the way of one of FMZ's: params are parsed, the method runs, and its data
 * is checked against the protocol.
 *
 * @throws FixtureError when the recordings cannot be used.
 * @example
 * const exchange = testExchange(adapter, { replay: new URL('./fixtures/', import.meta.url) });
 */
export function testExchange(exchange: Exchange, options: TestOptions): TestedExchange {
  const upstream: Upstream =
    'replay' in options
      ? createReplay(readFixtures(options.replay), folderOf(options.replay))
      : {
          http: createHttpClient({ proxy: false }),
          fix: createFixPool({ proxies: new Proxies(), advise: false }),
        };
  const registry = createRegistry({
    exchanges: [exchange],
    ...upstream,
    ...('baseUrl' in options && { baseUrls: addressesOf(exchange, options.baseUrl) }),
  });
  const dispatch = createDispatcher({
    registry,
    timeout: options.timeout ?? 10_000,
    defaultExchange: exchange.name,
    onKeys: () => undefined,
    onAnswer: () => undefined,
    onWarning: () => undefined,
  });

  // What is answered was checked on its way against the schema that its type is made of.
  async function call<M extends MethodName>(method: M, params?: object): Promise<TestAnswer<Data<M>>>;
  async function call(method: string, params?: object): Promise<TestAnswer<unknown>>;
  async function call(method: string, params: object = {}): Promise<TestAnswer<unknown>> {
    const { verb, ...request } = toWire(method, params);
    const body = JSON.stringify({ access_key: '', secret_key: '', ...options.keys, ...request });
    const text = await dispatch({ exchange: exchange.name, verb, readBody: async () => body });
    const answer = parseJson(text);
    if (v.is(refusal, answer)) throw new Error(answer.error);
    const { data, raw } = v.parse(envelope, answer);
    return { data, raw };
  }

  return {
    call,
    async findDefects(method, params = {}) {
      const { data } = await call(method, params);
      const name = resolveMethod(method)?.name ?? 'io';
      return findDefects(name, data, expectationOf(params, upstream.http.recordedAt?.() ?? Date.now()));
    },
    close: () => registry.close(),
  };
}

/** As `--base-url` gives them. */
function addressesOf({ name, addresses, lines }: Exchange, given: string | Readonly<Record<string, string>>) {
  const hosts = [API, ...addresses.map(({ host }) => host)];
  const named = typeof given === 'string' && given.startsWith('fix') ? lines : hosts;
  const byHost =
    typeof given === 'string' ? named.map((host) => [host, given] as const) : Object.entries(given);
  return new Map(byHost.map(([host, url]) => [(host === API ? name : `${name}.${host}`).toLowerCase(), url]));
}

/** IO goes over the http under its path, with its verb apart. */
function toWire(method: string, params: object): { method: string; params: unknown; verb?: string } {
  if (resolveMethod(method)?.name !== 'io') return { method, params };
  const io = parseWith(ioParams, params);
  return { method: `__api_${io.path}`, params: io.params, verb: io.verb };
}

/** As a person would write it. */
function folderOf(replay: string | URL): string {
  const folder = replay instanceof URL || replay.startsWith('file:') ? fileURLToPath(replay) : replay;
  const below = relative('', folder);
  return below === '' || below.startsWith('..') ? folder : below;
}
