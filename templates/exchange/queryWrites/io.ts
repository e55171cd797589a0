import { relayIo } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';

/** Any other request to the exchange's own API: its parameters go into the query, whatever the verb. */
export const io = {
  io: (params, api) => relayIo(params, api, { inQuery: true }),
} satisfies __Exchange__Methods;
