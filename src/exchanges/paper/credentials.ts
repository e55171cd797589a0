import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** Who is asking. */
export interface PaperKeys {
  /** The virtual account: a hash of the access key, so that the key itself is kept nowhere. */
  account: string;
}

/** The access key names the account; empty is an account like any other. The secret key is not read. */
export const credentials = v.pipe(
  v.object({
    access_key: v.pipe(v.string(), v.maxLength(200, 'names the account: use at most 200 characters')),
    secret_key: v.string(),
  }),
  v.transform(({ access_key }): PaperKeys => ({ account: hash(access_key) })),
);

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
