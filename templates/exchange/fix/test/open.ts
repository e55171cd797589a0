import type { TestContext } from 'node:test';
import { testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { keys } from './keys.ts';
import { startServer, type VenueOptions } from './startServer.ts';

/** In ms: longer than any call takes that ends by itself, however busy the machine is. */
export const AMPLE = 60_000;

/**
 * The adapter in front of a venue; both are closed when the test is over.
 *
 * @param options.timeout of a call, in ms.
 */
export async function open(t: TestContext, { timeout = AMPLE, ...options }: VenueOptions & { timeout?: number } = {}) {
  const server = await startServer(options);
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys, timeout });
  t.after(() => tester.close());
  return { server, tester };
}
