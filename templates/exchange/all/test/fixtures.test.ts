import assert from 'node:assert/strict';
// #if fix
import { existsSync, readdirSync } from 'node:fs';
// #end
import { after, test } from 'node:test';
import { type Fixture, readFixtures, testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { keys } from './keys.ts';

// Every recorded call is made again, on the recorded answers; what comes out has to be what FMZ expects, or the very
// refusal that was recorded.
const replay = new URL('../fixtures/', import.meta.url);
// #if http
const fixtures = readFixtures(replay);
const tester = testExchange(exchange, { replay, keys });
after(() => tester.close());
// #else
// Nothing is recorded yet where there is no such folder, or an empty one: serve --record fills it.
const isRecorded = existsSync(replay) && readdirSync(replay).some((file) => file.endsWith('.json'));
const fixtures = isRecorded ? readFixtures(replay) : [];
const tester = fixtures.length > 0 ? testExchange(exchange, { replay, keys }) : undefined;
after(() => tester?.close());
// #end

const recorded = fixtures.map((fixture) => ({
  ...fixture,
  name: `${fixture.method} ${JSON.stringify(fixture.params)}`,
}));
const writing = ['trade', 'cancel', 'modifyorder', 'setmarginlevel'];
/** Whether it may have changed something: over FIX, orders go by these types. */
const wrote = ({ request }: Fixture) =>
  'verb' in request ? request.verb !== 'GET' : ['D', 'F', 'G'].includes(request.type);
/** Of an order that was refused before it was sent, nothing but what was read for it is recorded. */
const isUnsent = (name: string, method: string) =>
  writing.includes(method) && recorded.every((one) => one.name !== name || !wrote(one));

// #if fix
if (!isRecorded) test('recordings', { skip: 'there are none yet: serve --record makes some' });

// #end
for (const [name, { method, params }] of new Map(recorded.map((one) => [one.name, one]))) {
  test(name, { skip: isUnsent(name, method) && 'it was refused before it was sent' }, async () => {
    // #if fix
    assert.ok(tester);
    // #end
    const refusals = recorded.filter((one) => one.name === name).flatMap(({ reply }) => reply.refusal ?? []);
    const defects = await tester.findDefects(method, params).catch((error: Error) => {
      if (!refusals.some((refusal) => error.message.includes(refusal))) throw error;
      return [];
    });
    assert.deepEqual(defects, []);
  });
}
