import { createPaper, type PaperOptions } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { type Data, type MethodName, methods } from '../../../src/protocol/methods.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { OpenExchange } from '../../../src/runtime/OpenExchange.js';

/** 2025-03-05 (a Wednesday) 10:20:07.250 UTC. */
export const START = Date.UTC(2025, 2, 5, 10, 20, 7, 250);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What a test says of Paper; the seed is that of its prices. */
export type TestOptions = Omit<PaperOptions, 'market' | 'now'> & { seed?: number };

/** Paper with a clock that the test drives, and no network at all. */
export function openPaper({ seed, ...options }: TestOptions = {}, start = START) {
  const clock = { now: start };
  const now = () => clock.now;
  const market = createSynthetic({ ...(seed !== undefined && { seed }), now });
  const exchange = createPaper({ ...options, market, now });
  const open = new OpenExchange(exchange, {
    http: { send: () => Promise.reject(new Error('Paper used the network')), close: () => Promise.resolve() },
  });

  /** @param account the access key. */
  async function call<M extends MethodName>(method: M, params: object = {}, account = ''): Promise<Data<M>> {
    const answer = await open.call({
      method,
      params,
      credentials: { access_key: account, secret_key: '' },
      deadline: performance.now() + 10_000,
      signal: new AbortController().signal,
      onUpstream: () => undefined,
    });
    return parseWith(methods[method].data, answer.data);
  }

  /** Balances as `[free, frozen]` by currency. */
  async function balances(account = ''): Promise<Record<string, [string, string]>> {
    const rows = await call('accounts', {}, account);
    return Object.fromEntries(rows.map(({ currency, free, frozen }) => [currency, [free, frozen]]));
  }

  return { clock, call, balances, close: () => open.close() };
}
