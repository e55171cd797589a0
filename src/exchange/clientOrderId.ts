import { randomBytes } from 'node:crypto';

/**
 * An id for a new order that nobody has used before: `fmz` and 28 hex digits. An order whose answer is lost is looked up
 * by it.
 *
 * @example createClientOrderId() // 'fmz8b1f0c2d4e6a7f90123456789abc'
 */
export function createClientOrderId(): string {
  return `fmz${randomBytes(14).toString('hex')}`;
}

/**
 * Whether an order's id is one of {@link createClientOrderId}, which the exchange has to be asked for by another name.
 *
 * @example isClientOrderId('680800019749904384') // false
 */
export function isClientOrderId(id: string): boolean {
  return /^fmz[0-9a-f]{28}$/.test(id);
}
