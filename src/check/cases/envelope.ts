import { Defect, needData, needError, Skip } from '../AnswerEnvelope.js';
import { casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';

/** A ticker whose body is written by hand. */
const ticker = (body: (symbol: string) => object) => async (context: CheckContext) => {
  await context.needTicker();
  needData(await context.post({ body: JSON.stringify(body(context.symbol)) }));
};

const keys = { access_key: 'nobody', secret_key: 'secret,phrase' };

/** What a body holds and what an answer holds. */
export const envelopeCases = casesOf('envelope', [
  [
    'data',
    'an answer with data has no other field but raw',
    '{data, raw?}',
    async (context) => {
      const answer = await context.sample('ticker');
      const extra = answer.fields.find((field) => field !== 'data' && field !== 'raw');
      if (answer.data === undefined) throw new Skip('GetTicker itself does not return data');
      if (extra !== undefined) throw new Defect(`the answer also has "${extra}"`, answer.trip);
    },
  ],
  [
    'error',
    'an error is a string, and the only field',
    '{error: "text"}: the docker decides by the presence of error only',
    async (context) => {
      const answer = await context.call('nosuchmethod', {});
      needError(answer, 'an unknown method was called');
      const extra = answer.fields.find((field) => field !== 'error');
      if (extra !== undefined) throw new Defect(`the answer also has "${extra}"`, answer.trip);
    },
  ],
  [
    'no-nonce',
    'a nonce is not needed',
    'fields may be missing; the nonce is opaque',
    ticker((symbol) => ({ ...keys, method: 'ticker', params: { symbol } })),
  ],
  [
    'no-keys',
    'market data needs no keys',
    'fields may be missing; GetTicker is public',
    ticker((symbol) => ({ method: 'ticker', nonce: 1, params: { symbol } })),
  ],
  [
    'empty-keys',
    'market data is answered for empty keys',
    'GetTicker is public, whatever the key boxes hold',
    ticker((symbol) => ({ access_key: '', secret_key: '', method: 'ticker', nonce: 1, params: { symbol } })),
  ],
  [
    'more-fields',
    'unknown fields are ignored',
    'lenient in, strict out',
    ticker((symbol) => ({ ...keys, method: 'ticker', nonce: 1, params: { symbol, more: {} }, version: 2 })),
  ],
  [
    'no-params',
    'params may be missing where a method takes none',
    'fields may be missing: data or an error, never a dropped connection',
    async (context) => {
      await context.post({ body: JSON.stringify({ ...keys, method: 'markets', nonce: 1 }) });
    },
  ],
  [
    'null-params',
    'null params get an answer',
    'data or an error, never a dropped connection',
    async (context) => {
      await context.post({ body: JSON.stringify({ ...keys, method: 'ticker', nonce: 1, params: null }) });
    },
  ],
  [
    'list-params',
    'params that are a list get an answer',
    'exchange.IO posts what the strategy gives it: data or an error, never a dropped connection',
    async (context) => {
      await context.post({ body: JSON.stringify({ ...keys, method: 'ticker', nonce: 1, params: [] }) });
    },
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
