import type { FixMessage } from '../../../src/fix/FixMessage.js';
import { parseUtc } from '../../../src/fix/utc.js';
import { type CtraderAccount, loginOf } from './CtraderAccount.js';

/** The two kinds of session, each with a port of its own. */
export type Line = 'trade' | 'quote';

/** The order of a client's header: cTrader gives no answer to another one. */
const HEADER = [8, 9, 35, 49, 56, 57, 50, 34, 52];

/** More than a clock may be wrong, and less than any two time zones differ. */
const LARGEST_SKEW = 15 * 60_000;

/** Whether cTrader answers a message at all: one that it thinks invalid gets no answer. */
export function isHeard(message: FixMessage, now: number): boolean {
  const tags = message.fields.map(([tag]) => tag);
  const header = tags.slice(0, tags.indexOf(52) + 1);
  const wanted = HEADER.filter((tag) => tag !== 50 || header.includes(50));
  const inOrder = header.length === wanted.length && header.every((tag, at) => tag === wanted[at]);
  const sent = parseUtc(message.get(52) ?? '');
  const inTime = sent !== undefined && Math.abs(sent - now) < LARGEST_SKEW;
  const toUs = message.get(56)?.toLowerCase() === 'cserver';
  return inOrder && inTime && toUs && isLine(message.get(57));
}

function isLine(name: string | undefined): boolean {
  return name === 'TRADE' || name === 'QUOTE';
}

/** Why a Logon that is heard is refused, in the words of its Logout (58). */
export function refuseLogon(
  logon: FixMessage,
  line: Line,
  accounts: readonly CtraderAccount[],
): string | undefined {
  const name = line.toUpperCase();
  const wrongSubId = (field: string, value = '') =>
    `${field} is assigned with the unexpected value '${value}', expected '${name}'`;
  const [target, sender] = [logon.get(57), logon.get(50)];
  if (target !== name) return wrongSubId('TargetSubID', target);
  if (line === 'quote' && sender !== name) return wrongSubId('SenderSubID', sender);
  const account = accounts.find((known) => known.sender === logon.get(49));
  const isRight =
    account !== undefined &&
    logon.get(98) === '0' &&
    logon.get(141) === 'Y' &&
    /^\d{1,4}$/.test(logon.get(108) ?? '') &&
    // The login alone: the whole SenderCompID is what people send first.
    logon.get(553) === loginOf(account) &&
    logon.get(554) === account.password;
  if (!isRight) return 'InternalError: RET_INVALID_DATA';
  return account.closed === undefined ? undefined : `InternalError: ${account.closed}`;
}
