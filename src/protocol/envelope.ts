import * as v from 'valibot';

const key = v.nullish(v.pipe(v.string('must be a string'), v.maxLength(1000, 'is too long for a key')), '');

/** The body that FMZ's docker posts (guide, section 3). The nonce, nanoseconds above 2^53, is opaque and not read. */
export const envelope = v.object({
  access_key: key,
  secret_key: key,
  method: v.pipe(
    v.string('must be a string like "ticker"'),
    v.nonEmpty('is empty: it names a function, like "ticker"'),
  ),
  params: v.nullish(
    v.union(
      [v.array(v.unknown()), v.record(v.string(), v.unknown())],
      'must be an object, like {"symbol":"LTC_USDT"}',
    ),
    {},
  ),
});

export type Envelope = v.InferOutput<typeof envelope>;

/** The two halves of an account's credentials as FMZ sends them. */
export interface Credentials {
  access_key: string;
  secret_key: string;
}
