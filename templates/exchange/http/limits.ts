import type { EndpointLimit } from 'fmzproto';

// FILL IN: the published limits, by verb and path, which may have a * for an id; `default` is for every other path.
export const limits = {
  default: { requests: 10, per: 1000, by: 'ip' },
  // #if keys
  // #if rest
  'POST /api/v1/orders': { requests: 10, per: 1000, by: 'key' },
  'DELETE /api/v1/orders/*': { requests: 10, per: 1000, by: 'key' },
  // #else
  'POST /api/v1/order': { requests: 10, per: 1000, by: 'key' },
  // #end
  // #end
} as const satisfies Record<string, EndpointLimit>;
