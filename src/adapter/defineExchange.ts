import * as v from 'valibot';
import { methodNames } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { resolveMethod } from '../protocol/resolveMethod.js';
import { suggest } from '../protocol/suggest.js';
import { listed, oneOf, say } from '../wording/say.js';
import type { Exchange, ExchangeDefinition } from './Exchange.js';
import { ExchangeLimits } from './ExchangeLimits.js';
import { fixSchema, lineNamesOf, tellsEverybody } from './fixLines.js';
import { checkHosts, declaredAddresses } from './hosts.js';
import { streamsSchema } from './streamsSchema.js';

/**
 * Defines an adapter.
 *
 * @throws TypeError that names the first field of the definition that is wrong.
 * @example
 * export default defineExchange({
 *   name: 'Example',
 *   baseUrl: 'https://api.example.com',
 *   credentials, sign, reject, limits,
 *   createState: () => ({}),
 *   methods: {
 *     async ticker({ symbol }, api) {
 *       const reply = await api.get('/ticker', { pair: `${symbol.base}${symbol.quote}` });
 *       return { data: parseTicker(reply, symbol.name), raw: reply.raw };
 *     },
 *   },
 * });
 */
export function defineExchange<Keys, State, Connection = undefined, Session = undefined>(
  definition: ExchangeDefinition<Keys, State, Connection, Session>,
): Exchange {
  checkDefinition(definition);
  checkHosts(definition, lineNamesOf(definition));
  const addresses = declaredAddresses(definition);
  if (definition.limits) void new ExchangeLimits(definition.limits, addresses);
  else if (definition.limitHeaders)
    throw new TypeError(say('limitHeaders says what is left of limits, which are absent'));
  if (definition.methods.trade?.needsClock && !definition.clock)
    throw new TypeError(
      say(
        'expiring of defineOrders needs clock, which is absent: without the time of the exchange nothing shows that an order has expired; expiring: [] does without',
      ),
    );
  return {
    name: definition.name,
    addresses,
    lines: lineNamesOf(definition),
    supports: methodNames.filter((name) => definition.methods[name] !== undefined),
    streams: definition.streams !== undefined,
    needsKeys: !v.safeParse(definition.credentials, { access_key: '', secret_key: '' }).success,
    publicData: tellsEverybody(definition),
    ...(definition.unsupported && { unsupported: definition.unsupported }),
    ...(definition.wrap && { wrap: definition.wrap }),
    withDefinition: (run) => run(definition),
  };
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}(\/[\p{L}\p{N}-]{1,40})?$/u;

const aFunction = v.function(() => say('is not a function'));
const NO_ORIGIN = () => say('must be an address without a path, like https://api.example.com');
const origin = v.pipe(v.string(NO_ORIGIN), v.check(isOrigin, NO_ORIGIN));
const limit = v.looseObject({
  requests: v.pipe(
    v.number(),
    v.minValue(1, () => say('must be 1 or more')),
  ),
  per: v.pipe(
    v.number(),
    v.gtValue(0, () => say('must be above 0, in ms')),
  ),
  by: v.picklist(['ip', 'key'], () => say('must be {choices}', { choices: oneOf(['"ip"', '"key"']) })),
  group: v.optional(v.string()),
});

const definitionSchema = v.looseObject({
  name: v.pipe(
    v.string(),
    v.regex(NAME, () => say('must be letters, digits and hyphens')),
  ),
  baseUrl: v.optional(origin),
  hosts: v.optional(v.record(v.string(), v.union([origin, v.record(v.string(), origin)], NO_ORIGIN))),
  environment: v.optional(aFunction),
  preparedOrigins: v.optional(aFunction),
  knowsAccount: v.optional(aFunction),
  announcesChanges: v.optional(v.boolean()),
  publicData: v.optional(v.boolean()),
  credentials: v.custom<object>(isSchema, () => say('must be a schema of valibot')),
  plainKeys: v.optional(aFunction),
  sign: v.optional(aFunction),
  inOrder: v.optional(v.boolean(() => say('must be true or false'))),
  session: v.optional(
    v.looseObject({
      open: aFunction,
      isOver: aFunction,
      expiresAt: v.optional(aFunction),
      close: v.optional(aFunction),
    }),
  ),
  reject: v.optional(aFunction),
  refusesKeys: v.optional(aFunction),
  throttled: v.optional(aFunction),
  limits: v.optional(v.objectWithRest({ default: limit }, limit)),
  limitHeaders: v.optional(v.object({ remaining: v.string(), reset: v.string() })),
  connections: v.optional(
    v.object({
      perSecond: v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1, () => say('must be 1 or more')),
      ),
    }),
  ),
  clock: v.optional(v.looseObject({ read: aFunction, isStale: aFunction })),
  hours: v.optional(aFunction),
  streams: v.optional(streamsSchema),
  fix: v.optional(fixSchema),
  createState: aFunction,
  close: v.optional(aFunction),
  connect: v.optional(aFunction),
  disconnect: v.optional(aFunction),
  wrap: v.optional(aFunction),
  unsupported: v.optional(
    v.record(
      v.string(),
      v.pipe(
        v.string(() => say('must be a text')),
        v.nonEmpty(() => say('must not be empty')),
      ),
    ),
  ),
  methods: v.record(v.string(), v.optional(aFunction)),
});

/**
 * Checks what the author of an adapter wrote, which a compiler may never have seen.
 *
 * @throws TypeError that names the first field that is wrong.
 */
function checkDefinition(value: unknown): void {
  const result = v.safeParse(definitionSchema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const given =
      issue.path?.[0]?.key === 'name' && typeof issue.input === 'string'
        ? say(', not {value}', { value: quote(issue.input) })
        : '';
    throw new TypeError(describeIssue(issue, say('the argument of defineExchange')) + given);
  }
  const { methods, unsupported = {} } = result.output;
  for (const name of Object.keys(methods)) requireMethod('methods', name);
  for (const name of Object.keys(unsupported)) {
    requireMethod('unsupported', name);
    if (methods[name]) throw new TypeError(say('unsupported.{name} is among its methods', { name }));
  }
}

/** @throws TypeError where there is no such method. */
function requireMethod(field: string, name: string): void {
  if (methodNames.some((known) => known === name)) return;
  const meant = resolveMethod(name)?.name ?? suggest(name, methodNames);
  const entry = `${field}.${name}`;
  throw new TypeError(
    meant
      ? say("{entry} is not a method of FMZ's protocol, did you mean {meant}?", { entry, meant })
      : say("{entry} is not a method of FMZ's protocol: the methods are {methods}", {
          entry,
          methods: listed(methodNames),
        }),
  );
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    /^https?:$/.test(url?.protocol ?? '') &&
    url?.pathname === '/' &&
    url.search + url.hash + url.username + url.password === ''
  );
}

/** Of whichever copy of valibot. */
function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
