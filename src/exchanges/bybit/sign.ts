import * as v from 'valibot';
import type { Credentials } from '../../protocol/envelope.js';
import type { ApiKeys } from '../../signing/ApiKeys.js';
import { findPem } from '../../signing/privateKey.js';
import { say } from '../../wording/say.js';

export { signBybit as sign } from '../../signing/signBybit.js';

// What may stand in an HTTP header; Bybit's keys hold nothing else, and no comma.
const PRINTABLE = /^[\x20-\x2b\x2d-\x7e]+$/;

/** FMZ's two boxes: the access key, and the secret alone, which is a PEM where the key is one of RSA. */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, ApiKeys>(({ dataset, addIssue, NEVER }) => {
    const accessKey = dataset.value.access_key.trim();
    const secret = dataset.value.secret_key.trim();
    const problem = findProblem(accessKey, secret);
    if (problem) addIssue({ message: problem });
    return problem ? NEVER : { accessKey, secret };
  }),
);

function findProblem(accessKey: string, secret: string): string | undefined {
  if (accessKey === '') return say('needs an API key: the access key is empty');
  if (secret === '') return say("needs an API secret: FMZ's secret key box has to hold it");
  if (secret.includes(',')) {
    return say(
      "has a comma in FMZ's secret key box, which holds Bybit's secret and nothing else; demo keys need serve --base-url Bybit=https://api-demo.bybit.com",
    );
  }
  if (!PRINTABLE.test(accessKey + (findPem(secret) ? '' : secret))) {
    return say('has keys with characters that no Bybit key holds: copy them again');
  }
  return undefined;
}
