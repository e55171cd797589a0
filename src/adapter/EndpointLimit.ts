import type { RateLimit } from '../http/Budget.js';

/** A published limit and whom the exchange counts it for. */
export interface EndpointLimit extends RateLimit {
  by: 'ip' | 'key';
  /** Endpoints whose limits name the same group share one of them. */
  group?: string | undefined;
}

/** That an exchange has had too many requests. */
export interface Throttled {
  /** For how many ms nothing is sent; longer each time where the exchange does not say. */
  wait?: number | undefined;
  /** Whom it counts requests for. @default as the limit of the path says, else 'ip' */
  by?: EndpointLimit['by'];
}
