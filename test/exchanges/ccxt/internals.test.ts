import { describe, expect, test } from 'vitest';
import { CallContext } from '../../../src/exchanges/ccxt/calls/callContext.js';
import { FEE_METHOD, PATCHED, USED } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';
import { createInstance } from '../../../src/exchanges/ccxt/instance/createInstance.js';
import { findCcxt, knownIds, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { factsOf, venues } from '../../../src/exchanges/ccxt/venues.js';
import { RateLimiter } from '../../../src/http/RateLimiter.js';

async function classOf(id: string) {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  return loadClass(ccxt, id);
}

const create = (Class: Awaited<ReturnType<typeof classOf>>) =>
  createInstance(Class, new CallContext(), { name: 'x', limiter: new RateLimiter('x'), simulate: false });

test('entries are of exchanges that there are', () => {
  expect(Object.keys(venues).filter((id) => !knownIds.includes(id))).toEqual([]);
});

test('every exchange has what is relied on, and no fee that is not switched off', async () => {
  for (const id of knownIds) expect(create(await classOf(id)).id).toBe(id);
});

describe('a ccxt in which something has another name is refused', () => {
  test.each([...PATCHED, ...USED])('%s', async (name) => {
    const Kraken = await classOf('kraken');
    class Renamed extends Kraken {
      constructor(config: object) {
        super(config);
        Object.defineProperty(this, name, { value: undefined });
      }
    }
    expect(() => create(Renamed)).toThrow(`(kraken: it has no ${name}): npm install`);
  });

  test.each(knownIds.flatMap((id) => (factsOf(id).builder ?? []).map((name) => [id, name] as const)))(
    '%s: %s',
    async (id, name) => {
      class Renamed extends (await classOf(id)) {}
      Object.defineProperty(Renamed.prototype, name, { value: undefined });
      expect(() => create(Renamed)).toThrow(`(${id}: it has no ${name})`);
    },
  );

  test('a new fee', async () => {
    class Charging extends (await classOf('kraken')) {
      async approvePartnerFee(): Promise<void> {}
    }
    expect('approvePartnerFee').toMatch(FEE_METHOD);
    expect(() => create(Charging)).toThrow('(kraken: its approvePartnerFee may pay somebody a fee)');
  });
});
