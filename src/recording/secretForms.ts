import { readTime } from '../protocol/time.js';
import { encodingsOf } from '../runtime/encodingsOf.js';
import { SHORTEST_KEY } from '../runtime/Secrets.js';
import type { RequestContext } from '../runtime/Transport.js';

const LINE = 16;
/** What stands around the parts of an Authorization header. */
const AROUND = /[\s,;"]+|=(?=")/;

/** The texts in what an adapter made of the credentials. */
function textsOf(keys: unknown): string[] {
  if (typeof keys === 'string') return [keys];
  if (keys instanceof Uint8Array) {
    const bytes = Buffer.from(keys);
    return [bytes.toString(), bytes.toString('base64'), bytes.toString('hex')];
  }
  if (typeof keys !== 'object' || keys === null) return [];
  return (keys instanceof Map ? [...keys.values()] : Object.values(keys)).flatMap(textsOf);
}

/** All that must not be recorded: keys, their parts, and signatures. */
export function secretValues({ credentials, keys, signature }: RequestContext): string[] {
  const { access_key, secret_key } = credentials;
  // A request is signed together with its time, which a reply may well hold.
  const proofs = signature.flatMap((value) => [value, ...partsOf(value, AROUND)]);
  // A passphrase may hold commas, and flags may follow it.
  const remainder = secret_key.split(',').slice(1).join(',');
  const boxes = [
    access_key,
    secret_key,
    ...secret_key.split(','),
    remainder,
    remainder.replace(/,[^,]*$/, ''),
  ];
  const values = [...boxes, ...textsOf(keys)];
  // A key of several lines may come with other line feeds, or without any.
  const lines = values.flatMap((value) => partsOf(value, /(?:\s|\\[nr])+/));
  return [...values, ...lines, ...proofs.filter((value) => !readTime(value))]
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST_KEY);
}

/** The same in every form in which a text may hold it. */
export function secretForms(context: RequestContext): string[] {
  return [...new Set(secretValues(context).flatMap(encodingsOf))];
}

function partsOf(text: string, between: RegExp): string[] {
  const parts = text.split(between);
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= LINE);
}
