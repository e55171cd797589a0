import * as v from 'valibot';
import { say } from '../wording/say.js';
import { encodeJson, jsonMembers, parseJson } from './json.js';

/** A private key of RSA with 8192 bits has some 6500 characters in PEM. */
const LONGEST_KEY = 10_000;

const key = v.nullish(
  v.pipe(
    v.string(() => say('must be a string')),
    v.maxLength(LONGEST_KEY, () => say('is too long for a key')),
  ),
  '',
);

/** Params may come as a text of JSON, and an empty text is none. */
function readText(params: unknown): unknown {
  if (typeof params !== 'string') return params;
  if (params.trim() === '') return {};
  try {
    return parseJson(params) ?? {};
  } catch {
    return params;
  }
}

/** The body that FMZ's docker posts (guide, section 3). The nonce, nanoseconds above 2^53, is opaque and not read. */
export const requestEnvelope = v.object({
  access_key: key,
  secret_key: key,
  method: v.pipe(
    v.string(() => say('must be a string like "ticker"')),
    v.nonEmpty(() => say('is empty: it names a function, like "ticker"')),
  ),
  params: v.nullish(
    v.pipe(
      v.unknown(),
      v.transform(readText),
      v.union(
        // A record takes lists, too.
        [v.array(v.unknown()), v.record(v.string(), v.unknown())],
        () => say('must be an object, like {example}', { example: '{"symbol":"LTC_USDT"}' }),
      ),
    ),
    {},
  ),
});

export type RequestEnvelope = v.InferOutput<typeof requestEnvelope>;

/**
 * The params of a request's body as they are written, every digit as it came; `undefined` where there are none.
 *
 * @param body whose envelope has been read.
 */
export function paramsTextOf(body: string): string | undefined {
  const text = jsonMembers(body)
    .filter(({ name }) => name === 'params')
    .at(-1)?.text;
  const inner = text?.startsWith('"') ? String(JSON.parse(text)) : text;
  return inner === undefined || inner.trim() === '' || inner.trim() === 'null' ? undefined : inner;
}

/** The two halves of an account's credentials as FMZ sends them. */
export interface Credentials {
  access_key: string;
  secret_key: string;
}

/**
 * The body of a request as FMZ's docker posts it.
 *
 * @param nonce Unix time in nanoseconds. It is above 2^53, so it is written as its digits: a bare integer.
 */
export function encodeRequest(
  { method, params }: { method: string; params: object },
  keys: Credentials,
  nonce = BigInt(Date.now()) * 1_000_000n,
): string {
  const [access, secret, name, fields] = [keys.access_key, keys.secret_key, method, params].map(encodeJson);
  return `{"access_key":${access},"secret_key":${secret},"method":${name},"nonce":${nonce},"params":${fields}}`;
}
