import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reply } from '../http/Reply.js';
import type { RequestContext, Transport } from '../runtime/Transport.js';
import { FixtureFolder } from './FixtureFolder.js';
import { renderFixture } from './renderFixture.js';
import { Scrubber } from './Scrubber.js';

/** How many files one run writes. */
const MOST = 500;

/**
 * Passes requests on, and writes each with its reply into a folder. The answer waits for none of that.
 *
 * @param options.report takes what the log should say.
 */
export function createRecorder(
  upstream: Transport,
  options: { folder: string; report(level: 'debug' | 'warn', text: string): void },
): Transport {
  const folder = new FixtureFolder(options.folder);
  const scrubber = new Scrubber();
  const warned = new Set<string>();
  let queue = Promise.resolve();

  function warnOnce(kind: string, text: string): void {
    if (!warned.has(kind)) options.report('warn', text);
    warned.add(kind);
  }

  async function record(context: RequestContext, reply: Reply, recorded: string): Promise<void> {
    // FMZ gets its answer first.
    await nextTurn();
    if (folder.count >= MOST) {
      return warnOnce(
        'many',
        `${MOST} recordings are in ${folder.path}: no more are made until fmzproto is restarted`,
      );
    }
    const fixture = renderFixture(scrubber, context, reply, recorded);
    if (!fixture)
      return warnOnce('secret', `not recorded: a key would be readable in a reply of ${context.method}`);
    await folder.write(fixture);
  }

  return {
    async send(request, context) {
      const reply = await upstream.send(request, context).catch((error: unknown) => {
        options.report('debug', `not recorded: a ${request.method} of ${context.method} was not answered`);
        throw error;
      });
      const recorded = new Date().toISOString();
      queue = queue
        .then(() => record(context, reply, recorded))
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          warnOnce('failed', `a recording cannot be written into ${folder.path}: ${reason}`);
        });
      return reply;
    },
    async close() {
      await queue;
      await upstream.close();
    },
  };
}
