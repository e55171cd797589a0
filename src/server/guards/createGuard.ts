import type { IncomingMessage } from 'node:http';
import { createHostCheck } from './hostNames.js';
import { refusalOfPage } from './origins.js';

/** A docker sends half a dozen. Node drops those beyond its own limit in silence, which must not be the Host. */
export const MOST_HEADERS = 100;

/**
 * Looks at the head of a request, before anything of its body is read.
 *
 * @param isOwn whether a host name in lower case was given to this plugin.
 * @returns why it is refused.
 */
export function createGuard(
  isOwn: (name: string) => boolean,
): (incoming: IncomingMessage) => string | undefined {
  const refusalOfHost = createHostCheck(isOwn);
  return (incoming) => {
    if (incoming.rawHeaders.length > 2 * MOST_HEADERS)
      return `the request has more than ${MOST_HEADERS} headers: nothing was done`;
    return refusalOfHost(incoming.headers.host) ?? refusalOfPage(incoming);
  };
}
