import * as v from 'valibot';
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
  if (!asked.success) return false;
  const { verb, path } = asked.output;
  return verb === 'DELETE' || (verb !== 'GET' && /cancel/i.test(path));
}
