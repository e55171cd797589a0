import { parseObject } from '../../exchange/parseObject.js';
import type { StreamLine } from '../../exchange/stream/StreamLine.js';
import type { Market } from '../Market.js';
import { findTopic, type Topic } from './topics.js';

const SPOT_TOPICS = 10;
const CHARACTERS = 21_000;

/**
 * What Bybit does with what a client says: pings, subscriptions, and what it refuses. One topic that it does not have
 * refuses all that are asked for with it.
 *
 * @param welcome called with what was subscribed to
 */
export function operate(
  line: StreamLine,
  text: string,
  market: Market,
  welcome: (topic: Topic) => void,
): void {
  const { op, args, req_id = '' } = parseObject(Buffer.from(text)) ?? {};
  const answer = (success: boolean, ret_msg: string) =>
    line.send(JSON.stringify({ success, ret_msg, conn_id: line.id, req_id, op }));
  if (op === 'ping') {
    answer(true, 'pong');
    return;
  }
  line.operations.push(market.clock.now());
  const names: unknown[] = Array.isArray(args) ? args : [];
  const topics = names.flatMap((name) => findTopic(line.path, name, market) ?? []);
  if (op === 'subscribe' && topics.some(({ name }) => line.suffers('no-ack', name))) return;
  const refused = refusal(line, op, names, topics);
  if (refused !== undefined) {
    answer(false, refused);
    return;
  }
  for (const { name } of topics) {
    if (op === 'subscribe') line.topics.add(name);
    else line.topics.delete(name);
  }
  answer(true, '');
  if (op === 'subscribe') for (const topic of topics) welcome(topic);
}

function refusal(
  line: StreamLine,
  op: unknown,
  names: readonly unknown[],
  topics: readonly Topic[],
): string | undefined {
  if (op !== 'subscribe' && op !== 'unsubscribe') return 'error:unknown op';
  if (names.length === 0) return 'error:args is empty';
  if (line.path.endsWith('/spot') && names.length > SPOT_TOPICS) return `args size >${SPOT_TOPICS}`;
  const unknown = names.find((name) => !topics.some((topic) => topic.name === name));
  if (unknown !== undefined) return `error:handler not found,topic:${String(unknown)}`;
  if (op === 'unsubscribe') return undefined;
  const known = topics.find(({ name }) => line.topics.has(name));
  if (known) return `error:already subscribed,topic:${known.name}`;
  const faulty = topics.find(({ name }) => line.suffers('refuse', name));
  if (faulty) return `error:handler not found,topic:${faulty.name}`;
  const length = [...line.topics, ...topics.map(({ name }) => name)].join('').length;
  return length > CHARACTERS ? `error:args length >${CHARACTERS}` : undefined;
}
