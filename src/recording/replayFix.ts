import { type FixField, FixFields, FixMessage } from '../fix/FixMessage.js';
import type { FixTransport, LineSettings } from '../fix/FixTransport.js';
import { readable } from '../fix/redact.js';
import type { CallContext } from '../http/CallContext.js';
import { oneLine } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import { compareFields } from './compareFields.js';
import { type FixFixture, isFixFixture } from './Fixture.js';
import type { Playback } from './Playback.js';

/** A request that may have been recorded. */
interface Asked {
  type: string;
  fields: readonly FixField[];
  topic?: string;
}

/** An id that is as long as this is nothing else by chance. */
const LONG_ID = 16;

/** Answers what is asked of FIX lines from recordings. */
export function replayFix(playback: Playback): FixTransport {
  function find(line: LineSettings, asked: Asked, context: CallContext): FixMessage[] {
    const { line: name, requestIds } = line;
    // ClOrdID of an OrderStatusRequest is that of the order.
    const id = asked.type === 'H' && requestIds.H === 11 ? undefined : requestIds[asked.type];
    const fixture = playback.take(context, isFixFixture, ({ request }, moments) =>
      request.line === name && request.type === asked.type && request.topic === asked.topic
        ? compareFields(request.fields, asked.fields, { id, moments })
        : undefined,
    );
    if (!fixture) throw new ProtocolError(describeMissing(name, asked, playback.folder));
    return messagesOf(fixture, line, playback.ids);
  }

  return {
    recordedAt: () => playback.recordedAt,
    async ask(line, send, context) {
      const messages = find(line, send, context);
      send.onSent();
      return messages;
    },
    async follow(line, topic, bounds, context) {
      const messages = find(line, { ...topic.subscribe(''), topic: topic.name }, context);
      bounds.onSent();
      const memory = topic.create();
      for (const message of messages) topic.apply(memory, message);
      return { memory, message: messages.at(-1) ?? new FixMessage([]), age: 0 };
    },
    release: async () => undefined,
    lines: [],
    close: async () => undefined,
  };
}

/** What was answered, with the ids of now. */
function messagesOf(
  { reply }: FixFixture,
  { requestIds, answerIds }: LineSettings,
  ids: ReadonlyMap<string, string>,
): FixMessage[] {
  const tags = new Set([...Object.values(requestIds), ...Object.values(answerIds).flat(), 11, 41]);
  const rename = ([tag, value]: FixField): FixField => {
    const known = tags.has(tag) ? ids.get(value) : undefined;
    if (known !== undefined) return [tag, known];
    const long = [...ids].filter(([recorded]) => recorded.length >= LONG_ID);
    return [tag, long.reduce((text, [recorded, asked]) => text.replaceAll(recorded, asked), value)];
  };
  return reply.messages.map((fields) => new FixMessage(fields.map(rename)));
}

function describeMissing(line: string, { type, fields, topic }: Asked, folder: string): string {
  const what = topic === undefined ? readable(new FixFields(fields), []) : topic;
  const request = oneLine(`${line} ${type} ${what}`, 200);
  return say('no recording of {request} in {folder}: record it with serve --record', { request, folder });
}
