import type { FixField } from '../../../src/fix/FixMessage.js';

/** What is said in a message, without its header and trailer. */
export interface Body {
  /** MsgType (35). */
  type: string;
  fields: readonly FixField[];
}

/** Something to be sent: to the connection that asked, or to all of the account. */
export interface Told extends Body {
  to: 'asker' | 'all';
}

/** A body whose fields stand in the order of their tags, as cTrader's do. What is absent is left out. */
export function body(type: string, fields: Readonly<Record<number, string | undefined>>): Body {
  // The keys of an object come sorted where they are integers.
  const present = Object.entries(fields).flatMap(([tag, value]): FixField[] =>
    value === undefined ? [] : [[Number(tag), value]],
  );
  return { type, fields: present };
}

/** A time as FIX writes it. @param time Unix ms. */
export function utc(time: number): string {
  return new Date(time).toISOString().replaceAll('-', '').replace('T', '-').replace('Z', '');
}
