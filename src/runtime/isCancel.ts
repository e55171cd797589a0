import * as v from 'valibot';
import { endpointWords } from '../protocol/isWrite.js';
import type { MethodName } from '../protocol/methods.js';

const io = v.object({ verb: v.string(), path: v.string() });

/**
 * Whether a call cancels orders, also under the exchange's own API.
 *
 * @example isCancel('io', { verb: 'POST', path: '/api/v5/trade/cancel-batch-orders', params: [] }) // true
 */
export function isCancel(method: MethodName, params: unknown): boolean {
  if (method !== 'io') return method === 'cancel';
  const asked = v.safeParse(io, params);
  return asked.success && isCancelRequest(asked.output.verb, asked.output.path);
}

/**
 * Whether a request of an exchange's API cancels orders.
 *
 * @param path or ccxt's name of the request, which holds the verb.
 * @example isCancelRequest('POST', 'privateDeleteOrder') // true
 */
export function isCancelRequest(asked: string, path: string): boolean {
  const { verb, words } = endpointWords(asked, path);
  // Deribit takes cancellations by GET.
  if (verb === 'GET') return words[0] === 'cancel';
  return verb === 'DELETE' || /cancel/i.test(path.replace(/[?#].*$/s, ''));
}
