import { afterEach, describe, expect, test } from 'vitest';
import { languageOf, speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { allOf, language, listed, oneOf, say } from '../../src/wording/say.js';

afterEach(() => speakLanguage('en'));

test.each([
  [[], {}, 'en'],
  [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [[], { LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh'],
  [[], { LANG: 'zh_CN', LC_ALL: '' }, 'zh'],
  [[], { LANG: 'zh_CN', FMZPROTO_LANG: 'en' }, 'en'],
  [['--lang', 'zh'], { LANG: 'en_US', FMZPROTO_LANG: 'en' }, 'zh'],
  [['call', 'ticker', '--lang=zh'], {}, 'zh'],
  [['--lang=en'], { LANG: 'zh_CN' }, 'en'],
  [['call', '--', '--lang', 'zh'], {}, 'en'],
  [['--lang'], {}, 'en'],
  [['--lang', 'de'], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [['--lang', 'de'], {}, 'en'],
  [['--lang', 'cn'], {}, 'zh'],
  [['--lang', 'en_US'], { LANG: 'zh_CN.UTF-8' }, 'en'],
  [[], { LANG: 'zh_CN.UTF-8', FMZPROTO_LANG: '' }, 'zh'],
] as const)('%j with %j asks for %s', (argv, environment, asked) =>
  expect(languageOf(argv, environment)).toBe(asked),
);

describe('what is said', () => {
  const facts = { flag: '--port', min: 0, max: 9, value: '"{min}"' };
  const sentence = () => say('{flag} must be a whole number from {min} to {max}, not {value}', facts);

  test('is English, unless another language was chosen', async () => {
    expect([language(), sentence()]).toEqual([
      'en',
      '--port must be a whole number from 0 to 9, not "{min}"',
    ]);
    await speakLanguage('zh');
    expect([language(), sentence()]).toEqual(['zh', '--port 必须是 0 到 9 的整数，而不是 "{min}"']);
  });

  test('joins what it names', async () => {
    const names = ['OKX', 'Bybit', 'Paper'];
    const joined = () => [
      oneOf(names),
      allOf(names),
      listed(names),
      oneOf(['OKX']),
      allOf([]),
      oneOf(['OKX', 'Paper']),
    ];
    expect(joined()).toEqual([
      'OKX, Bybit or Paper',
      'OKX, Bybit and Paper',
      'OKX, Bybit, Paper',
      'OKX',
      '',
      'OKX or Paper',
    ]);
    await speakLanguage('zh');
    expect(joined()).toEqual([
      'OKX、Bybit 或 Paper',
      'OKX、Bybit 和 Paper',
      'OKX、Bybit、Paper',
      'OKX',
      '',
      'OKX 或 Paper',
    ]);
  });

  test('is parted from values by a space, but from those in Chinese', async () => {
    await speakLanguage('zh');
    const closing = (direction: string) =>
      say('there is no {direction} position in {symbol} to close', { direction, symbol: 'BTC_USDT.swap' });
    expect([closing(say('long')), closing('LONG')]).toEqual([
      'BTC_USDT.swap 没有可平的多头持仓',
      'BTC_USDT.swap 没有可平的 LONG 持仓',
    ]);
  });
});
