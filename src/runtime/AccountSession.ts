import type { AccountApi } from '../adapter/session.js';
import type { Credentials } from '../protocol/envelope.js';
import { boundsOf, type CountedCall, countWrites } from './Call.js';
import { asOpen, type OpenSession } from './SessionEntry.js';
import type { Shared } from './Shared.js';

/** What requests are sent for: a call of FMZ's, or what has to be there before it. */
export interface AccountSession<Session> {
  /** Whether they only prepare an account, and change nothing. */
  readonly prepares: boolean;
  /** Told what they are answered, where that proves who is asking: nothing of them is recorded then. */
  readonly learn?: (secrets: readonly string[]) => void;
  /** What signed requests are signed with besides the keys. */
  take(): Promise<OpenSession<Session> | undefined>;
}

/** For requests of a session itself, which are signed with one that is given, or without any. */
function ofSession<Session>(
  learn: (secrets: readonly string[]) => void,
  session?: OpenSession<Session>,
): AccountSession<Session> {
  return { prepares: true, learn, take: async () => session };
}

/** In ms: what does not end a session in that time does not end it. */
const CLOSING = 3000;

/** What closes sessions of an account, at any time: not a call of FMZ's. */
function callToClose(credentials: Credentials): CountedCall {
  return countWrites({
    ...{ method: 'accounts', params: {}, credentials },
    deadline: performance.now() + CLOSING,
    signal: AbortSignal.timeout(CLOSING),
    onUpstream: () => undefined,
  });
}

/**
 * The session of an account; recordings are answered without any.
 *
 * @param createApi makes what a session is opened and closed with.
 */
export async function takeSession<Keys, State, Connection, Session>(
  { definition, sessions, http }: Shared<Keys, State, Connection, Session>,
  call: CountedCall,
  id: string,
  createApi: (call: CountedCall, account: AccountSession<Session>) => AccountApi<Keys, State>,
): Promise<OpenSession<Session> | undefined> {
  const { session: theirs } = definition;
  if (!theirs || http.recordedAt) return undefined;
  const { credentials } = call;
  return sessions.take(
    {
      id,
      hide: (secrets) => call.onSecrets?.(secrets),
      open: (learn) => theirs.open(createApi(call, ofSession(learn))),
      async close(session) {
        const account = ofSession(() => undefined, asOpen(session));
        await theirs.close?.(session, createApi(callToClose(credentials), account));
      },
    },
    boundsOf(call),
  );
}
