import type { Reply } from '../http/Reply.js';
import type { Transport, Upstream } from '../runtime/outgoing.js';
import { say } from '../wording/say.js';
import { Recording, type RecordingOptions } from './Recording.js';
import { recordFix } from './recordFix.js';
import { refusalText } from './refusalText.js';
import { renderFixture } from './renderFixture.js';

/**
 * Passes requests on, and writes each with its answer into a folder. FMZ's answer waits for none of that.
 *
 * @param options.report takes what the log should say.
 */
export function createRecorder({ http, fix }: Upstream, options: RecordingOptions): Upstream {
  const recording = new Recording(options);
  return { http: recordHttp(http, recording), ...(fix && { fix: recordFix(fix, recording) }) };
}

function recordHttp(upstream: Transport, recording: Recording): Transport {
  /** The exchange's words, by the reply that is its no. */
  const refusals = new WeakMap<Reply, string>();
  return {
    async send(request, context) {
      if (context.unrecorded) return upstream.send(request, context);
      const reply = await upstream.send(request, context).catch((error: unknown) => {
        recording.report(
          'debug',
          say('not recorded: a {request} of {method} was not answered', {
            request: request.method,
            method: context.method,
          }),
        );
        throw error;
      });
      recording.add(context.method, (scrubber, recorded) =>
        renderFixture(scrubber, context, reply, { recorded, refusal: refusals.get(reply) }),
      );
      return reply;
    },
    onRefusal(reply, refusal) {
      refusals.set(reply, refusalText(refusal));
    },
    get connections() {
      return upstream.connections ?? new Map<string, number>();
    },
    proxyOf: (host) => upstream.proxyOf?.(host),
    async close() {
      await recording.close();
      await upstream.close();
    },
  };
}
