import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStrategyCode, runStrategy, type StrategyOptions } from '../support/startStrategy.js';

/** Lists in one another, as deep as a thread can write them. */
const DEEP = 'let deep = []; for (let i = 0; i < 3000; i++) deep = [deep];';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let url = '';
const plugin = createServer((_, response) => {
  response.end(`{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
});

beforeAll(async () => {
  code = await buildStrategyCode();
  await once(plugin.listen(0, '127.0.0.1'), 'listening');
  const address = plugin.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address?.port}`;
});

afterAll(async () => {
  plugin.closeAllConnections();
  plugin.close();
  await code.remove();
});

const run = (body: string, options: Partial<StrategyOptions> = {}) =>
  runStrategy(`function main() {\n${body}\n}`, { code, ...options });

describe('what is told', () => {
  test('a chart that is too deep to be shown ends nothing', async () => {
    const { end, lines } = await run(`${DEEP} Chart({ deep }); Sleep(1); Log('goes on')`, {
      onEvent(event) {
        if (event.kind === 'chart') throw new RangeError('too deep');
      },
    });
    expect(end.reason).toBe('returned');
    expect(lines()).toEqual(
      expect.arrayContaining([
        'goes on',
        expect.stringMatching(/^error: what the strategy told could not be shown \(chart\): /),
      ]),
    );
  });

  test.each(['() => NaN', '() => 1e300', '() => -1'])('with a clock that tells %s', async (clock) => {
    const before = Date.now();
    const { events } = await run(`Date.now = ${clock}; Log('told'); LogProfit(1); Chart({})`);
    const times = events.flatMap((event) => ('time' in event ? [event.time] : []));
    expect(events.map(({ kind }) => kind)).toEqual(['log', 'profit', 'chart', 'end']);
    expect(times.filter((time) => time >= before && time <= Date.now())).toEqual(times);
  });

  test('has a place and an exchange of one line each, whatever a strategy makes of its JSON', async () => {
    const { events, end } = await run(`
      const lines = { place: 'a\\nb\\u001b[2Jc', exchange: '\\u009b2J\\u202ed', error: '\\u001b]0;e\\u0007' };
      Object.prototype.toJSON = function () { return this.kind || this.reason ? { ...this, ...lines, toJSON: undefined } : this };
      Log('told');
    `);
    expect(events[0]).toMatchObject({ text: 'told', place: 'a b [2Jc', exchange: '2J d' });
    expect(end).toMatchObject({ error: ']0;e', place: 'a b [2Jc' });
  });
});

describe('what is told is cut where it is longer than can be shown', () => {
  const LONG = `'y'.repeat(3e6)`;

  test.each([
    ['a log', `Log(${LONG})`],
    ['a profit', `LogProfit(1, ${LONG})`],
    ['a line of an order', `exchange.Log(0, 1, 1, ${LONG})`],
    ['a status bar', `LogStatus(${LONG})`],
  ])('%s', async (_, call) => {
    const { events } = await run(call);
    expect(JSON.stringify(events).length).toBeLessThan(1_001_000);
    expect(/y… \(cut, of 3\d{6} characters\)/.test(JSON.stringify(events))).toBe(true);
  });

  test('tables', async () => {
    const { events } = await run(`
      const table = (rows) => '\`' + JSON.stringify({ type: 'table', title: 't', cols: ['a'], rows }) + '\`';
      LogStatus(table(Array(300000).fill(['x'])) + table([[${LONG}]]));
    `);
    const [status] = events;
    expect(JSON.stringify(status).length).toBeLessThan(1_001_000);
    expect(JSON.stringify(status).includes('["x"],["… (cut, of 300000 rows)"]')).toBe(true);
  });

  test('texts in two languages that are never closed hold up nobody', async () => {
    const { end, lines } = await run(`Log('[trans]'.repeat(100000)); return 7`);
    expect(end.value).toBe(7);
    expect(lines().map((line) => line.length)).toEqual([700_000]);
  });
});

describe('what is answered', () => {
  test('an answer that is too deep for a strategy makes the call throw', async () => {
    const { end } = await run(
      `try { exchange.IO('api', 'GET', '/x') } catch (error) { return error.message }`,
      {
        url,
      },
    );
    expect(end.value).toMatch(/^what was answered cannot be handed to the strategy: /);
  });

  test('rows that would not fit into the memory are refused', async () => {
    const { end, lines } = await run(`
      const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
      return [DBExec(numbers + ' SELECT i, zeroblob(1000000) FROM n'), DBExec('SELECT 7').values];
    `);
    expect(end.value).toEqual([null, [[7]]]);
    expect(lines()).toEqual(['error: DBExec: the rows hold more than 128 MB: select fewer, as with LIMIT']);
  });
});
