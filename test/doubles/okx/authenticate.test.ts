import { describe, expect, it } from 'vitest';
import { okxVectors } from '../../signing/opensslVectors.js';
import { signatureOf } from './authenticate.js';
import { futuresAccount, type Signing } from './createTestClient.js';
import { defaultAccount } from './startOkxDouble.js';
import { useOkx } from './useOkx.js';

const { client } = useOkx();

describe('keys', () => {
  const path = '/api/v5/account/balance';

  it.each<[string, string, Signing]>([
    ['a malformed key', '50111', { account: { ...defaultAccount, accessKey: 'nonsense' } }],
    [
      'an unknown key',
      '50119',
      { account: { ...defaultAccount, accessKey: '99999999-2222-3333-4444-555555555555' } },
    ],
    ['a wrong passphrase', '50105', { account: { ...defaultAccount, passphrase: 'pass' } }],
    ['a wrong secret', '50113', { account: { ...defaultAccount, secret: 'x' } }],
    ['an old timestamp', '50102', { timestamp: new Date(Date.now() - 31_000).toISOString() }],
    ['a timestamp in seconds', '50112', { timestamp: '1785000000' }],
    ['the wrong environment', '50101', { headers: { 'x-simulated-trading': '1' } }],
    ['a demo key without its header', '50101', { account: { ...futuresAccount, demo: false } }],
    ['no key', '50103', { headers: { 'ok-access-key': '' } }],
  ])('refuses %s with %s and no data', async (_, code, signing) => {
    const { status, body } = await client.signed('GET', path, undefined, signing);
    expect({ status, code: body.code, data: body.data }).toEqual({ status: 401, code, data: undefined });
  });

  it('signs the query as it was sent', async () => {
    const { body } = await client.signed(
      'GET',
      '/api/v5/account/positions?instId=LTC-USDT-SWAP%2CBTC-USDT-SWAP',
    );
    expect(body.code).toBe('0');
  });

  it('wants a JSON body of a POST', async () => {
    const refused = async (headers: Record<string, string>, body?: unknown) =>
      (await client.signed('POST', '/api/v5/trade/order', body, { headers })).body.code;
    expect(await refused({})).toBe('50000');
    expect(await refused({ 'content-type': 'text/plain' }, {})).toBe('50006');
    expect(await refused({}, 'text')).toBe('50002');
  });

  it('signs as OpenSSL does', () => {
    for (const { method, path, body, timestamp, sign } of okxVectors.vectors) {
      const wire = { method, target: path, headers: {}, body: Buffer.from(body ?? '') };
      expect(signatureOf(okxVectors.secret, timestamp, wire)).toBe(sign);
    }
  });
});
