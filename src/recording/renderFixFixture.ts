import type { FixField, FixMessage } from '../fix/FixMessage.js';
import type { LineSettings } from '../fix/FixTransport.js';
import type { CallContext } from '../http/CallContext.js';
import { formatJson } from '../protocol/json.js';
import type { RenderedFixture } from './Recording.js';
import { formsOf, secretsOf } from './recordedSecrets.js';
import type { Scrubber } from './Scrubber.js';

/** What went over a line. */
interface RecordableFix {
  context: CallContext;
  type: string;
  fields: readonly FixField[];
  /** Its name, where something was subscribed. */
  topic?: string;
  messages: readonly FixMessage[];
  /** When the answer came, in ISO 8601. */
  recorded: string;
  /** The exchange's no that it is, as its adapter reads it. */
  refusal: string | undefined;
}

/** What frames a message, and counts it: that of a recording would be wrong. */
const FRAMING = [8, 9, 10, 34, 43, 97, 122];
/** SendingTime and TransactTime of a message. */
const TIMES = [52, 60];

/** @returns `undefined` where a key could be read in it all the same. */
export function renderFixFixture(
  scrubber: Scrubber,
  { line, sender, requestIds }: LineSettings,
  { context, type, fields, topic, messages, recorded, refusal }: RecordableFix,
): RenderedFixture | undefined {
  const { exchange, method } = context;
  const secrets = secretsOf({ ...context, signature: [sender] });
  const bodies = messages.map((message) => message.fields.filter(([tag]) => !FRAMING.includes(tag)));
  const clean = scrubber.scrubFix(
    { params: context.params, fields, messages: bodies, refusal },
    { secrets, sender },
  );
  const request = { line, type, ...(topic !== undefined && { topic }), fields: clean.fields };
  const reply = { ...(clean.refusal !== undefined && { refusal: clean.refusal }), messages: clean.messages };
  const file = { exchange, method, params: clean.params, recorded, request, reply };
  const own = requestIds[type];
  const id = fields.find(([tag]) => tag === own)?.[1];
  const same = (all: readonly FixField[]) =>
    all.filter(([tag, value]) => !TIMES.includes(tag) && value !== id);
  const fixture = {
    name: `${method}.${line}_${type.replace(/\W/g, '_')}`,
    facts: formatJson({
      ...{ exchange, params: clean.params, type, topic },
      ...{ fields: same(clean.fields), messages: clean.messages.map(same) },
    }),
    text: `${onePairALine(formatJson(file, 2))}\n`,
  };
  const written = `${fixture.name}\n${fixture.text}`.toLowerCase();
  return formsOf(secrets).some((form) => written.includes(form.toLowerCase())) ? undefined : fixture;
}

function onePairALine(json: string): string {
  return json.replace(/\[\s+(\d+),\s+("(?:[^"\\]|\\.)*")\s+\]/g, '[$1, $2]');
}
