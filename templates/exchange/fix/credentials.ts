import type { ApiKeys } from 'fmzproto';
import * as v from 'valibot';

export type __Exchange__Keys = ApiKeys;

const filled = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty: it belongs in the box of the same name'));

// #if password
// FILL IN: what FMZ's two boxes hold; what else a session needs, such as a host of its own, may follow a comma in the second one.
/** FMZ's two boxes: the SenderCompID, which is the user name as well, and the password. */
// #end
// #if hmac
// FILL IN: what FMZ's two boxes hold; what else a session needs, such as a passphrase, may follow a comma in the second one.
/** FMZ's two boxes: the API key, which is the SenderCompID as well, and its secret. */
// #end
// #if nonce
// FILL IN: what FMZ's two boxes hold; what else a session needs may follow a comma in the second one.
/** FMZ's two boxes: the client id, which is the SenderCompID as well, and its secret. */
// #end
// #if ed25519
// FILL IN: what FMZ's two boxes hold; what else a session needs may follow a comma in the first one.
/** FMZ's two boxes: the API key, which is the SenderCompID as well, and the private key in PEM. */
// #end
export const credentials = v.pipe(
  v.object({ access_key: filled, secret_key: filled }),
  v.transform(
    ({ access_key, secret_key }): __Exchange__Keys => ({ accessKey: access_key, secret: secret_key }),
  ),
);
