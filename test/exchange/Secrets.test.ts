import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secrets } from '../../src/exchange/Secrets.js';

const key = fc.string({ unit: fc.constantFrom(...'abcXYZ0189+/=&-_ö%'), minLength: 10, maxLength: 40 });

test('a key is struck out in every coding', () => {
  fc.assert(
    fc.property(key, fc.string({ maxLength: 20 }), fc.nat(7), (value, before, coding) => {
      fc.pre(value.trim().length >= 10);
      const secrets = new Secrets();
      secrets.add({ access_key: '', secret_key: `${value},passphrase` });
      const bytes = Buffer.from(value.trim());
      const said = [
        value,
        encodeURIComponent(bytes.toString()),
        JSON.stringify(value.trim()),
        bytes.toString('hex').toUpperCase(),
        bytes.toString('base64'),
        bytes.toString('base64url'),
        Buffer.from(`${before}:${value.trim()}:more`).toString('base64'),
        new URLSearchParams({ key: value.trim() }).toString(),
      ][coding];
      expect(secrets.strike(`refused: ${said}.`)).toContain('***');
    }),
  );
});

test('what is no secret stays', () => {
  const secrets = new Secrets();
  secrets.add({ access_key: 'an-access-key', secret_key: 'a-secret-key,operatorId=1234567890,simulate' });
  expect(secrets.strike('leave ",simulate" out; operatorId 1234567890 is unknown')).toBe(
    'leave ",simulate" out; operatorId *** is unknown',
  );
});
