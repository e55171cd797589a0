import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../../src/strategy/translateEvent.js';
import { buildStrategyCode, runStrategy } from '../../support/startStrategy.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;

beforeAll(async () => {
  code = await buildStrategyCode();
});

afterAll(() => code.remove());

const source = `
  function main() {
    Log('[trans]买入|buy[/trans]', 5, _T('张', 'lots'), '#ff0000@');
    LogProfit(1, '[trans]利润|profit[/trans]', '&');
    LogStatus('[trans]状态|status[/trans]', '\`' + JSON.stringify({ type: 'table', title: '[trans]表|table[/trans]', cols: ['[trans]列|column[/trans]'], rows: [['[trans]值|value[/trans]']] }) + '\`');
    Chart({ title: { text: '[trans]图|chart[/trans]' }, series: [{ name: '[trans]线|line[/trans]', data: [] }] });
    _G('kept', '[trans]留|kept[/trans]');
    exchange.Log(0, 1, 2, '[trans]手动|by hand[/trans]');
  }
`;

test.each([
  [
    'en',
    'buy 5 lots',
    'profit',
    'status\n{0}',
    ['table', 'column', 'value'],
    ['chart', 'line'],
    '2 at 1 by hand',
  ],
  ['zh', '买入 5 张', '利润', '状态\n{0}', ['表', '列', '值'], ['图', '线'], '2 at 1 手动'],
] as const)(
  'texts in both languages are shown in one: %s',
  async (language, log, profit, status, table, chart, order) => {
    const { events } = await runStrategy(source, { code, language });
    expect(events).toMatchObject([
      { kind: 'log', text: log, colour: '#ff0000', push: true },
      { kind: 'profit', text: profit },
      { kind: 'status', text: status, tables: [{ title: table[0], cols: [table[1]], rows: [[table[2]]] }] },
      { kind: 'chart', data: { title: { text: chart[0] }, series: [{ name: chart[1], data: [] }] } },
      { kind: 'state', value: '[trans]留|kept[/trans]' },
      { kind: 'log', level: 'buy', text: order },
      { kind: 'end' },
    ]);
  },
);

describe('translate', () => {
  test.each([
    ['no marks', 'no marks', 'no marks'],
    ['[trans]only[/trans]', 'only', 'only'],
    ['[trans]一|one|1[/trans]', '一', 'one|1'],
    ['[trans]一\n二|one\ntwo[/trans]', '一\n二', 'one\ntwo'],
    ['[trans]一|one[/trans] [trans]二|two[/trans]', '一 二', 'one two'],
    ['[trans]never closed', '[trans]never closed', '[trans]never closed'],
    ['[trans]|[/trans]', '', ''],
  ])('%j', (text, chinese, english) => {
    expect([translate(text, 'zh'), translate(text, 'en')]).toEqual([chinese, english]);
  });
});
