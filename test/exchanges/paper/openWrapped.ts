import { createPaper } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { type Data, type MethodName, methods } from '../../../src/protocol/methods.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { OpenExchange } from '../../../src/runtime/OpenExchange.js';
import type { TestOptions } from './openPaper.js';
import { scriptedExchange } from './scriptedExchange.js';

const http = {
  send: () => Promise.reject(new Error('Paper used the network')),
  close: () => Promise.resolve(),
};

/** Paper wrapped around an exchange whose prices the test sets. */
export function openWrapped(options: Omit<TestOptions, 'seed'> = {}, scripted = scriptedExchange()) {
  const { exchange: inner, script } = scripted;
  const wrapped = createPaper({ ...options, market: createSynthetic(), now: () => script.now }).wrap?.(inner);
  if (!wrapped) throw new TypeError('Paper cannot be wrapped around anything');
  const open = new OpenExchange(wrapped, { http, inner: new OpenExchange(inner, { http }) });

  /** @param account the access key. */
  async function call<M extends MethodName>(
    method: M,
    params: object = {},
    account = 'me',
  ): Promise<Data<M>> {
    return (await answer(method, params, account)).data;
  }

  async function answer<M extends MethodName>(method: M, params: object = {}, account = 'me') {
    const { data, raw } = await open.call({
      method,
      params,
      credentials: { access_key: account, secret_key: '' },
      deadline: performance.now() + 10_000,
      signal: new AbortController().signal,
      onUpstream: () => undefined,
    });
    return { data: parseWith(methods[method].data, data), raw };
  }

  /** Balances as `[free, frozen]` by currency. */
  async function balances(account = 'me'): Promise<Record<string, [string, string]>> {
    const rows = await call('accounts', {}, account);
    return Object.fromEntries(rows.map(({ currency, free, frozen }) => [currency, [free, frozen]]));
  }

  /** Places an order and says what became of it. */
  async function trade(symbol: string, type: string, price: number | string, amount: number | string) {
    const { id } = await call('trade', { symbol, type, price, amount });
    return call('order', { id });
  }

  return { exchange: wrapped, script, call, answer, balances, trade, close: () => open.close() };
}
