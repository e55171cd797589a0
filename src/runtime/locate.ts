import type { ApiRequest } from '../adapter/ApiRequest.js';
import { encodeQuery, isPlainPath } from '../http/request.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { pathReadings } from '../protocol/pathReadings.js';
import { say } from '../wording/say.js';

/** A part of a path that leads up, also where a server drops what follows a semicolon. */
const LEADS_UP = /(?:^|[/\\])\.{1,2}(?=[/\\;]|$)/;
const CONTROL = /\p{Cc}/u;

/**
 * The path of a request with its query: one that stays on its host, whatever it holds, and that URL merely encodes.
 *
 * @throws ProtocolError when the path would lead elsewhere, or a part of it would not be sent.
 */
export function locate(origin: string, { path, query }: ApiRequest): string {
  const asked = joinQuery(path, encodeQuery(query));
  if (isPlainPath(asked) && !path.includes('%')) return asked;
  checkParts(path);
  const unsendable = /#|[\t\r\n]| $/.exec(path)?.[0];
  if (unsendable !== undefined) {
    throw new ProtocolError(
      unsendable === '#'
        ? say('the path holds "#", and what follows it would not be sent: write {coded}', { coded: '%23' })
        : say('the path holds white space, which would not be sent: write {coded}', {
            coded: encodeURIComponent(unsendable),
          }),
    );
  }
  const url = URL.canParse(origin + asked) ? new URL(origin + asked) : undefined;
  if (!path.startsWith('/') || path.startsWith('//') || url?.origin !== origin || url.username !== '') {
    throw new ProtocolError(say('the path must start with one / and stay on {origin}', { origin }));
  }
  return url.pathname + url.search;
}

/** @throws ProtocolError when URL, or whoever reads the path on its way, would make another one of it. */
function checkParts(path: string): void {
  const readings = pathReadings(path);
  if (readings.some((reading) => LEADS_UP.test(reading))) {
    throw new ProtocolError(
      say('the path {path} would lead elsewhere: no part of it may be . or ..', { path: quote(path) }),
    );
  }
  if (readings.some((reading) => CONTROL.test(reading))) {
    throw new ProtocolError(
      say('the path {path} holds a control character, which no path of an API does', { path: quote(path) }),
    );
  }
  const [written = ''] = readings;
  if (written.includes('\\')) {
    throw new ProtocolError(
      say('the path holds "{character}", which would be sent as "/": write %5C', { character: '\\' }),
    );
  }
  if (!isDecodable(written))
    throw new ProtocolError(say('the path holds a % that encodes nothing: write %25'));
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** @param query with its leading question mark, or empty. */
function joinQuery(path: string, query: string): string {
  if (query === '' || !path.includes('?')) return path + query;
  return path + (/[?&]$/.test(path) ? '' : '&') + query.slice(1);
}
