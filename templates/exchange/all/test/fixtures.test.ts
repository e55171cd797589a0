import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readFixtures, testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { keys } from './keys.ts';

// Every recorded call is made again, on the recorded answers; what comes out has to be what FMZ expects.
const replay = new URL('../fixtures/', import.meta.url);
const tester = testExchange(exchange, { replay, keys });
after(() => tester.close());

const calls = new Map(
  readFixtures(replay).map(({ method, params }) => [`${method} ${JSON.stringify(params)}`, { method, params }]),
);
for (const [name, { method, params }] of calls) {
  test(name, async () => {
    assert.deepEqual(await tester.findDefects(method, params), []);
  });
}
