import * as v from 'valibot';
import { say } from '../wording/say.js';
import type { FixDefinition } from './FixDefinition.js';
import { API, type DeclaredAddress } from './hosts.js';

/** The schemes of a line's address: with TLS, and without it to this machine alone. */
const FIX = 'fix+tls:';
const PLAIN_FIX = 'fix:';

/** What a definition says of FIX and of what it has besides. */
interface Lined<Keys> {
  fix?: FixDefinition<Keys>;
  baseUrl?: string;
  hosts?: Readonly<Record<string, unknown>>;
  publicData?: boolean;
}

/** The names of an exchange's FIX sessions, in their order; none where it has none. */
export function lineNamesOf<Keys>({ fix }: Lined<Keys>): string[] {
  return Object.keys(fix?.lines ?? {});
}

/**
 * Whether an exchange tells prices and lists to callers without keys, too. Over FIX nobody is told anything before a Logon.
 */
export function tellsEverybody<Keys>(definition: Lined<Keys>): boolean {
  return definition.publicData ?? !speaksFixAlone(definition);
}

/** Whether it has no other way than FIX. */
export function speaksFixAlone<Keys>({ fix, baseUrl, hosts }: Lined<Keys>): boolean {
  return fix !== undefined && baseUrl === undefined && !hosts;
}

/**
 * The addresses of lines that are the same for all keys, as those of hosts are told: what moves a line is its own name, and the
 * exchange's where it is the first of one without hosts.
 */
export function lineAddressesOf<Keys>(definition: Lined<Keys>): DeclaredAddress[] {
  const alone = speaksFixAlone(definition);
  return Object.entries(definition.fix?.lines ?? {}).flatMap(([name, { address }], index) => {
    const place =
      alone && index === 0 ? { host: API, environment: name } : { host: name, environment: undefined };
    return typeof address === 'string' ? [{ ...place, origin: address }] : [];
  });
}

const ADDRESS = () =>
  say(
    'must be an address like fix+tls://fix.example.com:5212, or fix://127.0.0.1:5202 for this machine alone',
  );
const OF_KEYS = () => say('must be a text, or a function of the keys');
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Reads the address of a line: with a port, without a path, and unencrypted to this machine alone.
 *
 * @returns `undefined` for anything else.
 */
export function readLineAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== FIX && url.protocol !== PLAIN_FIX)) return undefined;
  const { hostname, port, pathname, search, hash, username, password } = url;
  if (hostname === '' || port === '' || !/^\/?$/.test(pathname)) return undefined;
  if (search + hash + username + password !== '') return undefined;
  return url.protocol === FIX || LOOPBACK.includes(hostname) ? url : undefined;
}

const aFunction = v.function(() => say('is not a function'));
const text = v.pipe(
  v.string(() => say('must be a text')),
  v.nonEmpty(() => say('must not be empty')),
);
const address = v.pipe(
  v.string(ADDRESS),
  v.check((given) => readLineAddress(given) !== undefined, ADDRESS),
);
const tag = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1, () => say('must be a tag')),
);
const fields = v.array(v.tuple([tag, text]), () => say('must be a list of [tag, text]'));
const positive = v.pipe(
  v.number(),
  v.gtValue(0, () => say('must be above 0')),
);

const line = v.strictObject({
  address: v.union([address, aFunction], ADDRESS),
  version: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^FIXT?\.\d\.\d$/, () => say('must be a BeginString like FIX.4.4')),
    ),
  ),
  sender: v.union([text, aFunction], OF_KEYS),
  target: v.union([text, aFunction], OF_KEYS),
  header: v.optional(
    v.union([fields, aFunction], () => say('must be a list of [tag, text], or a function of the keys')),
  ),
  logon: aFunction,
  heartbeat: v.optional(
    v.pipe(
      v.number(),
      v.integer(() => say('must be in whole s')),
      v.minValue(1, () => say('must be 1 s or more')),
    ),
  ),
  resets: v.optional(v.boolean(() => say('must be true or false'))),
  ids: v.optional(
    v.strictObject({
      requests: v.optional(v.record(v.string(), tag)),
      answers: v.optional(v.record(v.string(), v.array(tag))),
    }),
  ),
  writes: v.optional(v.array(text)),
  reject: v.optional(aFunction),
  throttled: v.optional(aFunction),
  limit: v.optional(v.strictObject({ requests: v.pipe(positive, v.integer()), per: positive })),
  subjectOf: v.optional(aFunction),
});

/** What `fix` of a definition has to hold; each issue names the field. */
export const fixSchema = v.strictObject({
  lines: v.pipe(
    v.record(v.string(), line),
    v.check(
      (lines) => Object.keys(lines).length > 0,
      () => say('must hold a line'),
    ),
  ),
});
