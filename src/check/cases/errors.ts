import type { Credentials } from '../../protocol/envelope.js';
import { methodNames, methods } from '../../protocol/methods.js';
import { argumentsOf } from '../../protocol/resolveMethod.js';
import { say } from '../../wording/say.js';
import { Defect, needError, readAnswer, Skip } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import { type CheckContext, NO_AMOUNT } from '../CheckContext.js';
import type { RoundTrip } from '../RawHttpClient.js';

const never = () =>
  say('always HTTP 200 with {form}, never a dropped connection', { form: '{error: "text"}' });

/** A body that cannot be a request. */
const body = (bytes: string | Uint8Array) => async (context: CheckContext) => {
  needError(await context.post({ body: bytes }), say('the body is not a request'));
};

/** A call that cannot be meant; writes go out with made-up keys. */
const call = (method: string, params: object) => async (context: CheckContext) => {
  const answer = await context.call(
    method,
    { symbol: context.symbol, ...params },
    { keys: context.madeUpKeys },
  );
  needError(answer, say('{method} was called with {params}', { method, params: JSON.stringify(params) }));
};

/** `io` takes whatever it is given. */
const incomplete = methodNames.filter(
  (name) => name !== 'io' && argumentsOf(name).some(({ required }) => required),
);

const incompleteCases = casesOf(
  'errors',
  incomplete.map((name) => [
    `incomplete-${name}`,
    () => say('{method} without its params is an error', { method: methods[name].fmz }),
    () => say('fields may be missing: {contract}', { contract: never() }),
    async (context: CheckContext) => {
      needError(await context.call(name, {}, { keys: context.madeUpKeys }), say('the params were empty'));
    },
  ]),
);

const ECHO = 'echo-of-a-body-that-breaks-off';
/** What FMZ's form has behind the keys of a demo account: hints name it. */
const DEMO = 'simulate';

/** What of keys is looked for in answers. */
function marksOf({ access_key, secret_key }: Credentials): string[] {
  return [access_key, ...secret_key.split(',')].filter((mark) => mark.length >= 8 && mark !== DEMO);
}

async function findKeys(context: CheckContext): Promise<void> {
  await context.post({ body: context.body('accounts', {}, context.madeUpKeys) }).catch(() => undefined);
  await context.call('nosuchmethod', {}, { keys: context.madeUpKeys }).catch(() => undefined);
  await context.call('ticker', {}, { keys: context.madeUpKeys }).catch(() => undefined);
  const data = context.http.trips.filter(hasData);
  const own = context.hasKeys ? marksOf(context.keys) : [];
  const told = own.filter((mark) => data.some(({ text }) => text.includes(mark)));
  // An account number in the key boxes is what an exchange tells of the account as well, all that is in them is not.
  const plain = told.length < own.length ? told : [];
  const secret = [...own, ...marksOf(context.madeUpKeys)].filter((mark) => !plain.includes(mark));
  const trip = context.http.trips.find(({ text }) => secret.some((mark) => text.includes(mark)));
  if (trip) throw new Defect(say('the answer contains a key of the request'), trip);
}

function hasData(trip: RoundTrip): boolean {
  try {
    return readAnswer(trip).error === undefined;
  } catch {
    return false;
  }
}

/** What goes wrong is answered, too. */
export const errorCases: readonly CheckCase[] = [
  ...casesOf('errors', [
    ['empty-body', 'an empty body is an error', never, body('')],
    ['malformed', 'a body that is not JSON is an error', never, body('{"method":"ticker",')],
    [
      'malformed-echo',
      'a body that breaks off is not sent back',
      'it holds keys: they must not come back in an error',
      async (context) => {
        const trip = await context.http.send({ body: `{"access_key":"${ECHO}","secret_key":"${ECHO}",` });
        if (trip.text.includes(ECHO)) throw new Defect(say('the body comes back, keys included'), trip);
      },
    ],
    ['list-body', 'a body that is a list is an error', never, body('[1]')],
    ['number-body', 'a body that is a number is an error', never, body('5')],
    ['null-body', 'a null body is an error', never, body('null')],
    ['text-body', 'a body that is a JSON string is an error', never, body('"ticker"')],
    ['not-utf8', 'a body that is not UTF-8 is an error', never, body(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d))],
    [
      'no-method',
      'a request without a method is an error',
      never,
      body('{"access_key":"a","secret_key":"b,c","params":{}}'),
    ],
    [
      'method-number',
      'a method that is a number is an error',
      never,
      body('{"access_key":"a","secret_key":"b,c","method":5,"params":{}}'),
    ],
    ['unknown-method', 'an unknown method is an error', never, call('nosuchmethod', {})],
    [
      'inherited-method',
      'a method named like a built-in property of objects is an error',
      never,
      call('constructor', {}),
    ],
    [
      'unknown-exchange',
      'an unknown exchange is an error',
      () => say('the path picks the exchange: {contract}', { contract: never() }),
      async (context) => {
        const answer = await context.call('ticker', { symbol: context.symbol }, { path: '/NoSuchExchange' });
        if (context.http.path.length <= 1) throw new Skip(say('this address takes any path'));
        needError(answer, say('the exchange was {name}', { name: 'NoSuchExchange' }));
      },
    ],
    [
      'period',
      'a period of 7 minutes is an error',
      'periods are 1, 3, 5, 15, 30, 60 ... minutes',
      call('records', { period: '7', limit: '5' }),
    ],
    [
      'period-word',
      'a period that is not a number is an error',
      never,
      call('records', { period: 'hour', limit: '5' }),
    ],
    [
      'limit-word',
      'a limit that is not a number is an error',
      never,
      call('records', { period: '60', limit: 'all' }),
    ],
    [
      'order-type',
      'an order that neither buys nor sells is an error',
      'type is buy or sell',
      call('trade', { type: 'hold', price: '1', amount: NO_AMOUNT }),
    ],
    [
      'order-amount',
      'an order whose amount is not a number is an error',
      never,
      call('trade', { type: 'buy', price: '1', amount: 'all' }),
    ],
    ['keys', 'no answer contains a key', 'errors never contain keys', findKeys],
  ]),
  ...incompleteCases,
];
