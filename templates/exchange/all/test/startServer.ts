import { type RecordingServer, type Respond, readFixtures, startRecordingServer } from 'fmzproto/testing';

const fixtures = readFixtures(new URL('../fixtures/', import.meta.url));

/** A server in the place of the exchange: what `answer` leaves open is answered from the fixtures. */
export function startServer(answer: Respond): Promise<RecordingServer> {
  return startRecordingServer(async (request) => {
    const own = await answer(request);
    if (own) return own;
    const asked = new URLSearchParams(request.query);
    const fixture = fixtures.find(
      ({ request: { verb, path, query } }) =>
        verb === request.method &&
        path === request.path &&
        Object.entries(query).every(([name, value]) => asked.get(name) === value),
    );
    if (!fixture) return { status: 404, body: { code: 404, message: 'not found' } };
    const { status, headers, text } = fixture.reply;
    return { status, headers, body: text };
  });
}
