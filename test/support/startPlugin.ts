import { Chalk } from 'chalk';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { createFixPool } from '../../src/fix/FixPool.js';
import type { FixTransport } from '../../src/fix/FixTransport.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { Proxies } from '../../src/http/Proxies.js';
import { parseJson } from '../../src/protocol/json.js';
import type { KnownExchange } from '../../src/runtime/DeferredExchange.js';
import type { ExchangeLibrary } from '../../src/runtime/ExchangeDirectory.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createApp } from '../../src/server/createApp.js';
import { createLog } from '../../src/server/Log.js';
import { startServer } from '../../src/server/startServer.js';
import { Troubles } from '../../src/server/Troubles.js';

/** The keys of an account, as FMZ's two boxes hold them. */
export interface Keys {
  access_key: string;
  secret_key: string;
}

export interface Envelope {
  data?: unknown;
  raw?: unknown;
  error?: string;
}

export interface Plugin {
  url: string;
  /** Everything that was logged. */
  log(): string;
  /** POSTs a body as it is; the answer with its status, text and, when it is JSON, its envelope. */
  post(
    path: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string; envelope: Envelope }>;
  /** Calls a method of an exchange as the docker does. */
  call(
    exchange: string,
    method: string,
    params?: object,
    keys?: Keys,
    headers?: Record<string, string>,
  ): Promise<Envelope>;
  stop(): Promise<void>;
}

/** The plugin on a port of its own, in this process, in front of the given addresses. */
export async function startPlugin(
  options: {
    baseUrls?: Record<string, string>;
    timeout?: number;
    exchanges?: KnownExchange[];
    library?: ExchangeLibrary;
    /** Use the exchanges' streams, and unsubscribe after so many ms what nobody asks for. */
    streams?: { idle?: number };
    /** Whether the proxies of the environment are used. @default false */
    proxy?: boolean;
    /** What FIX lines are reached by. @default a pool of its own */
    fix?: FixTransport;
    onLog?(line: string): void;
  } = {},
): Promise<Plugin> {
  let logged = '';
  const registry = createRegistry({
    exchanges: options.exchanges ?? (await builtInExchanges()),
    library: options.library,
    ...(options.streams && {
      streams: {
        ...options.streams,
        proxies: new Proxies(),
        enabled: () => true,
        onWarning: (text) => (logged += `${text}\n`),
      },
    }),
    http: createHttpClient({ proxy: options.proxy ?? false }),
    fix: options.fix ?? createFixPool({ proxies: new Proxies(), advise: true }),
    baseUrls: new Map(Object.entries(options.baseUrls ?? {}).map(([name, url]) => [name.toLowerCase(), url])),
  });
  const app = createApp({
    registry,
    log: createLog({
      level: 'debug',
      format: 'pretty',
      colors: new Chalk({ level: 0 }),
      write(line) {
        logged += line;
        options.onLog?.(line);
      },
    }),
    version: '0.0.0',
    timeout: options.timeout ?? 30_000,
    defaultExchange: registry.exchanges[0]?.name ?? '',
    traffic: () => server.traffic,
    troubles: new Troubles(),
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0 });

  const plugin: Plugin = {
    url: server.url,
    log: () => logged,
    async post(path, body, headers = {}) {
      const response = await fetch(server.url + path, { method: 'POST', body, headers });
      const text = await response.text();
      return { status: response.status, text, envelope: toEnvelope(text) };
    },
    async call(exchange, method, params = {}, keys = { access_key: '', secret_key: '' }, headers = {}) {
      const { access_key, secret_key } = keys;
      const body = `{"access_key":${JSON.stringify(access_key)},"method":${JSON.stringify(method)},"nonce":1730275031047002000,"params":${JSON.stringify(params)},"secret_key":${JSON.stringify(secret_key)}}`;
      return (await plugin.post(`/${exchange}`, body, headers)).envelope;
    },
    async stop() {
      await server.stop(1000);
      await registry.close();
    },
  };
  return plugin;
}

function toEnvelope(text: string): Envelope {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`no envelope: ${text}`);
  return value;
}
