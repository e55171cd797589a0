import { expect, test } from 'vitest';
import { demoOf } from '../../../src/exchanges/ccxt/instance/features.js';
import { findCcxt, knownIds, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';

/** Domains that exchanges have for trying things out, beside the one that they trade at. */
const OWN: Readonly<Record<string, string>> = {
  btse: 'btse.io',
  bullish: 'bullish-test.com',
  cryptocom: '3ona.co',
  dydx: 'dydx.exchange',
  gate: 'gateapi.io',
  gateeu: 'gateapi.io',
  hashkey: 'hashkeydev.com',
  hyperliquid: 'hyperliquid-testnet.xyz',
  ndax: 'cdnhop.net',
  zebpay: 'zebstage.com',
};

test.each(knownIds)('the demo trading of %s is its own: another company is told no keys', async (id) => {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const exchange = new (await loadClass(ccxt, id))({});
  const demo = demoOf(exchange);
  if (demo === undefined) return;
  const { api, test: sandbox, demo: trading, demotrading } = exchange.urls;
  const own = new Set([...domainsOf(api, exchange), OWN[id]]);
  const told = demo === 'demo' ? (trading ?? demotrading) : sandbox;
  for (const domain of domainsOf(told, exchange)) expect(own).toContain(domain);
});

function domainsOf(urls: unknown, exchange: object): string[] {
  if (typeof urls === 'object' && urls !== null)
    return Object.values(urls).flatMap((url) => domainsOf(url, exchange));
  const text = String(urls).replace('{hostname}', String(Reflect.get(exchange, 'hostname')));
  return /^https?:/.test(text) ? [new URL(text).hostname.split('.').slice(-2).join('.')] : [];
}
