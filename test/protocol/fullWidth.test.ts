import { afterEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { nameFullWidth } from '../../src/protocol/fullWidth.js';
import { methods } from '../../src/protocol/methods.js';
import { parseParams } from '../../src/protocol/parseWith.js';

afterEach(() => speakLanguage('en'));

const order = { symbol: 'LTC_USDT', type: 'buy', price: '70', amount: '1' };

test.each([
  ['type', 'buy；timeInForce=ioc', '；'],
  ['type', 'ｂｕｙ', 'ｂ'],
  ['type', 'buy;timeInForce＝ioc', '＝'],
  ['price', '10，5', '，'],
  ['price', '７０', '７'],
  ['amount', '1。5', '。'],
  ['symbol', 'LTC_USDT。swap', '。'],
  ['symbol', 'ＬＴＣ_USDT', 'Ｌ'],
  ['symbol', 'LTC＿USDT', '＿'],
])('%s %s: the character is named', async (param, value, mark) => {
  const params = { ...order, [param]: value };
  expect(() => parseParams(methods.trade.params, params)).toThrow(
    new RegExp(`^${param} .* \\("${mark}" is a full-width character\\)$`),
  );
  await speakLanguage('zh');
  const field = param === 'symbol' ? '交易对' : param;
  expect(() => parseParams(methods.trade.params, params)).toThrow(
    new RegExp(`^${field} ?.*（"${mark}" 是全角字符）$`),
  );
});

test('so is that of an order id, which would be looked for in vain', () => {
  expect(() => parseParams(methods.cancel.params, { id: 'LTC-USDT，123' })).toThrow(
    'id must be an order id like ETH-USDT,123456, not "LTC-USDT，123" ("，" is a full-width character)',
  );
});

test('no pair is made of an option with a full-width equals sign', () => {
  expect(() => parseParams(methods.trade.params, { ...order, type: 'buy;timeInForce＝ioc' })).toThrow(
    'write it like postOnly=true',
  );
});

test('a symbol in Chinese is one', () => {
  expect(parseParams(methods.ticker.params, { symbol: '币安人生_USDT' }).symbol.base).toBe('币安人生');
});

test('what is refused for something else is said as it is', () => {
  expect(nameFullWidth('symbol "A B" is not a symbol', 'A B')).toBe('symbol "A B" is not a symbol');
  expect(nameFullWidth('symbol must be a string', 7)).toBe('symbol must be a string');
});

test('in Chinese a long symbol is called 交易对 as well', async () => {
  await speakLanguage('zh');
  const symbol = `${'A'.repeat(300)}_USDT`;
  expect(() => parseParams(methods.ticker.params, { symbol })).toThrow(/^交易对 "A+…" 写法不对/);
  expect(() => parseParams(methods.ticker.params, {})).toThrow(/^交易对缺失/);
});
