import * as v from 'valibot';
import type { OutgoingRequest } from '../../adapter/ApiRequest.js';
import type { Credentials } from '../../protocol/envelope.js';
import type { ApiKeys } from '../../signing/ApiKeys.js';
import { say } from '../../wording/say.js';

/** Which venues' prices of stocks an account sees: those of IEX, or those of all, which its plan has to hold. */
export type Feed = 'iex' | 'sip';

/** Alpaca's keys, whether they belong to paper trading, and which prices they may read. */
export interface AlpacaKeys extends ApiKeys {
  simulate: boolean;
  feed: Feed;
}

// What may stand in an HTTP header; Alpaca's keys hold nothing else, and no comma.
const PRINTABLE = /^[\x21-\x2b\x2d-\x7e]+$/;
const FORM =
  "FMZ's secret key box holds the secret, ,simulate behind it for paper trading, and ,sip for prices of all venues";

/** FMZ's two boxes: the key's id, and `secret[,simulate][,sip]`; Alpaca's own word `paper` means the same as `simulate`. */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, AlpacaKeys>(({ dataset, addIssue, NEVER }) => {
    const accessKey = dataset.value.access_key.trim();
    const [secret = '', ...written] = dataset.value.secret_key.split(',').map((part) => part.trim());
    const words = written.map((word) => word.toLowerCase());
    const problem = findProblem(accessKey, secret, words);
    if (problem) addIssue({ message: problem });
    if (problem) return NEVER;
    return {
      ...{ accessKey, secret },
      simulate: words.includes('simulate') || words.includes('paper'),
      feed: words.includes('sip') ? 'sip' : 'iex',
    };
  }),
);

function findProblem(accessKey: string, secret: string, words: readonly string[]): string | undefined {
  if (accessKey === '') return say('needs an API key: the access key is empty');
  if (secret === '') return say('needs an API secret: {form}', { form: say(FORM) });
  if (!words.every((word) => ['simulate', 'paper', 'sip', 'iex'].includes(word))) {
    return say('has a word behind the secret that is not known: {form}', { form: say(FORM) });
  }
  if (!PRINTABLE.test(accessKey + secret))
    return say('has keys with characters that no Alpaca key holds: copy them again');
  return undefined;
}

/**
 * Alpaca's two headers: there is no signature.
 *
 * @see https://docs.alpaca.markets/docs/authentication-1
 */
export function sign({ method, path, headers, body }: OutgoingRequest, keys: AlpacaKeys): OutgoingRequest {
  const { accessKey, secret } = keys;
  return {
    ...{ method, path, ...(body !== undefined && { body }) },
    headers: { ...headers, 'APCA-API-KEY-ID': accessKey, 'APCA-API-SECRET-KEY': secret },
  };
}
