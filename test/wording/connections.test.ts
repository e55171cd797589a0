import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { checkFields } from '../../src/fix/encode.js';
import { FixMessage } from '../../src/fix/FixMessage.js';
import { Framer } from '../../src/fix/Framer.js';
import { heldBack, sessionEnds, unsent } from '../../src/fix/sentences.js';
import { checkKeys } from '../../src/signing/ApiKeys.js';
import { privateKey } from '../../src/signing/privateKey.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('a line that cannot be opened', () => {
  const name = 'fix.example.com:5212 的 trade 线路';
  const refused = unsent(name, sessionEnds.refusedLogon('wrong password'));
  expect(refused.message).toBe(`${name}拒绝了 Logon：wrong password；未发出（nothing was sent）`);
  expect(heldBack(refused, 4).message).toBe(
    `${name}拒绝了 Logon：wrong password；最早 4 s 后再次连接；未发出（nothing was sent）`,
  );
  expect(sessionEnds.beforeLogon('关闭了连接')).toBe(
    '应答 Logon 前就关闭了连接：此 SenderCompID 是否在别处使用？',
  );
});

test('messages of FIX that cannot be read or sent', () => {
  const read = (bytes: string) => [...new Framer('FIX.4.4').read(Buffer.from(bytes, 'latin1'))];
  expect(() => read('HTTP/1.1 400 Bad Request\r\n')).toThrow('返回了 HTTP 应答：这不是 FIX 端口');
  expect(() => checkFields([[58, '']])).toThrow('FIX 字段 58 是空的：请去掉');
  const message = new FixMessage([
    [268, '2'],
    [269, '0'],
  ]);
  expect(() => message.group(268, [269])).toThrow('消息声明 268=2，实际含有 1 条');
});

test('keys that nothing can be signed with', () => {
  expect(() => checkKeys({ accessKey: 'key', secret: '' })).toThrow('Secret Key 是空的');
  expect(() => checkKeys({ accessKey: '键', secret: 'secret' })).toThrow(
    'Access Key 含有请求头不允许的字符：请重新复制',
  );
  expect(() => privateKey('AAAA')).toThrow('其 base64 应为 32 或 64 字节');
});
