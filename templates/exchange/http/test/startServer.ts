import {
  type HttpFixture,
  isFixFixture,
  type RecordingServer,
  type Respond,
  readFixtures,
  startRecordingServer,
} from 'fmzproto/testing';

const fixtures = readFixtures(new URL('../fixtures/', import.meta.url)).flatMap((fixture) =>
  isFixFixture(fixture) ? [] : [fixture],
);
type Query = HttpFixture['request']['query'];

/** A server in the place of the exchange: what `answer` leaves open is answered from the fixtures. */
export function startServer(answer: Respond): Promise<RecordingServer> {
  return startRecordingServer(async (request) => {
    const own = await answer(request);
    if (own) return own;
    // #if oauth2
    // FILL IN: how a token is given out.
    if (request.path === '/oauth2/token') return { body: TOKEN };
    // #end
    const asked = new URLSearchParams(request.query);
    const fixture = fixtures
      .filter(({ request: { verb, path } }) => verb === request.method && path === request.path)
      .map((fixture) => ({ fixture, fits: fitOf(fixture.request.query, asked) }))
      .filter(({ fits }) => fits > Number.NEGATIVE_INFINITY)
      .sort((one, other) => other.fits - one.fits)[0]?.fixture;
    if (!fixture) return { status: 404, body: { code: 404, message: 'not found' } };
    const { status, headers, text } = fixture.reply;
    return { status, headers, body: text };
  });
}

// #if oauth2
// #if rest
const TOKEN = { access_token: 'demoToken', expires_in: 3600 };
// #else
const TOKEN = { code: 0, data: { access_token: 'demoToken', expires_in: 3600 } };
// #end

// #end
/** How well a recorded query fits: a short number, such as a limit, may be another one, and a parameter may be left out. */
function fitOf(recorded: Query, asked: URLSearchParams): number {
  const points = Object.entries(recorded).map(([name, value]) => {
    const given = asked.get(name);
    if (given === value) return 2;
    return given === null || /^\d{1,5} \d{1,5}$/.test(`${given} ${value}`) ? -1 : Number.NEGATIVE_INFINITY;
  });
  return points.reduce((sum, point) => sum + point, 0);
}
