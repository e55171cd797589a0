import * as v from 'valibot';
import { listed, say } from '../wording/say.js';
import { streamedMethods } from './ExchangeStreams.js';

const aFunction = v.function(() => say('is not a function'));
const positive = v.pipe(
  v.number(),
  v.gtValue(0, () => say('must be above 0')),
);
const whole = v.pipe(
  v.number(),
  v.integer(() => say('must be a whole number')),
  v.minValue(1, () => say('must be 1 or more')),
);
const limit = v.looseObject({ requests: whole, per: positive });

/** What `streams` of a definition has to hold; each issue names the field. */
export const streamsSchema = v.looseObject({
  url: v.pipe(
    v.string(),
    v.check(isStreamOrigin, () => say('must be an address without a path, like wss://stream.example.com')),
  ),
  paths: v.record(
    v.string(),
    v.pipe(
      v.string(),
      v.startsWith('/', () => say('must begin with a slash')),
    ),
  ),
  ping: v.looseObject({ text: v.string(), after: positive, within: positive, every: v.optional(positive) }),
  limits: v.looseObject({
    connections: limit,
    operations: v.optional(limit),
    topics: v.optional(whole),
    bytes: v.optional(whole),
    characters: v.optional(whole),
  }),
  subscribe: aFunction,
  unsubscribe: aFunction,
  read: aFunction,
  methods: v.strictObject(v.entriesFromList(streamedMethods, v.optional(aFunction)), () =>
    say('must hold some of {methods}, and nothing else', { methods: listed(streamedMethods) }),
  ),
});

function isStreamOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return /^wss?:$/.test(url?.protocol ?? '') && url?.pathname === '/' && url.search === '';
}
