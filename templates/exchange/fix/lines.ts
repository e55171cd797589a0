// #if oneLine
import { type FixLine, __preset__ } from 'fmzproto';
// #else
import { type FixLine, type FixMessage, __preset__ } from 'fmzproto';
// #end
import type { __Exchange__Keys } from './credentials.ts';
import { reject } from './reject.ts';

// FILL IN: CompIDs, and what a Logon holds besides: `fields` of __preset__.
const session = {
  sender: ({ accessKey }) => accessKey,
  target: 'VENUE',
  // #if password
  logon: passwordLogon({ username: ({ accessKey }) => accessKey, password: ({ secret }) => secret }),
  // #end
  // #if hmac
  logon: hmacLogon({
    parts: ({ sendingTime, sequence, sender, target }) => [sendingTime, 'A', sequence, sender, target],
    secret: ({ secret }) => secret,
    algorithm: 'sha256',
    encoding: 'base64',
    fields: ({ keys }) => [[553, keys.accessKey]],
  }),
  // #end
  // #if nonce
  logon: nonceLogon({ clientId: ({ accessKey }) => accessKey, secret: ({ secret }) => secret }),
  // #end
  // #if ed25519
  logon: ed25519Logon({ username: ({ accessKey }) => accessKey, privateKey: ({ secret }) => secret }),
  // #end
  reject,
  // What some venues need besides; uncomment what this one does, and delete the rest.
  // version: 'FIXT.1.1',
  // heartbeat: 10,
  // resets: false,
  // The published limit of a session's requests.
  // limit: { requests: 50, per: 1000 },
  // Where ids stand that are not where FIX 4.4 has them: reports that name our ClOrdID as OrigClOrdID.
  // ids: { answers: { 8: [41, 11] } },
} satisfies Omit<FixLine<__Exchange__Keys>, 'address'>;

// #if oneLine
/** The venue's session, for all that is asked of it. */
export const lines = {
  main: {
    ...session,
    address: '__address__',
    // FILL IN: the fields that each header holds behind 49 and 56, or none.
    header: [],
    // Prices that do not name their subscription are told by their symbol.
    subjectOf: (message) => (message.type === 'W' || message.type === 'X' ? message.get(55) : undefined),
  },
} satisfies Record<string, FixLine<__Exchange__Keys>>;
// #else
/** The venue's sessions, each with a connection of its own: orders and lists go over the first one. */
export const lines = {
  trade: {
    ...session,
    address: '__address__',
    // FILL IN: the fields that each header holds behind 49 and 56, here and below, or none.
    header: [[57, 'TRADE']],
  },
  quote: {
    ...session,
    // FILL IN: where prices have a host or a port of their own.
    address: '__address__',
    header: [[57, 'QUOTE']],
    subjectOf,
  },
} satisfies Record<string, FixLine<__Exchange__Keys>>;

/** Prices that do not name their subscription are told by their symbol. */
function subjectOf(message: FixMessage): string | undefined {
  return message.type === 'W' || message.type === 'X' ? message.get(55) : undefined;
}
// #end
