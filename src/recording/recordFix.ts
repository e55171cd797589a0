import type { FixMessage } from '../fix/FixMessage.js';
import type { FixTopic } from '../fix/FixTopic.js';
import type { FixTransport } from '../fix/FixTransport.js';
import { say } from '../wording/say.js';
import type { Recording } from './Recording.js';
import { refusalText } from './refusalText.js';
import { renderFixFixture } from './renderFixFixture.js';

/** What is known of a topic is recorded while it is made of so many messages at most. */
const MOST_MESSAGES = 200;

/** Passes FIX messages on, and records each request with its answer, and what was told of a topic when it was asked for. */
export function recordFix(upstream: FixTransport, recording: Recording): FixTransport {
  /** The exchange's words, by the last message of its no. */
  const refusals = new WeakMap<FixMessage, string>();
  const refusalOf = (messages: readonly FixMessage[]) => {
    const last = messages.at(-1);
    return last && refusals.get(last);
  };
  return {
    async ask(line, send, context) {
      const messages = await upstream.ask(line, send, context).catch((error: unknown) => {
        recording.report(
          'debug',
          say('not recorded: a {request} of {method} was not answered', {
            request: send.type,
            method: context.method,
          }),
        );
        throw error;
      });
      const { type, fields } = send;
      recording.add(context.method, (scrubber, recorded) =>
        renderFixFixture(scrubber, line, {
          ...{ context, type, fields, messages, recorded, refusal: refusalOf(messages) },
        }),
      );
      return messages;
    },
    async follow(line, topic, bounds, context) {
      const known = await upstream.follow(line, keepMessages(topic), bounds, context);
      const { messages, memory } = known.memory;
      const seen = [...messages];
      if (seen.length > MOST_MESSAGES)
        recording.report('debug', say('not recorded: {topic} was told of too often', { topic: topic.name }));
      else
        recording.add(context.method, (scrubber, recorded) =>
          renderFixFixture(scrubber, line, {
            ...{ context, ...topic.subscribe(''), topic: topic.name, messages: seen },
            ...{ recorded, refusal: refusalOf(seen) },
          }),
        );
      return { ...known, memory };
    },
    isSubscribed: (line, topic) => upstream.isSubscribed?.(line, topic) ?? false,
    onRefusal(messages, refusal) {
      const last = messages.at(-1);
      if (last) refusals.set(last, refusalText(refusal));
    },
    release: (owner) => upstream.release(owner),
    get lines() {
      return upstream.lines;
    },
    async close() {
      await recording.close();
      await upstream.close();
    },
  };
}

interface Kept<Memory> {
  memory: Memory;
  /** All that it is made of, the latest last, as far as it is recorded. */
  messages: FixMessage[];
}

function keepMessages<Memory>(topic: FixTopic<Memory>): FixTopic<Kept<Memory>> {
  const { line, name, subject } = topic;
  return {
    ...{ name, ...(line !== undefined && { line }), ...(subject !== undefined && { subject }) },
    subscribe: (id) => topic.subscribe(id),
    unsubscribe: (id) => topic.unsubscribe(id),
    create: () => ({ memory: topic.create(), messages: [] }),
    begins: (message) => topic.begins?.(message) ?? true,
    apply(kept, message) {
      topic.apply(kept.memory, message);
      if (kept.messages.length <= MOST_MESSAGES) kept.messages.push(message);
    },
  };
}
