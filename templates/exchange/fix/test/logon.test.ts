import assert from 'node:assert/strict';
// #if nonce
import { createHash } from 'node:crypto';
// #end
import { test } from 'node:test';
import * as v from 'valibot';
import { credentials } from '../credentials.ts';
import { lines } from '../lines.ts';
import { keys } from './keys.ts';

// #if oneLine
const line = lines.main;
// #else
const line = lines.trade;
// #end
const context = {
  ...{ keys: v.parse(credentials, keys), sender: keys.access_key, target: 'VENUE' },
  ...{ sequence: '1', sendingTime: '20260115-08:00:05.000', now: 1768464005000 },
};

// #if nonce
test('a Logon is proven with a nonce of its own', () => {
  const [first, second] = [new Map(line.logon(context)), new Map(line.logon(context))];
  const raw = first.get(96) ?? '';
  assert.match(raw, /^1768464005000\.[\w+/]{43}=$/);
  assert.equal(first.get(553), keys.access_key);
  assert.equal(first.get(554), createHash('sha256').update(raw + keys.secret_key).digest('base64'));
  assert.notEqual(second.get(96), raw);
});
// #else
// #if password
// FILL IN: the fields of a Logon as the venue's document shows them.
// #else
// FILL IN: the fields of a Logon as the venue's document shows them. The signature here was made with openssl.
// #end
test('the Logon of a known moment, byte for byte', () => {
  assert.deepEqual(line.logon(context), [
    // #if password
    [553, keys.access_key],
    [554, keys.secret_key],
    // #end
    // #if hmac
    [95, '44'],
    [96, 'gzNrDF+bzQfem0+XQ0W113+JzmxEr5jJvh3QPN78fuU='],
    [553, keys.access_key],
    // #end
    // #if ed25519
    [95, '88'],
    [96, 'rTIW2kX2/433+58gspwQwxivyEQfO7SsUodrWRjqc/x6kft+vDDPXp7Z35FUHSuv62irZb8GxH9Dc+a7qX/OAQ=='],
    [553, keys.access_key],
    // #end
  ]);
});
// #end
