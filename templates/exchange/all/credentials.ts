// #if keys
// #if passphrase
import type { PassphraseKeys } from 'fmzproto';
// #else
import type { ApiKeys } from 'fmzproto';
// #end
// #else
import type { Credentials } from 'fmzproto';
// #end
import * as v from 'valibot';

// #if keys
// #if passphrase
export type __Exchange__Keys = PassphraseKeys;
// #else
export type __Exchange__Keys = ApiKeys;
// #end

const filled = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty: it belongs in the box of the same name'));

const noDemo = v.check<string, string>(
  (box) => !/,\s*simulate$/i.test(box),
  'ends with simulate, but this adapter knows no demo trading: leave it out',
);

// #if passphrase
/** FMZ's two boxes: the access key, and `secret,passphrase`; the passphrase may hold commas. */
export const credentials = v.pipe(
  v.object({
    access_key: filled,
    secret_key: v.pipe(filled, v.regex(/^[^,]+,./, 'has to hold secret,passphrase'), noDemo),
  }),
  v.transform(({ access_key, secret_key }): __Exchange__Keys => {
    const comma = secret_key.indexOf(',');
    return {
      accessKey: access_key,
      secret: secret_key.slice(0, comma).trim(),
      passphrase: secret_key.slice(comma + 1).trim(),
    };
  }),
);
// #else
/** FMZ's two boxes: the access key and the secret key. */
export const credentials = v.pipe(
  v.object({ access_key: filled, secret_key: v.pipe(filled, noDemo) }),
  v.transform(
    ({ access_key, secret_key }): __Exchange__Keys => ({ accessKey: access_key, secret: secret_key }),
  ),
);
// #end
// #else
export type __Exchange__Keys = Credentials;

/** Market data needs no keys: whatever FMZ's two boxes hold will do. */
export const credentials = v.object({ access_key: v.string(), secret_key: v.string() });
// #end
