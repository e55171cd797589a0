import { expect, test } from 'vitest';
import { asRows } from '../../src/protocol/asRows.js';

test.each<[string, unknown, readonly unknown[]]>([
  ['a list', [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }]],
  ['a list of none', [], []],
  ['one row', { id: 1 }, [{ id: 1 }]],
  ['null', null, []],
  ['the text null', 'null', []],
  ['an empty text', '', []],
  ['nothing', undefined, []],
  ['what can be no row, which its schema refuses', 'busy', ['busy']],
  ['a list whose row is null, which its schema refuses', [null], [null]],
])('%s', (_what, sent, rows) => {
  expect(asRows(sent)).toEqual(rows);
});
