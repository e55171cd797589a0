// Imported before the built command line: parts of the server are switched off and on by a message, which no flag does. A
// benchmark measures what each costs, within one process.
import { readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const SHARED = new URL('../../../dist/shared/', import.meta.url);
/** Each stands in one file of the build. */
const switched = [
  // What counts requests and times for /metrics and /healthz.
  [/async function watchReply\(/, watched('watchReply', 'call, host, reply', 'reply')],
  [/async function watchTurn\(/, watched('watchTurn', 'call, turn', 'turn')],
  [/\btally\.record\(entry\);/, 'if (switches.counting) tally.record(entry);'],
  // What asks whether there is room for a request, and whether it may be answered at all.
  [
    /arrivals\.take\((\(\) => incoming\.readBody\(signal\))\)/,
    '(switches.guards ? arrivals.take($1) : ($1)())',
  ],
  [/\bstate\.leave = places\.take\(/, 'if (switches.guards) state.leave = places.take('],
  [/\bnoteAnswer\(shared, name, api\);/, 'if (switches.guards) noteAnswer(shared, name, api);'],
  [/(const full = )(connection\.refusal \?\? [^;]+);/, '$1switches.guards ? $2 : undefined;'],
  [/(const refusal = )(full \?\? [^;]+);/, '$1switches.guards ? $2 : undefined;'],
  [/(connection\.full = )(this\.[^;]+);/, '$1switches.guards ? $2 : undefined;'],
];

function watched(name, rest, plain) {
  return `const ${name} = (watched, ${rest}) => switches.counting ? ${name}Counted(watched, ${rest}) : ${plain};
    async function ${name}Counted(`;
}

if (isMainThread) {
  const sources = readdirSync(SHARED).map((name) => readFileSync(new URL(name, SHARED), 'utf8'));
  for (const [pattern] of switched) {
    const found = sources.filter((source) => pattern.test(source)).length;
    if (found !== 1) throw new Error(`${pattern} stands in ${found} files of the build, and not in one`);
  }
  register(import.meta.url);
  globalThis.switches = { counting: true, guards: true };
  process.on('message', (message) => {
    if (typeof message !== 'object' || !('part' in message)) return;
    globalThis.switches[message.part] = message.on;
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
