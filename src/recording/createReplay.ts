import { isDeepStrictEqual } from 'node:util';
import { API } from '../adapter/hosts.js';
import { Reply, ReplyHeaders } from '../http/Reply.js';
import { oneLine } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { RequestContext, Transport } from '../runtime/outgoing.js';
import { compareRequests, type Difference, type PlainRequest, requestOf } from './compareRequests.js';
import type { Fixture } from './Fixture.js';

/** Recordings of the same request are made at least so many ms apart from those of an earlier or a later page. */
const SAME_PAGE = 60_000;

interface Match extends Difference {
  fixture: Fixture;
}

/**
 * Answers from recordings instead of the network. Several recordings of one request are given in their order, and the
 * last one from then on. Those of the same call of FMZ's come first.
 *
 * @param fixtures oldest first, as `readFixtures` gives them.
 * @param folder where they are, for the error of a request that was not recorded.
 */
export function createReplay(fixtures: readonly Fixture[], folder: string): Transport {
  const given = new Set<Fixture>();
  const ids = new Map<string, string>();
  let latest = fixtures.at(-1);

  const recordedAt = () => (latest ? Date.parse(latest.recorded) : Date.now());

  function find(context: RequestContext, asked: PlainRequest): Match | undefined {
    const now = [recordedAt(), Date.now()];
    const all = fixtures
      .filter((fixture) => fixture.exchange.toLowerCase() === context.exchange.toLowerCase())
      .flatMap((fixture): Match[] => {
        const moments = { recorded: Date.parse(fixture.recorded), asked: now };
        const difference = compareRequests(fixture.request, asked, moments);
        return difference ? [{ ...difference, fixture }] : [];
      });
    const own = all.filter(({ fixture }) => isSameCall(fixture, context));
    const matches = closest(own.length > 0 ? own : all);
    return matches.find(({ fixture }) => !given.has(fixture)) ?? matches.at(-1);
  }

  return {
    recordedAt,
    async send(request, context) {
      const match = find(context, requestOf(context.unsigned));
      if (!match) throw new ProtocolError(describeMissing(context, folder));
      const { fixture } = match;
      given.add(fixture);
      latest = fixture;
      for (const [recorded, asked] of match.ids) ids.set(recorded, asked);
      const text = [...ids].reduce(
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

function isSameCall(fixture: Fixture, { method, params }: RequestContext): boolean {
  return fixture.method === method && isDeepStrictEqual(fixture.params, params);
}

function closest(matches: readonly Match[]): Match[] {
  const best = Math.min(...matches.map(({ time }) => time));
  return matches.filter(({ time }) => time <= best + (best === 0 ? 0 : SAME_PAGE));
}

function describeMissing({ unsigned }: RequestContext, folder: string): string {
  const body = unsigned.body === undefined ? '' : ` ${unsigned.body}`;
  const host = unsigned.host === API ? '' : `${unsigned.host} `;
  const request = oneLine(`${host}${unsigned.method} ${unsigned.path}${body}`, 200);
  return `no recording of ${request} in ${folder}: record it with serve --record`;
}
