import { describe, expect, test } from 'vitest';
import { signBybit } from '../../src/signing/signBybit.js';
import { signOkx } from '../../src/signing/signOkx.js';
import { get, keys } from './requests.js';

describe('keys that nothing can be signed with', () => {
  test.each([
    [{ ...keys, accessKey: '' }, 'the access key is empty'],
    [{ ...keys, secret: '' }, 'the secret key is empty'],
    [{ ...keys, passphrase: '' }, 'the passphrase is empty'],
    [{ ...keys, accessKey: 'line\nbreak' }, 'the access key holds characters that no HTTP header takes'],
    [{ ...keys, passphrase: 'phräse' }, 'the passphrase holds characters that no HTTP header takes'],
  ])('%#', (wrong, message) => {
    expect(() => signOkx(get('/x'), wrong, 0)).toThrow(message);
    expect(() => signOkx(get('/x'), wrong, 0)).not.toThrow(/break|phräse/);
  });

  test('a request is left as it was', () => {
    const request = get('/v5/order/realtime');
    signBybit(request, keys, 0);
    expect(request).toEqual(get('/v5/order/realtime'));
  });
});
