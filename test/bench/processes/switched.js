// Imported before the built command line: what counts requests and times for /metrics and /healthz is switched off and on by
// a message, which no flag does. A benchmark measures what it costs, within one process.
import { readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const SHARED = new URL('../../../dist/shared/', import.meta.url);
/** Each stands in one file of the build. */
const switched = [
  [/async function watchReply\(/, watched('watchReply', 'call, host, reply', 'reply')],
  [/async function watchTurn\(/, watched('watchTurn', 'call, turn', 'turn')],
  [/\btally\.record\(entry\);/, 'if (globalThis.counting) tally.record(entry);'],
];

function watched(name, rest, plain) {
  return `const ${name} = (watched, ${rest}) => globalThis.counting ? ${name}Counted(watched, ${rest}) : ${plain};
    async function ${name}Counted(`;
}

if (isMainThread) {
  const sources = readdirSync(SHARED).map((name) => readFileSync(new URL(name, SHARED), 'utf8'));
  for (const [pattern] of switched) {
    const found = sources.filter((source) => pattern.test(source)).length;
    if (found !== 1) throw new Error(`${pattern} stands in ${found} files of the build, and not in one`);
  }
  register(import.meta.url);
  globalThis.counting = true;
  process.on('message', (message) => {
    if (typeof message !== 'object' || !('counting' in message)) return;
    globalThis.counting = message.counting;
    process.send(message);
  });
}

/** A hook of Node's loader. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.startsWith(SHARED.href)) return loaded;
  const source = Buffer.from(loaded.source).toString();
  return {
    ...loaded,
    source: switched.reduce((text, [pattern, other]) => text.replace(pattern, other), source),
  };
}
