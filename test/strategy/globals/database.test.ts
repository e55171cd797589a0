import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeptDatabase } from '../../../src/cli/run/KeptDatabase.js';
import {
  buildStrategyCode,
  runStrategy,
  type StrategyOptions,
  startStrategy,
} from '../../support/startStrategy.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let folder = '';

beforeAll(async () => {
  [code, folder] = await Promise.all([buildStrategyCode(), mkdtemp(join(tmpdir(), 'database-'))]);
});

afterAll(async () => {
  await code.remove();
  await rm(folder, { recursive: true, force: true });
});

const run = (body: string, options: Partial<StrategyOptions> = {}) =>
  runStrategy(`function main() {\n${body}\n}`, { code, ...options });

async function resultOf(body: string, options?: Partial<StrategyOptions>): Promise<unknown> {
  const { end } = await run(body, options);
  return end.reason === 'returned' ? end.value : end;
}

describe('DBExec', () => {
  test('columns and rows of the last statement', async () => {
    const value = await resultOf(`
      return [
        DBExec('CREATE TABLE IF NOT EXISTS "users" (id INTEGER PRIMARY KEY AUTOINCREMENT, name text not NULL);'),
        DBExec("INSERT INTO users(name) values('张三')"),
        DBExec('INSERT INTO users(name) values(?)', '李四'),
        DBExec('selEct * from users'),
        DBExec('select id AS a, name AS a from users where id = ?', 2),
        DBExec('DELETE FROM users; SELECT count(*) AS n FROM users;'),
        DBExec('-- nothing'),
      ];
    `);
    const none = { columns: [], values: [] };
    expect(value).toEqual([
      none,
      none,
      none,
      {
        columns: ['id', 'name'],
        values: [
          [1, '张三'],
          [2, '李四'],
        ],
      },
      { columns: ['a', 'a'], values: [[2, '李四']] },
      { columns: ['n'], values: [[0]] },
      none,
    ]);
  });

  test('values go in and come back', async () => {
    const value = await resultOf(`
      var ret = DBExec('select 2, ?, ?, ?, ?, ?, ?', 'ok', true, 9.8, null, undefined, NaN);
      return [ret.values[0], DBExec('SELECT ?, ?', 1700000000000, -0.5).values[0], DBExec('SELECT ?', { a: 1 }).values[0]];
    `);
    expect(value).toEqual([[2, 'ok', 1, 9.8, null, null, null], [1700000000000, -0.5], ['{"a":1}']]);
  });

  test('bytes are an ArrayBuffer, and as many as there were', async () => {
    const value = await resultOf(`
      DBExec('CREATE TABLE files (content BLOB)');
      DBExec('INSERT INTO files VALUES (?), (?)', new Uint8Array([0, 255, 128]), new ArrayBuffer(70000));
      var rows = DBExec('SELECT content, typeof(content) FROM files').values;
      return [rows[0][0] instanceof ArrayBuffer, Array.from(new Uint8Array(rows[0][0])), rows[0][1], rows[1][0].byteLength];
    `);
    expect(value).toEqual([true, [0, 255, 128], 'blob', 70000]);
  });

  test('integers keep their digits: those beyond a number as text', async () => {
    const value = await resultOf(`
      DBExec('CREATE TABLE ids (id INTEGER)');
      DBExec('INSERT INTO ids VALUES (?), (?), (9007199254740993), (?)', BigInt('9223372036854775807'), BigInt(5), 9007199254740991);
      return [DBExec('SELECT id, typeof(id) FROM ids').values, DBExec('SELECT id FROM ids WHERE id = ?', BigInt('9223372036854775807')).values];
    `);
    expect(value).toEqual([
      [
        ['9223372036854775807', 'integer'],
        [5, 'integer'],
        ['9007199254740993', 'integer'],
        [9007199254740991, 'integer'],
      ],
      [['9223372036854775807']],
    ]);
  });

  test('any text and number comes back', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    // SQLite knows no zero below zero, and ends a text that it is told as SQL where there is a NUL.
    const rows = fc
      .sample(fc.tuple(cell, cell), { numRuns: 200, seed: 15 })
      .map((row) => row.map((one) => (typeof one === 'string' ? one.replaceAll('\0', '') : one + 0)));
    const value = await resultOf(
      `return ROWS.map(function (row) { return DBExec('SELECT ?, ?', row[0], row[1]).values[0] });`,
      { settings: { args: { ROWS: rows } } },
    );
    expect(value).toEqual(rows);
  });

  test.each([
    ['SELECT * FROM missing', '', 'no such table: missing'],
    ['SELEC 1', '', 'near "SELEC": syntax error'],
    ['SELECT ?, ?', ', 1', 'more places than there are values: 1'],
    ['SELECT ?', '', 'more places than there are values: 0'],
    ['SELECT 1', ', 1', 'fewer places than there are values: 1'],
  ])('%s is null and a line', async (sql, values, text) => {
    const { end, lines } = await run(
      `return [DBExec('${sql}'${values}), GetLastError(), GetLastError(), DBExec('SELECT 1').values];`,
    );
    expect(end).toMatchObject({ value: [null, expect.stringContaining(text), null, [[1]]] });
    expect(lines()).toEqual([expect.stringMatching(/^error: DBExec: /)]);
  });

  test('a colon in front is a database in memory', async () => {
    const value = await resultOf(`
      DBExec(':CREATE TABLE cache(k TEXT, v TEXT)');
      DBExec(" :INSERT INTO cache VALUES ('a', ?)", ':b');
      return [DBExec(':SELECT * FROM cache').values, DBExec('SELECT * FROM cache')];
    `);
    expect(value).toEqual([[['a', ':b']], null]);
  });

  test('reaches no file and loads no code', async () => {
    const secret = join(folder, 'secret.db');
    await writeFile(secret, 'SQLite format 3\0');
    const value = await resultOf(
      `return [
        DBExec("ATTACH '" + FILE + "' AS a"), DBExec("ATTACH 'file:" + FILE + "?mode=ro' AS b"),
        DBExec("SELECT load_extension('x')"), DBExec("SELECT readfile('" + FILE + "')"), DBExec("SELECT writefile('" + FILE + "', 'x')"),
        DBExec("VACUUM INTO '" + FILE + "2'"), DBExec("ATTACH 'here.db' AS d"), DBExec('CREATE TABLE d.t (a)'), DBExec('PRAGMA temp_store_directory = "/tmp"')
      ].slice(0, 5).concat([DBExec("ATTACH '/proc/self/environ' AS e") && DBExec('SELECT * FROM e.sqlite_master').values.length]);`,
      { settings: { args: { FILE: secret } } },
    );
    // That name is free in the memory that SQLite takes for its disk.
    expect(value).toEqual([null, null, null, null, null, 0]);
    expect(await readFile(secret, 'latin1')).toBe('SQLite format 3\0');
    expect([`${secret}2`, 'here.db', join(folder, 'here.db')].filter((path) => existsSync(path))).toEqual([]);
  });

  test('a statement without end does not hold up the end', async () => {
    const strategy = startStrategy(
      `function main() {
        Log('begins');
        DBExec('WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n');
      }
      function onexit() { Log('onexit') }`,
      { code },
    );
    await expect.poll(() => strategy.lines()).toEqual(['begins']);
    strategy.stop();
    expect(await strategy.ended).toMatchObject({ reason: 'stopped' });
    expect(strategy.lines()).toEqual(['begins', 'onexit']);
  });
});

describe('a database that is kept', () => {
  const fileOf = (name: string) => new KeptDatabase(join(folder, name));

  test('is there in the next run, for its owner alone', async () => {
    const first = await run(`DBExec('CREATE TABLE t (a)'); DBExec('INSERT INTO t VALUES (?)', 'kept');`, {
      database: fileOf('next'),
    });
    expect(first.end).toMatchObject({ reason: 'returned' });
    const { mode } = await stat(join(folder, 'next.db'));
    expect(mode & 0o077).toBe(0);
    const body = `DBExec('UPDATE t SET a = a || 1'); return DBExec('SELECT * FROM t').values`;
    expect(await resultOf(body, { database: fileOf('next') })).toEqual([['kept1']]);
    expect(await resultOf(body, { database: fileOf('next') })).toEqual([['kept11']]);
  });

  test('is written while the strategy runs', async () => {
    const strategy = startStrategy(
      `function main() { DBExec('CREATE TABLE t (a)'); for (;;) { DBExec('INSERT INTO t VALUES (1)'); Sleep(10) } }`,
      { code, database: fileOf('running') },
    );
    await expect.poll(() => existsSync(join(folder, 'running.db'))).toBe(true);
    strategy.stop();
    await strategy.ended;
  });

  test('has what was committed', async () => {
    await run(
      `DBExec('CREATE TABLE t (a)');
      DBExec('BEGIN'); DBExec("INSERT INTO t VALUES ('committed')"); DBExec('COMMIT');
      DBExec('BEGIN'); DBExec("INSERT INTO t VALUES ('left open')");`,
      { database: fileOf('open') },
    );
    expect(await resultOf(`return DBExec('SELECT * FROM t').values`, { database: fileOf('open') })).toEqual([
      ['committed'],
    ]);
  });

  test('is not made by what changes nothing', async () => {
    await run(`DBExec('SELECT 1'); DBExec(':CREATE TABLE t (a)'); DBExec('nonsense')`, {
      database: fileOf('unused'),
    });
    expect(existsSync(join(folder, 'unused.db'))).toBe(false);
  });

  test('that is damaged is told and left as it is', async () => {
    const damaged = Buffer.from('this is no database, but somebody may want it back');
    await writeFile(join(folder, 'damaged.db'), damaged);
    const { end, lines } = await run(`return DBExec('CREATE TABLE t (a)')`, { database: fileOf('damaged') });
    expect(end).toMatchObject({ value: null });
    expect(lines()).toEqual(['error: DBExec: file is not a database']);
    expect(await readFile(join(folder, 'damaged.db'))).toEqual(damaged);
  });

  test('that cannot be written says so to whoever keeps it', async () => {
    const database = new KeptDatabase(join(folder, 'missing', 'state'));
    await run(`DBExec('CREATE TABLE t (a)')`, { database });
    expect(() => database.saved()).toThrow('ENOENT');
  });
});
