import { request } from 'node:http';
import * as v from 'valibot';
import { vi } from 'vitest';
import { type Served, startServe } from './startServe.js';

/** What a request to the console came to. */
interface Reply {
  status: number;
  headers: Readonly<Record<string, unknown>>;
  body: string;
}

/** The plugin with its console, asked with headers of the test's own choice. */
interface ServedConsole extends Served {
  console: string;
  token: string;
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Reply>;
  /** What the page would show, by its token. */
  requests(): Promise<
    readonly { id: number; method: string; symbol: string; error?: string; hint?: string }[]
  >;
}

const feed = v.object({
  requests: v.array(
    v.object({
      id: v.number(),
      method: v.string(),
      symbol: v.string(),
      error: v.exactOptional(v.string()),
      hint: v.exactOptional(v.string()),
    }),
  ),
});

/** Starts the plugin with a console on a free port. */
export async function startConsole(args: readonly string[] = []): Promise<ServedConsole> {
  const served = await startServe(['--console', '0', ...args]);
  const console = await vi.waitFor(
    () => {
      const [, url] = /^console: (http:\S+)$/m.exec(served.printed()) ?? [];
      if (url === undefined) throw new Error('it prints no address of a console');
      return url;
    },
    { timeout: 120_000 },
  );
  const ask: ServedConsole['ask'] = (path, { method = 'GET', headers = {}, body = '' } = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(`${console}${path}`, { method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      asked.on('error', reject).end(body);
    });
  const { body: html } = await ask('/');
  const token = /"token":"([^"]+)"/.exec(html)?.[1] ?? '';
  return {
    ...served,
    console,
    token,
    ask,
    async requests() {
      const { body } = await ask('/requests?after=0', { headers: { 'x-fmzproto-token': token } });
      return v.parse(feed, JSON.parse(body)).requests;
    },
  };
}
