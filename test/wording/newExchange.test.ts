import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askChoices } from '../../src/cli/new-exchange/askChoices.js';
import { readChoices } from '../../src/cli/new-exchange/choices.js';
import { chooseName } from '../../src/cli/new-exchange/chooseName.js';
import { UsageError } from '../../src/cli/terminal/errors.js';
import { createAsk } from '../../src/cli/terminal/questions.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { planExchange } from '../../src/scaffold/createExchange.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test.each([
  [
    { 'base-url': 'api.mine.com' },
    '--base-url "api.mine.com" 不是地址：请填写地址，例如 https://api.example.com',
  ],
  [
    { 'base-url': 'https://mine.com/api' },
    '--base-url 的地址不能带路径：https://mine.com；路径写在适配器的方法中',
  ],
  [{ products: 'options' }, '--products 只能是 spot、futures 或 spot,futures，而不是 "options"'],
  [{ signing: 'binanse' }, '--signing "binanse" 不是签名方式，是否指 binance？'],
  [{ style: 'soap' }, '--style "soap" 不是 API 风格：请从 envelope、rest 中选择'],
  [{ logon: 'hmac' }, '--logon 不能与 --protocol rest 同时使用：请改用 --signing，或加上 --protocol fix'],
  [{ symbol: 'AAPL_USD', quote: 'EUR' }, '--symbol "AAPL_USD" 的计价币不是 "EUR"：请去掉 --quote'],
])('%j', (choices, message) => {
  expect(() => readChoices('mine', choices)).toThrow(new UsageError(message));
});

test('names', async () => {
  const place = { dir: './none', force: false };
  const choose = (name: string) => chooseName(name, place, undefined);
  await expect(choose('a b')).rejects.toThrow(
    '名称 "a b" 只能由字母、数字和单个连字符组成，并以字母开头，是否指 a-b？',
  );
  await expect(choose('class')).rejects.toThrow('名称 "class" 是保留的：请换一个，例如 class-exchange');
  expect((await choose('okx')).notes).toEqual(['你的适配器会代替内置的 OKX']);
  expect((await choose('kraken')).notes).toEqual(['你的适配器会代替 ccxt 的 kraken（仍可用 ccxt/kraken）']);
});

test('questions, and what can be chosen', async () => {
  const shown: string[] = [];
  const choose = async (message: string, choices: readonly { name: string; value: string }[]) => {
    shown.push(message, ...choices.map(({ name }) => name));
    return choices[0]?.value ?? '';
  };
  const text = async (message: string, options?: { default?: string }) => {
    shown.push(message);
    return options?.default ?? '';
  };
  const ask = { choose, text, secret: () => Promise.reject(new Error('no secret is asked for')) };
  await askChoices(ask, 'mine', {});
  await askChoices(ask, 'mine', { protocol: 'fix' });
  expect(shown).toEqual(
    expect.arrayContaining([
      '协议',
      'rest：HTTP 请求',
      'API 地址',
      '产品（spot 为现货，futures 为期货）',
      'API 的风格',
      '请求的签名方式',
      'none：只有行情，不需要密钥',
      'okx：与 OKX 相同',
      '交易所对 BTC_USDT 的写法',
      'hyphen：BTC-USDT',
      '交易所列出的一个交易对，按 FMZ 的写法',
      '第一个会话的地址',
      'trade,quote：订单和行情各用一个会话',
      'Logon 的证明方式',
      'nonce：对随机数和密钥做 SHA-256，与 Deribit 相同',
    ]),
  );
  // What has no Chinese is a value of a flag, or an example.
  expect(shown.filter((one) => !/\p{Script=Han}/u.test(one) && one.includes(' '))).toEqual([]);
});

test('hints about keys', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  const { choose } = await createAsk({ input, output });
  const answer = choose('协议', [{ name: 'rest', value: 'rest' }]);
  setTimeout(() => input.write('\r'), 50);
  expect(await answer).toBe('rest');
  expect(stripVTControlCharacters(shown)).toContain('↑↓ 移动 • ⏎ 选择');
});

test('the README of an adapter in Chinese has each scheme in Chinese, the English one in English', async () => {
  await speakLanguage('en');
  const readmesOf = async (choices: object) =>
    (await planExchange(readChoices('mine', choices), 'exchanges/mine')).filter(({ path }) =>
      /README/.test(path),
    );
  expect(await readmesOf({ signing: 'okx' })).toEqual([
    expect.objectContaining({ text: expect.stringContaining('the signature (as OKX)') }),
    expect.objectContaining({ text: expect.stringContaining('签名（与 OKX 相同）') }),
  ]);
  expect(await readmesOf({ protocol: 'fix' })).toEqual([
    expect.objectContaining({
      text: expect.stringContaining('(user name and password, as cTrader and LMAX)'),
    }),
    expect.objectContaining({ text: expect.stringContaining('（用户名和密码，与 cTrader、LMAX 相同）') }),
  ]);
});
