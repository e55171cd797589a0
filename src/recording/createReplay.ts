import { API } from '../adapter/hosts.js';
import { Reply, ReplyHeaders } from '../http/Reply.js';
import { oneLine } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { RequestContext, Transport, Upstream } from '../runtime/outgoing.js';
import { say } from '../wording/say.js';
import { compareRequests, requestOf } from './compareRequests.js';
import { type Fixture, type HttpFixture, isFixFixture } from './Fixture.js';
import { Playback } from './Playback.js';
import { replayFix } from './replayFix.js';

/**
 * Answers from recordings instead of the network. Several recordings of one request are given in their order, and the
 * last one from then on. Those of the same call of FMZ's come first.
 *
 * @param fixtures oldest first, as `readFixtures` gives them.
 * @param folder where they are, for the error of a request that was not recorded.
 */
export function createReplay(fixtures: readonly Fixture[], folder: string): Required<Upstream> {
  const playback = new Playback(fixtures, folder);
  return { http: replayHttp(playback), fix: replayFix(playback) };
}

function replayHttp(playback: Playback): Transport {
  return {
    recordedAt: () => playback.recordedAt,
    async send(request, context) {
      const asked = requestOf(context.unsigned);
      const fixture = playback.take(context, isHttpFixture, (one, moments) =>
        compareRequests(one.request, asked, moments),
      );
      if (!fixture) throw new ProtocolError(describeMissing(context, playback.folder));
      const text = [...playback.ids].reduce(
        (reply, [recorded, asked]) => reply.replaceAll(recorded, asked),
        fixture.reply.text,
      );
      request.onSent?.();
      const { host } = new URL(request.url);
      return new Reply(fixture.reply.status, new ReplyHeaders(fixture.reply.headers), text, host);
    },
    close: async () => undefined,
  };
}

function isHttpFixture(fixture: Fixture): fixture is HttpFixture {
  return !isFixFixture(fixture);
}

function describeMissing({ unsigned }: RequestContext, folder: string): string {
  const body = unsigned.body === undefined ? '' : ` ${unsigned.body}`;
  const host = unsigned.host === API ? '' : `${unsigned.host} `;
  const request = oneLine(`${host}${unsigned.method} ${unsigned.path}${body}`, 200);
  return say('no recording of {request} in {folder}: record it with serve --record', { request, folder });
}
