import { readTime } from '../protocol/time.js';
import type { RequestContext } from '../runtime/outgoing.js';
import { encodingsOf, Secrets, SHORTEST_KEY } from '../runtime/Secrets.js';

const SHORTEST_PROOF = 16;
/** What stands around the parts of an Authorization header. */
const AROUND = /[\s,;"]+|=(?=")/;

/** All that must not be recorded: keys, their parts, and signatures. */
export function secretsOf({
  credentials,
  outer,
  keys,
  signature,
}: Pick<RequestContext, 'credentials' | 'outer' | 'keys' | 'signature'>): Secrets {
  const secrets = new Secrets();
  secrets.add(credentials, SHORTEST_KEY);
  if (outer) secrets.add(outer, SHORTEST_KEY);
  // A request is signed together with its time, which a reply may well hold.
  const proofs = signature.flatMap((value) => [value, ...partsOf(value)]);
  secrets.addValues([...textsOf(keys), ...proofs.filter((value) => !readTime(value))]);
  return secrets;
}

/** The same in every form in which a text may hold it. */
export function secretForms(context: RequestContext): string[] {
  return formsOf(secretsOf(context));
}

export function formsOf({ values }: Secrets): string[] {
  return [...new Set(values.flatMap(encodingsOf))];
}

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

function partsOf(text: string): string[] {
  const parts = text.split(AROUND);
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= SHORTEST_PROOF);
}
