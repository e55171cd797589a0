import type { FixMessage } from 'fmzproto';

/**
 * Whether as many messages have come as each of them says there are; with one that says none, that is all. For
 * `isComplete` of a request.
 *
 * @param total the tag of how many there are.
 */
export function isLast(total: number): (messages: readonly FixMessage[]) => boolean {
  return (messages) => messages.length >= Number(messages.at(-1)?.get(total) ?? 1);
}
