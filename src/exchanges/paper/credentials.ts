import * as v from 'valibot';

/** Who is asking. */
export interface PaperKeys {
  /** The name of the virtual account. */
  account: string;
}

/** The access key names the account; empty is an account like any other. The secret key is not read. */
export const credentials = v.pipe(
  v.object({
    access_key: v.pipe(v.string(), v.maxLength(200, 'names the account: use at most 200 characters')),
    secret_key: v.string(),
  }),
  v.transform(({ access_key }): PaperKeys => ({ account: access_key })),
);
