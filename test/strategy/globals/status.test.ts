import { expect, test } from 'vitest';
import { readStatus } from '../../../src/strategy/worker/statusBar.js';

const table = (more: object) =>
  JSON.stringify({ type: 'table', title: 'Positions', cols: ['Coin', 'Amount'], ...more });

test.each([
  ['no table', 'price 5\nprofit 3', { text: 'price 5\nprofit 3', tables: [] }],
  [
    'a table between lines',
    `above\n\`${table({ rows: [['BTC', 0.1]] })}\`\nbelow`,
    {
      text: 'above\n{0}\nbelow',
      tables: [{ title: 'Positions', cols: ['Coin', 'Amount'], rows: [['BTC', '0.1']] }],
    },
  ],
  [
    'tabs, and two of them',
    `\`[${table({ rows: [] })},${table({ title: 'Second', rows: [] })}]\`\`${table({ title: 'Third', rows: [] })}\``,
    { text: '{0}\n{1}\n{2}', tables: [{ title: 'Positions' }, { title: 'Second' }, { title: 'Third' }] },
  ],
  [
    'cells of all kinds',
    `\`${table({ rows: [['a#ff0000', null, { type: 'button', name: 'Close', cmd: 'close' }, { body: 'wide', colspan: 2 }, [1, 2]], 'alone'] })}\``,
    { tables: [{ rows: [['a', '', '[Close]', 'wide', '1 2'], ['alone']] }] },
  ],
  ['a button', '`{"type":"button","name":"Stop","cmd":"stop"}` it', { text: '[Stop] it', tables: [] }],
  ['what is not JSON', '`code` and `{"type":`', { text: '`code` and `{"type":`', tables: [] }],
  [
    'images, in a line and in cells of tables',
    `seen \`data:image/png;base64,iVB+/=\`\n\`${table({
      rows: [
        ['a', '`data:image/png;base64,iV`'],
        ['`data:image/gif;base64,R0`', 'b'],
      ],
    })}\``,
    {
      text: 'seen [image]\n{0}',
      tables: [
        {
          rows: [
            ['a', '[image]'],
            ['[image]', 'b'],
          ],
        },
      ],
    },
  ],
  ['a table without rows', '`{"type":"table"}`', { tables: [] }],
])('%s', (_, status, expected) => {
  expect(readStatus(status)).toMatchObject(expected);
});
