import { afterEach, beforeEach, expect, test } from 'vitest';
import { originOf } from '../../src/cli/terminal/addresses.js';
import { keysHint, readKeys } from '../../src/cli/terminal/keys.js';
import { cutToScreen, moreRows } from '../../src/cli/terminal/screen.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test.each([
  ['https://a.example/v5', '--base-url 的地址不能带路径：OKX=https://a.example'],
  ['http://a.example', '--base-url OKX=http://a.example 会以不加密的方式发送密钥：请用 https'],
  ['fix+tls://a.example', '--base-url OKX=fix+tls://a.example 缺少端口：请写成 OKX=fix+tls://a.example:PORT'],
])('an address: %s', (url, message) => {
  expect(() => originOf(new URL(url), 'OKX=')).toThrow(message);
});

test('what there is no room for', () => {
  expect([moreRows(1), moreRows(12)]).toEqual(['……还有 1 条', '……还有 12 条']);
  expect(cutToScreen('a\nb\nc', { rows: 2 })).toBe('a\n……还有 2 行');
});

test('keys are asked for, and missed in an error in Chinese', async () => {
  const asked: string[] = [];
  const secret = async (message: string) => {
    asked.push(message);
    return 'own';
  };
  const unused = () => Promise.reject(new Error('not asked'));
  const keys = await readKeys({}, { secret, text: unused, choose: unused });
  expect(asked).toEqual(['Access Key（不显示）', 'Secret Key（不显示；OKX 填 secret,passphrase）']);
  expect(keysHint('OKX CreateOrder: 缺少密钥', keys)).toBeUndefined();
  expect(keysHint('OKX CreateOrder: 缺少密钥', { ...keys, secret_key: '' })).toBe(
    '请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY：内容与 FMZ 的两个密钥栏相同',
  );
});
