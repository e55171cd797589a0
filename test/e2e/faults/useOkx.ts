import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, type OkxDoubleOptions, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { killServed } from '../startServe.js';

/** An account that can pay for all that a load orders. */
export const rich: OkxDoubleOptions = {
  accounts: [{ ...defaultAccount, balances: { USDT: '1000000' } }],
};

/**
 * A double of OKX and a folder, both anew for each test: what was started ends with it.
 *
 * @param name what the folder's begins with.
 */
export function useOkx(
  name: string,
  options?: OkxDoubleOptions,
): {
  okx(): OkxDouble;
  folder(): string;
} {
  let made: { okx: OkxDouble; folder: string } | undefined;
  const current = () => {
    if (!made) throw new Error('no test has begun');
    return made;
  };
  beforeEach(async () => {
    made = { okx: await startOkxDouble(options), folder: await mkdtemp(join(tmpdir(), `fmzproto-${name}-`)) };
  });
  afterEach(async () => {
    killServed();
    const { okx, folder } = current();
    await okx.close();
    await rm(folder, { recursive: true });
  });
  return { okx: () => current().okx, folder: () => current().folder };
}
