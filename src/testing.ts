// What the tests of an adapter import from 'fmzproto/testing'.

export type { Expectation } from './check/structures/Assertion.js';
export { findDefects } from './check/structures/assertionsOf.js';
export {
  type FixFixture,
  type Fixture,
  type HttpFixture,
  isFixFixture,
  readFixtures,
} from './recording/Fixture.js';
export type { FixResend, FixSendOptions, FixServerSession } from './testing/FixServerSession.js';
export {
  type FixAnswer,
  type FixHandler,
  type FixServer,
  type FixServerOptions,
  startFixServer,
} from './testing/startFixServer.js';
export {
  type ExpectedRequest,
  type ReceivedRequest,
  type RecordingServer,
  type Respond,
  type ServerAnswer,
  startRecordingServer,
} from './testing/startRecordingServer.js';
export {
  type TestAnswer,
  type TestedExchange,
  type TestOptions,
  testExchange,
} from './testing/testExchange.js';
