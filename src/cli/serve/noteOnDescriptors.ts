import { readFileSync } from 'node:fs';
import { BEYOND, KEPT, LIMITS } from '../../server/guards/limits.js';
import { say } from '../../wording/say.js';

/** Each connection of a client takes one, and each request at work may have a connection to its exchange. */
const WANTED = LIMITS.connections + BEYOND + LIMITS.requests + KEPT;

/** What is to be said where this process may open fewer files and connections than its own limits let in. */
export function noteOnDescriptors(): string | undefined {
  const most = readLimit();
  if (most === undefined || most >= WANTED) return undefined;
  return say(
    'this process may open {most} files and connections at once, and many clients need up to {wanted}: raise that with ulimit -n or LimitNOFILE=',
    { most, wanted: WANTED },
  );
}

/** How many it may open; `undefined` where that is unlimited, and on systems other than Linux, which do not say. */
function readLimit(): number | undefined {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
