import type { LogonContext } from '../adapter/FixDefinition.js';
import type { FixField } from '../fix/FixMessage.js';
import { furtherFields, type LogonFields, type OfKeys, requirePart } from './logonParts.js';

/**
 * Logs on with a password, in Password (554) and Username (553).
 *
 * @param options.username @default no 553
 * @param options.fields what else the Logon holds. @default nothing
 * @returns the `logon` of a line; it throws ProtocolError where one of the two is empty.
 * @example logon: passwordLogon({ username: (keys) => keys.login, password: (keys) => keys.password })
 * @see https://help.ctrader.com/fix/specification/
 */
export function passwordLogon<Keys>({
  username,
  password,
  fields,
}: {
  username?: OfKeys<Keys>;
  password: OfKeys<Keys>;
  fields?: LogonFields<Keys>;
}): (context: LogonContext<Keys>) => readonly FixField[] {
  return (context) => [
    ...(username
      ? [[553, requirePart('the user name is empty', username(context.keys))] satisfies FixField]
      : []),
    [554, requirePart('the password is empty', password(context.keys))],
    ...furtherFields(fields, context),
  ];
}
