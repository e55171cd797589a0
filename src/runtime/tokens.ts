import { LosslessNumber } from 'lossless-json';
import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import type { FixField } from '../fix/FixMessage.js';
import { SECRET_TAGS } from '../fix/redact.js';
import type { Reply } from '../http/Reply.js';
import { readTime } from '../protocol/time.js';

/** Names of fields whose value proves who is asking, in lower-case letters. */
const PROOFS = new Set(
  `accesstoken refreshtoken idtoken sessiontoken authtoken usertoken apitoken logintoken wstoken websockettoken
  bearertoken securitytoken csrftoken xsrftoken csrf xsrf jwt bearer listenkey sessionid sessionkey apisecret
  secretkey clientsecret privatekey passphrase password signature authorization refresh otp totp`.split(
    /\s+/,
  ),
);
/** Names that mean other things, too: a coin is a token, and a market has its sessions. */
const VAGUE = new Set(['token', 'session', 'secret', 'ticket', 'sid', 'access', 'cookie']);

const MENTIONED =
  /token|jwt|bearer|csrf|xsrf|listen_?-?key|session|secret|private_?key|pass(phrase|word)|signature|authori|cookie|"(sid|ticket|refresh|access|otp|totp|api_?key)"|eyJ/i;
/** What a name that proves something has in it, spelled in any way, and what may hold such a name. */
const HINTED = /token|jwt|bearer|csrf|xsrf|listen|session|secret|private|pass|sign|auth|refresh|otp|eyJ|%/i;

/** Whether a path, with its query, may hold a token: looking for it takes longer than this. */
export function mentionsToken(path: string): boolean {
  return path.includes('?') && HINTED.test(path);
}

const JWT = /\beyJ[\w-]{6,}\.[\w-]{2,}(?:\.[\w-]*){1,3}/g;
const SHORTEST = 6;
const DEEPEST = 40;

/** What logs somebody in is short. */
const LONGEST = 256 * 1024;

/**
 * What proves who is asking in what an exchange said: tokens of a session, keys of a stream, secrets of a new API key, JSON Web
 * Tokens anywhere, cookies; also in JSON that stands in a string.
 *
 * @param everybody whether it was said to everybody, so that a `token` is a coin.
 */
export function tokensIn(reply: Reply, everybody: boolean): string[] {
  const cookies = everybody ? [] : cookiesIn(reply.headers);
  if (reply.text.length > LONGEST || !MENTIONED.test(reply.text)) return cookies;
  return [...new Set([...cookies, ...tokensOf(dataOf(reply), everybody)])];
}

const COOKIE = /(?:^|,\s*)[\w!#$%&'*+.^`|~-]+="?([^;,"]*)/g;

/** The values of the cookies that a reply sets, as in `session=abc; Path=/`. */
export function cookiesIn(headers: Reply['headers']): string[] {
  const cookies = [...(headers.get('set-cookie') ?? '').matchAll(COOKIE)];
  return cookies.flatMap(([, value = '']) => (value.length >= SHORTEST ? [value] : []));
}

/** What a reply holds, whatever it is. */
export function dataOf(reply: Reply): unknown {
  try {
    return reply.json;
  } catch {
    // A form, perhaps.
    return [reply.text, Object.fromEntries(new URLSearchParams(reply.text))];
  }
}

/** The same in data of any kind, and in a text that may be JSON. */
export function tokensOf(value: unknown, everybody: boolean): string[] {
  const found: string[] = [];
  walk(value, '', 0);
  return found;

  function walk(part: unknown, name: string, depth: number): void {
    if (depth > DEEPEST) return;
    if (typeof part === 'string' || typeof part === 'number' || part instanceof LosslessNumber)
      take(String(part), name, depth);
    else if (Array.isArray(part)) for (const item of part) walk(item, name, depth + 1);
    else if (typeof part === 'object' && part !== null)
      for (const [key, item] of Object.entries(part)) walk(item, key, depth + 1);
  }

  function take(text: string, name: string, depth: number): void {
    if (isToken(text, name, everybody)) found.push(text);
    if (text.includes('eyJ')) found.push(...(text.match(JWT) ?? []));
    if (/^\s*[[{]/.test(text) && MENTIONED.test(text)) {
      try {
        walk(JSON.parse(text), name, depth + 1);
      } catch {
        // No JSON after all.
      }
    }
  }
}

function isToken(text: string, name: string, everybody: boolean): boolean {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '');
  if (text.length < SHORTEST || readTime(text)) return false;
  if (PROOFS.has(letters)) return true;
  // A word is none, and neither is what people read.
  return !everybody && VAGUE.has(letters) && !/\s/.test(text) && (text.length >= 16 || /\d/.test(text));
}

/** What stands in a Logon without a tag of its own kind is short where it proves nothing. */
const SHORTEST_PROOF = 16;

/** What of a Logon proves who is asking. */
export function proofsIn(logon: readonly FixField[]): string[] {
  const proofs = logon.filter(([tag, { length }]) => SECRET_TAGS.includes(tag) || length >= SHORTEST_PROOF);
  return proofs.map(([, value]) => value);
}

/** How many are kept in mind: an account has a few of them at a time. */
const MOST = 30;

/** What an exchange gave out that proves who is asking, the latest ones: no log, error or recording may show it. */
export class Tokens {
  readonly #known = new Set<string>();

  get all(): string[] {
    return [...this.#known];
  }

  /** Adds what of a Logon proves who is asking. */
  addProofs(logon: readonly FixField[]): void {
    this.add(proofsIn(logon));
  }

  add(tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#known.delete(token);
      this.#known.add(token);
    }
    for (const token of this.#known) {
      if (this.#known.size <= MOST) return;
      this.#known.delete(token);
    }
  }
}

// Times, windows and versions are no secrets, and striking them out would garble amounts and prices.
const IS_FIGURE = /^[\d.]*$/;

/** What signing added to a request's headers and query, such as a signature: what no log may show. */
export function signatureOf(request: OutgoingRequest, signed: OutgoingRequest): string[] {
  const headers = Object.entries(signed.headers).filter(([name]) => !(name in request.headers));
  const before = new Set(pairsOf(request.path));
  const query = pairsOf(signed.path).filter((pair) => !before.has(pair));
  return [
    ...headers.map(([, value]) => value),
    // As sent and as it reads: an exchange may echo either.
    ...query.flatMap((pair) => [pair.slice(pair.indexOf('=') + 1), ...new URLSearchParams(pair).values()]),
  ].filter((value) => !IS_FIGURE.test(value));
}

function pairsOf(path: string): string[] {
  return (path.split('?')[1] ?? '').split('&');
}
