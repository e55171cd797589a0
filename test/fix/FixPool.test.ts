import { onTestFinished, test } from 'vitest';
import { createFixPool, type FixPool } from '../../src/fix/FixPool.js';
import { Proxies } from '../../src/http/Proxies.js';
import { type FixServerOptions, startFixServer } from '../../src/testing/startFixServer.js';
import { context, lineAt, order } from './lines.js';

async function start(options: FixServerOptions) {
  const server = await startFixServer(options);
  const pool: FixPool = createFixPool({ proxies: new Proxies(), advise: true });
  onTestFinished(async () => {
    await pool.close();
    await server.close();
  });
  return { server, pool, line: lineAt(server.url) };
}

test('an order is answered with its report', async ({ expect }) => {
  const { server, pool, line } = await start({
    on: {
      D: (message) => ({
        type: '8',
        fields: [
          [37, '4711'],
          [11, message.get(11) ?? ''],
          [150, '0'],
          [39, '0'],
        ],
      }),
    },
  });
  const [report] = await pool.ask(line, order('a1'), context);
  expect(report?.get(37)).toBe('4711');
  const many = await Promise.all(
    Array.from({ length: 200 }, (_, index) => pool.ask(line, order(`b${index}`), context)),
  );
  expect(many.map(([one]) => one?.get(11))).toEqual(Array.from({ length: 200 }, (_, index) => `b${index}`));
  expect(server.count('A')).toBe(1);
  expect(pool.lines).toMatchObject([{ state: 'open', logons: 1, sent: 202, received: 202 }]);
});
