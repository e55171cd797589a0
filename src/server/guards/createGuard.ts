import type { IncomingMessage } from 'node:http';
import { say } from '../../wording/say.js';
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
      return say('the request has more than {most} headers: nothing was done', { most: MOST_HEADERS });
    return refusalOfHost(incoming.headers.host) ?? refusalOfPage(incoming);
  };
}
