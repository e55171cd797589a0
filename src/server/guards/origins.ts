import type { IncomingMessage } from 'node:http';
import { say } from '../../wording/say.js';

/**
 * Why a request is refused that a web page has sent: browsers say so, and send what a form or a script posts to any address.
 * FMZ's docker sends neither header.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function refusalOfPage({ method, headers }: IncomingMessage): string | undefined {
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return undefined;
  return method === 'POST' ? say('web pages may not use this plugin: nothing was done') : undefined;
}
