import * as v from 'valibot';
import type { Reply } from '../http/Reply.js';
import { formatJson, parseExactly } from '../protocol/json.js';
import type { RequestContext } from '../runtime/outgoing.js';
import { encodingsOf } from '../runtime/Secrets.js';
import { requestOf } from './compareRequests.js';
import type { RenderedFixture } from './Recording.js';
import { secretForms } from './recordedSecrets.js';
import type { Scrubber } from './Scrubber.js';

const LONGEST_ENDPOINT = 150;

/** Headers that say something to an adapter: when to come again, and where the next page is. */
const HEADERS = /^(retry-after|link|cb-before|cb-after|x-pagination-.*)$/;

/**
 * @param at.recorded when the reply came, in ISO 8601.
 * @param at.refusal the exchange's no that it is, as its adapter reads it.
 * @returns `undefined` where a key could be read in it all the same.
 */
export function renderFixture(
  scrubber: Scrubber,
  context: RequestContext,
  reply: Reply,
  { recorded, refusal }: { recorded: string; refusal?: string | undefined },
): RenderedFixture | undefined {
  const { exchange, method } = context;
  const { host, verb, path, query, body } = requestOf(context.unsigned);
  const clean = scrubber.scrub(
    {
      params: context.params,
      request: {
        ...(host !== undefined && { host }),
        verb,
        path,
        query,
        ...(body !== undefined && { body }),
      },
      reply: replyOf(reply, refusal),
      headers: reply.headers,
    },
    context,
  );
  const scrubbed = v.parse(v.object({ path: v.string() }), clean.request);
  const endpoint = scrubbed.path
    .slice(1)
    .replaceAll('/', '-')
    .replace(/[^\w.-]/g, '_');
  const file = {
    exchange,
    method,
    params: clean.params,
    recorded,
    request: clean.request,
    reply: clean.reply,
  };
  const fixture = {
    name: `${method}.${verb}_${endpoint.slice(0, LONGEST_ENDPOINT)}`,
    facts: formatJson({ exchange, ...clean }),
    text: `${formatJson(file, 2)}\n`,
  };
  const written = `${fixture.name}\n${fixture.text}`.toLowerCase();
  const forms = [...secretForms(context), ...scrubber.tokens.flatMap(encodingsOf)];
  return forms.some((form) => written.includes(form.toLowerCase())) ? undefined : fixture;
}

/** A body that is a string in the file was no JSON, or a string of JSON as it was sent. */
function replyOf({ status, headers, text }: Reply, refusal: string | undefined): object {
  const body = parseBody(text);
  const plain = typeof body === 'string';
  const kept = [...headers].filter(([name]) => HEADERS.test(name) || (plain && name === 'content-type'));
  return {
    status,
    ...(refusal !== undefined && { refusal }),
    ...(kept.length > 0 && { headers: Object.fromEntries(kept) }),
    body,
  };
}

function parseBody(text: string): unknown {
  try {
    const value = parseExactly(text);
    return typeof value === 'string' ? text : value;
  } catch {
    return text;
  }
}
