import { say } from '../../wording/say.js';
import { needData, needError, Skip } from '../AnswerEnvelope.js';
import { casesOf } from '../CheckCase.js';
import type { CallOptions, CheckContext } from '../CheckContext.js';

const BIG = 2 * 1024 * 1024;

/** Requests on a path of its own. */
const onPath = (path: (own: string) => string | undefined) => async (context: CheckContext) => {
  const other = path(context.http.path);
  if (other === undefined || other === context.http.path)
    throw new Skip(say('the address has no path to vary'));
  await context.ticker({ path: other });
};

const withOptions = (options: CallOptions) => async (context: CheckContext) => {
  await context.ticker(options);
};

/** How requests arrive and answers leave. */
export const transportCases = casesOf('transport', [
  [
    'post',
    "a POST as FMZ's docker sends it is answered",
    () =>
      say('POST with one JSON object, answered HTTP 200 with one JSON object: {data} or {error}', {
        data: '{data, raw?}',
        error: '{error: "text"}',
      }),
    async (context) => {
      await context.sample('ticker');
    },
  ],
  [
    'chunked',
    'a chunked body is read',
    'the body may come in chunks, without a Content-Length',
    withOptions({ chunked: true }),
  ],
  [
    'no-content-type',
    'a body without a content type is read',
    'Content-Type is not promised',
    async (context) => {
      await context.needTicker();
      needData(await context.post({ body: context.body('ticker', { symbol: context.symbol }) }));
    },
  ],
  [
    'form-content-type',
    'a body with the content type of a form is read as JSON',
    'Content-Type is not promised',
    withOptions({ headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  ],
  [
    'path-case',
    'the path is accepted in upper and lower case',
    'the path picks the exchange; strategies are configured with /okx as well as /OKX',
    onPath((own) => (own === own.toLowerCase() ? own.toUpperCase() : own.toLowerCase())),
  ],
  [
    'trailing-slash',
    'the path is accepted with a trailing slash',
    'older plugins are configured with a path like /OKX/',
    onPath((own) => (own.endsWith('/') ? own.slice(0, -1) || undefined : `${own}/`)),
  ],
  [
    'empty-path',
    'a request without a path is answered',
    'older plugins are configured without a path: data or an error, never a dropped connection',
    async (context) => {
      await context.call('ticker', { symbol: context.symbol }, { path: '/' });
    },
  ],
  [
    'get',
    'a GET is answered with an error',
    () => say('never an HTML page: {form} also for what the docker does not send', { form: '{error}' }),
    async (context) => {
      needError(await context.post({ verb: 'GET' }), say('the request was a GET'));
    },
  ],
  [
    'big-body',
    () => say('a body of {size} MiB is answered', { size: BIG / 1024 / 1024 }),
    'data or an error, never a dropped connection',
    async (context) => {
      await context.call('ticker', { symbol: context.symbol, padding: 'x'.repeat(BIG) });
    },
  ],
  [
    'keep-alive',
    'two requests on one connection are answered',
    'the docker may keep its connection open; the plugin may close it, after its answer',
    async (context) => {
      const agent = context.http.createAgent();
      try {
        await context.ticker({ agent });
        await context.ticker({ agent });
      } finally {
        agent.destroy();
      }
    },
  ],
]);
