import type { Credentials } from '../../protocol/envelope.js';
import { say } from '../../wording/say.js';
import { type AnswerEnvelope, Defect, needData, needError, Skip } from '../AnswerEnvelope.js';
import { casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';

/** A ticker whose body is written by hand. */
const ticker = (body: (symbol: string, keys: Credentials) => object) => async (context: CheckContext) => {
  await context.needTicker();
  needData(await context.post({ body: JSON.stringify(body(context.symbol, context.keys)) }));
};

/** The same without keys, where prices are not for accounts only. */
const unsigned = (body: (symbol: string) => object) => async (context: CheckContext) => {
  if (await context.needsKeys()) throw new Skip(say('this exchange shows its prices to accounts only'));
  return ticker(body)(context);
};

/** A body that has no symbol. */
const bare = (body: object) => async (context: CheckContext) => {
  await context.post({ body: JSON.stringify({ ...context.keys, nonce: 1, ...body }) });
};

function alsoHas(field: string, { trip }: AnswerEnvelope): Defect {
  return new Defect(say('the answer also has "{field}"', { field }), trip);
}

/** What a body holds and what an answer holds. */
export const envelopeCases = casesOf('envelope', [
  [
    'data',
    'an answer with data has no other field but raw',
    () => '{data, raw?}',
    async (context) => {
      const answer = await context.sample('ticker');
      const extra = answer.fields.find((field) => field !== 'data' && field !== 'raw');
      await context.needTicker();
      if (extra !== undefined) throw alsoHas(extra, answer);
    },
  ],
  [
    'error',
    'an error is a string, and the only field',
    () => say('{form}: the docker decides by the presence of error only', { form: '{error: "text"}' }),
    async (context) => {
      const answer = await context.call('nosuchmethod', {});
      needError(answer, say('an unknown method was called'));
      const extra = answer.fields.find((field) => field !== 'error');
      if (extra !== undefined) throw alsoHas(extra, answer);
    },
  ],
  [
    'no-nonce',
    'a nonce is not needed',
    'fields may be missing; the nonce is opaque',
    ticker((symbol, keys) => ({ ...keys, method: 'ticker', params: { symbol } })),
  ],
  [
    'no-keys',
    'market data needs no keys',
    'fields may be missing; GetTicker is public',
    unsigned((symbol) => ({ method: 'ticker', nonce: 1, params: { symbol } })),
  ],
  [
    'empty-keys',
    'market data is answered for empty keys',
    'GetTicker is public, whatever the key boxes hold',
    unsigned((symbol) => ({
      access_key: '',
      secret_key: '',
      method: 'ticker',
      nonce: 1,
      params: { symbol },
    })),
  ],
  [
    'more-fields',
    'unknown fields are ignored',
    'lenient in, strict out',
    ticker((symbol, keys) => ({
      ...keys,
      method: 'ticker',
      nonce: 1,
      params: { symbol, more: {} },
      version: 2,
    })),
  ],
  [
    'no-params',
    'params may be missing where a method takes none',
    'fields may be missing: data or an error, never a dropped connection',
    bare({ method: 'markets' }),
  ],
  [
    'null-params',
    'null params get an answer',
    'data or an error, never a dropped connection',
    bare({ method: 'ticker', params: null }),
  ],
  [
    'list-params',
    'params that are a list get an answer',
    'exchange.IO posts what the strategy gives it: data or an error, never a dropped connection',
    bare({ method: 'ticker', params: [] }),
  ],
  [
    'method-case',
    'method names are accepted in upper and lower case',
    'older plugins take method names in any case',
    async (context) => {
      await context.needTicker();
      needData(await context.call('TICKER', { symbol: context.symbol }));
    },
  ],
]);
