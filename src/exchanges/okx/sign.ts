import * as v from 'valibot';
import type { OutgoingRequest, SigningContext } from '../../adapter/ApiRequest.js';
import type { Credentials } from '../../protocol/envelope.js';
import { signOkx } from '../../signing/signOkx.js';
import { say } from '../../wording/say.js';

/** OKX's three credentials, and whether they belong to demo trading. */
export interface OkxKeys {
  accessKey: string;
  secret: string;
  passphrase: string;
  demo: boolean;
}

// What may stand in an HTTP header; OKX's keys and passphrases hold nothing else.
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * FMZ's two boxes: the access key, and `secret,passphrase[,simulate]` (guide, section 1). The passphrase may hold
 * commas: everything behind the first one belongs to it, but for a last field `simulate`.
 */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, OkxKeys>(({ dataset, addIssue, NEVER }) => {
    const accessKey = dataset.value.access_key.trim();
    const [, secret, rest] = /^([^,]*)(?:,(.*))?$/s.exec(dataset.value.secret_key.trim()) ?? [];
    const [, passphrase, simulate] = /^(.*?)(,\s*simulate)?$/is.exec(rest ?? '') ?? [];
    const problem = findProblem(accessKey, secret, passphrase);
    if (problem || !secret || !passphrase) {
      addIssue({ message: problem ?? say('needs keys') });
      return NEVER;
    }
    return { accessKey, secret: secret.trim(), passphrase, demo: simulate !== undefined };
  }),
);

/**
 * OKX's signature; beside it the time after which OKX drops the request, and for a key of demo trading the header that
 * says so.
 *
 * @param now Unix time in ms on OKX's clock.
 * @see https://www.okx.com/docs-v5/en/#overview-demo-trading-services
 */
export function sign(
  request: OutgoingRequest,
  keys: OkxKeys,
  now: number,
  { expiresIn }: SigningContext,
): OutgoingRequest {
  const signed = signOkx(request, keys, now);
  return {
    ...signed,
    headers: {
      ...signed.headers,
      ...(expiresIn !== undefined && { expTime: String(Math.round(now + expiresIn)) }),
      ...(keys.demo && { 'x-simulated-trading': '1' }),
    },
  };
}

const FORM = "FMZ's secret key box has to hold secret,passphrase (and ,simulate for demo trading)";

function findProblem(accessKey: string, secret = '', passphrase = ''): string | undefined {
  if (accessKey === '') return say('needs an API key: the access key is empty');
  if (secret === '') return say('needs an API secret: {form}', { form: say(FORM) });
  if (passphrase === '') return say('needs the passphrase of the API key: {form}', { form: say(FORM) });
  if (!PRINTABLE.test(accessKey + secret + passphrase)) {
    return say('has keys with characters that no OKX key holds: copy them again');
  }
  return undefined;
}
