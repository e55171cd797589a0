import type { Credentials } from '../../protocol/envelope.js';
import { say } from '../../wording/say.js';
import type { Ask } from './questions.js';

// The variables that hold the two key boxes of FMZ.
const ACCESS_KEY = 'FMZPROTO_ACCESS_KEY';
const SECRET_KEY = 'FMZPROTO_SECRET_KEY';

/**
 * The keys to send: from the environment, or asked for. They are never read from the command line, which every user of
 * the machine can see.
 *
 * @param ask absent if there is nobody to ask: keys that are not set are empty then.
 */
export async function readKeys(environment: NodeJS.ProcessEnv, ask: Ask | undefined): Promise<Credentials> {
  const access = environment[ACCESS_KEY] ?? '';
  const secret = environment[SECRET_KEY] ?? '';
  return {
    access_key: access || ((await ask?.secret(say('access key (not shown)'))) ?? ''),
    secret_key: secret || ((await ask?.secret(say('secret key (not shown; OKX: secret,passphrase)'))) ?? ''),
  };
}

/**
 * The keys of one of several exchanges: the first has those of {@link readKeys}, the second FMZPROTO_ACCESS_KEY_2 and
 * FMZPROTO_SECRET_KEY_2, and so on. One's keys never go to another.
 *
 * @param index 0 for the first.
 */
export function readNumberedKeys(environment: NodeJS.ProcessEnv, index: number): Credentials {
  const number = index === 0 ? '' : `_${index + 1}`;
  return {
    access_key: environment[`${ACCESS_KEY}${number}`] ?? '',
    secret_key: environment[`${SECRET_KEY}${number}`] ?? '',
  };
}

/** What to do about an error of a plugin that misses keys; `undefined` where the error is about something else. */
export function keysHint(error: string, keys: Credentials): string | undefined {
  const absent = keys.access_key === '' || keys.secret_key === '';
  if (
    !absent ||
    !/\bkeys?\b|_key\b|api-?key|credential|passphrase|signature|unauthori[sz]ed|密钥/i.test(error)
  )
    return undefined;
  return say("set {access} and {secret}: they hold what FMZ's two key boxes hold", {
    access: ACCESS_KEY,
    secret: SECRET_KEY,
  });
}
