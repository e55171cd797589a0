import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a module in Node, which finds the package by its own name, as that of a user does. */
function run(module: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', module], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr };
}

test.each([
  ['fmzproto', 'defineExchange'],
  ['fmzproto/testing', 'findDefects,readFixtures,startRecordingServer,testExchange'],
])('%s resolves, with its types', (name, exported) => {
  const { stdout, stderr } = run(`
    const names = Object.keys(await import('${name}'));
    console.log(names.filter((one) => ${JSON.stringify(exported.split(','))}.includes(one)).join());
    console.log(import.meta.resolve('${name}'));`);
  const [names, file = ''] = stdout.split('\n');
  expect({ names, stderr }).toEqual({ names: exported, stderr: '' });
  expect(existsSync(fileURLToPath(file.replace(/\.js$/, '.d.ts')))).toBe(true);
});

test('the kit works without a test runner, and ends when it is closed', () => {
  const result = run(`
    import { defineExchange } from 'fmzproto';
    import { startRecordingServer, testExchange } from 'fmzproto/testing';
    import * as v from 'valibot';

    const adapter = defineExchange({
      name: 'Example',
      credentials: v.object({}),
      createState: () => ({}),
      methods: {
        async cancel({ id }, api) {
          const reply = await api.request({ method: 'DELETE', path: '/orders', query: { id } });
          return { data: true, raw: reply.raw };
        },
      },
    });
    const server = await startRecordingServer(() => ({ body: { ok: true } }));
    const exchange = testExchange(adapter, { baseUrl: server.url, keys: { access_key: 'a', secret_key: 'b' } });
    const { data, raw } = await exchange.call('cancel', { id: 'A-B,1' });
    console.log(JSON.stringify({ data, raw, defects: await exchange.findDefects('cancel', { id: 'A-B,2' }) }));
    server.expectRequests(['DELETE /orders?id=A-B%2C1', 'DELETE /orders?id=A-B%2C2']);
    try {
      server.expectRequests(['DELETE /orders?id=A-B%2C1', 'DELETE /orders?id=A-B%2C3']);
    } catch ({ name, code, message }) {
      console.log(name, code, message.includes('A-B%2C2') && message.includes('A-B%2C3'));
    }
    await exchange.close();
    await server.close();`);
  expect(result).toEqual({
    status: 0,
    stdout: '{"data":true,"raw":{"ok":true},"defects":[]}\nAssertionError ERR_ASSERTION true',
    stderr: '',
  });
});
