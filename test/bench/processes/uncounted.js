// Imported before the built command line: takes out what counts requests and times for /metrics and /healthz, which no flag
// does. A benchmark measures what it costs.
import { readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const SHARED = new URL('../../../dist/shared/', import.meta.url);
/** Each stands in one file of the build. */
const taken = [
  [
    /async function watchReply\(/,
    'const watchReply = (_watched, _call, _host, reply) => reply;\nasync function unused1(',
  ],
  [
    /async function watchTurn\(/,
    'const watchTurn = (_watched, _call, turn) => turn;\nasync function unused2(',
  ],
  [/\btally\.record\(entry\);/, ''],
];

if (isMainThread) {
  const sources = readdirSync(SHARED).map((name) => readFileSync(new URL(name, SHARED), 'utf8'));
  for (const [pattern] of taken) {
    const found = sources.filter((source) => pattern.test(source)).length;
    if (found !== 1) throw new Error(`${pattern} stands in ${found} files of the build, and not in one`);
  }
  register(import.meta.url);
}

/** A hook of Node's loader. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.startsWith(SHARED.href)) return loaded;
  const source = taken.reduce(
    (text, [pattern, other]) => text.replace(pattern, other),
    Buffer.from(loaded.source).toString(),
  );
  return { ...loaded, source };
}
