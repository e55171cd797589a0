import { decodePercents } from './decodePercents.js';

/** How often those in front of a server, and it itself, may decode a path. */
const DECODINGS = 3;

/** A path as it is written, without its query and fragment. */
export function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '');
}

/**
 * What the path of a request may be read as on its way: as it is written, and decoded once or more. Without its query.
 *
 * @example pathReadings('/a/%252e%252e?b=%41') // ['/a/%252e%252e', '/a/%2e%2e', '/a/..']
 */
export function pathReadings(path: string): string[] {
  const readings: string[] = [];
  let reading = withoutQuery(path);
  while (!readings.includes(reading) && readings.length <= DECODINGS) {
    readings.push(reading);
    reading = reading.replace(/(?:%[\da-f]{2})+/gi, decodePercents);
  }
  return readings;
}
