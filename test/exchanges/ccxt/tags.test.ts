import { describe, expect, test } from 'vitest';
import { withoutTagHeaders } from '../../../src/exchanges/ccxt/instance/tags.js';
import { knownIds } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { UNREACHABLE } from './offlineExchange.js';
import { signOrder } from './signOrder.js';

/** What ccxt's own source calls brokers, partners and itself; addresses are not looked at. */
const TAGS =
  /ccxt|x-TKT5PX2F|x-cvBPrNm9|x-xcKtGhcu|AA03022abc|nfqkvdjp|167673045|6b9ad766b55|"6956"|ec6dd3a7|10000700011|p4sve|42ce8902|bc830de7|257624|718718|WEEX111125|177321641268789|0ad42b8e602c|6530512A6c89|1F5877C19e37|21d2a0534959|builder|integrator|broker|partner|referr|channel_code|clientMedia|"media"/i;

describe.each(knownIds)('%s', (id) => {
  test.each(['spot', 'swap'] as const)('an order of %s carries no tag', async (kind) => {
    for (const clientOrderId of [undefined, '0x11112222333344445555']) {
      const { requests, error } = await signOrder(id, kind, clientOrderId);
      const orders = requests.filter(({ method, url }) => method !== 'GET' || /private\/buy/.test(url));
      for (const { url, headers, body = '' } of requests) {
        const { search } = new URL(url);
        expect(`${search} ${JSON.stringify(headers)} ${body}`).not.toMatch(TAGS);
      }
      if (orders.length === 0) expect(String(error)).toMatch(UNREACHABLE[id] ?? /^(an order was signed)$/);
      else expect(Object.keys(UNREACHABLE)).not.toContain(id);
    }
  });
});

test("a user agent of ccxt's is ours", () => {
  expect(withoutTagHeaders({ 'User-Agent': 'ccxt/whitebit-v2', Referer: 'CCXT', 'X-Other': '1' })).toEqual({
    'User-Agent': 'fmzproto',
    'X-Other': '1',
  });
});

test.each(['hyperliquid', 'aster', 'grvt', 'pacifica', 'lighter'])(
  '%s never approves a builder',
  async (id) => {
    const { requests } = await signOrder(id, 'swap', undefined, [
      'initializeClient',
      'setRef',
      'handleBuilderFeeApproval',
      'approveBuilderFee',
      'approveBuilderCode',
    ]);
    for (const { url, body = '' } of requests)
      expect(url + body).not.toMatch(/approve|authorize|builder|referrer/i);
  },
);
