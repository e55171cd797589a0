import { createReadStream, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../e2e/adapterFiles.js';
import { startServe } from '../e2e/startServe.js';

const ACCESS = 'MARKED0ACCESS0KEY0123456789';
const SECRET = 'MARKED0SECRET0KEY0123456789';
const PASSPHRASE = 'MARKED0PASSPHRASE0123456789';

/** The marked keys that a file holds. */
async function keysIn(path: string): Promise<string[]> {
  const found = new Set<string>();
  let before = '';
  for await (const chunk of createReadStream(path, 'latin1')) {
    const text = before + chunk;
    for (const key of [ACCESS, SECRET, PASSPHRASE]) if (text.includes(key)) found.add(key);
    before = text.slice(-100);
  }
  return [...found];
}

test('half a minute after their last use no keys are in the memory', async () => {
  const folder = await createFolder();
  const venue = createServer((_incoming, outgoing) => outgoing.end('{"code":"0","retCode":0,"data":[]}'));
  await new Promise<void>((resolve) => venue.listen(0, '127.0.0.1', resolve));
  const address = venue.address();
  const live = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const { child, url } = await startServe(['--base-url', `OKX=${live}`, '--base-url', `Bybit=${live}`], {
    cwd: folder,
    node: ['--heapsnapshot-signal=SIGUSR2'],
  });
  try {
    const ask = async (path: string, secret_key: string, method: string, params: object = {}) => {
      const body = JSON.stringify({ access_key: ACCESS, secret_key, method, params });
      const response = await fetch(`${url}/${path}`, {
        method: 'POST',
        body,
        headers: { 'http-method': 'POST' },
      });
      return response.text();
    };
    for (let round = 0; round < 3; round += 1) {
      await ask('OKX', `${SECRET},${PASSPHRASE}`, '__api_/api/v5/x', { a: 1 });
      await ask('OKX', `${SECRET},${PASSPHRASE}`, 'accounts');
      await ask('Bybit', SECRET, '__api_/v5/x', { a: 1 });
      await ask('Bybit', SECRET, 'orders', { symbol: ACCESS });
      await ask('Paper', SECRET, 'accounts');
    }
    await sleep(30_000);
    child.kill('SIGUSR2');
    const snapshots = () => readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
    await expect.poll(snapshots).toHaveLength(1);
    // The signal is answered before anything else: with this answer the file is whole.
    await ask('nowhere', '', 'markets');
    expect(await keysIn(join(folder, snapshots()[0] ?? ''))).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    venue.close().closeAllConnections();
    await rm(folder, { recursive: true });
  }
});
