import type { Credentials } from '../protocol/envelope.js';
import { type MethodName, methods } from '../protocol/methods.js';
import { CallerKeys } from './keys.js';
import type { Shared } from './Shared.js';

/** Keys that go to no exchange prove nothing, and anybody can make up many: all of them are one account. */
const ANYBODY = 'anybody';

/**
 * The account that keys belong to, where the exchange has accepted them, as far as is remembered.
 *
 * @example knownAccountOf(shared, { access_key, secret_key }) // a hash of the keys
 */
export function knownAccountOf<Keys, State, Connection, Session>(
  { definition, plainKeys: plain, limiter, state }: Shared<Keys, State, Connection, Session>,
  credentials: Credentials,
): string | undefined {
  const account = new CallerKeys(definition.credentials, credentials, { plain }).readable?.id;
  if (account === undefined) return undefined;
  const knows = definition.knowsAccount?.(account, state) ?? limiter.knows(account);
  if (!knows) return undefined;
  return plain ? ANYBODY : account;
}

/** Notes that a call was answered: where nobody tells of each request whether its keys were accepted, that is all there is. */
export function noteAnswer<Keys, State, Connection, Session>(
  { definition, limiter }: Shared<Keys, State, Connection, Session>,
  method: MethodName,
  api: { readonly accountId: string },
): void {
  const { sign, fix, knowsAccount } = definition;
  if (!sign && !fix && !knowsAccount && methods[method].keys === 'required') limiter.confirm(api.accountId);
}
