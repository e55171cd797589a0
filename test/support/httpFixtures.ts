import { type HttpFixture, isFixFixture, readFixtures } from '../../src/recording/Fixture.js';

/** The recordings of requests over HTTP in a folder. */
export function httpFixtures(folder: string): HttpFixture[] {
  return readFixtures(folder).flatMap((fixture) => (isFixFixture(fixture) ? [] : [fixture]));
}
