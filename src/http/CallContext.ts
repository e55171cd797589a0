import type { Credentials } from '../protocol/envelope.js';
import type { MethodName } from '../protocol/methods.js';

/** Why something is sent to an exchange: what a recording of it is filed under, and what must not be in it. */
export interface CallContext {
  exchange: string;
  /** FMZ's method, with its params as they came. */
  method: MethodName;
  params: unknown;
  credentials: Credentials;
  /** Whose keys the exchange is not told, though it is asked for their sake. */
  outer?: Credentials;
  /** What the adapter made of the credentials, where it has looked at them. */
  keys: unknown;
}
