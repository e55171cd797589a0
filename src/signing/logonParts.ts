import type { LogonContext } from '../adapter/FixDefinition.js';
import type { FixField } from '../fix/FixMessage.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { type PlainTemplate, say } from '../wording/say.js';

/** Something of the keys, as the Logon takes it. */
export type OfKeys<Keys, Part = string> = (keys: Keys) => Part;

/** Further fields of a Logon, or a function of its context that gives them. */
export type LogonFields<Keys> = readonly FixField[] | ((context: LogonContext<Keys>) => readonly FixField[]);

/** What ends each field of FIX, and stands between what some exchanges sign. */
export const SOH = '\x01';

/** RawData, and its length in front of it. */
export function rawData(text: string): FixField[] {
  return [
    [95, String(Buffer.byteLength(text))],
    [96, text],
  ];
}

/** @throws ProtocolError where it is empty, which says so. */
export function requirePart(emptiness: PlainTemplate, value: string): string {
  if (value === '') throw new ProtocolError(say(emptiness));
  return value;
}

export function furtherFields<Keys>(
  fields: LogonFields<Keys> | undefined,
  context: LogonContext<Keys>,
): readonly FixField[] {
  return typeof fields === 'function' ? fields(context) : (fields ?? []);
}
