import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** The file of the plugin: a copy out of FMZ's guide. */
function source(): string {
  const file = process.env.GUIDE_PLUGIN;
  if (file) return readFileSync(file, 'utf8');
  throw new Error("save the Python plugin of FMZ's guide to a file, and name it in GUIDE_PLUGIN");
}

/** The plugin that FMZ's guide ends with, running. */
export interface GuidePlugin {
  /** Without the path of the exchange. */
  url: string;
  stop(): void;
}

/** Starts a copy of the guide's plugin on a free port, in front of `okxUrl` instead of OKX. */
export async function startGuidePlugin(okxUrl: string): Promise<GuidePlugin> {
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-guide-'));
  const file = join(folder, 'plugin.py');
  writeFileSync(file, source().replace('"https://www.okx.com"', `"${okxUrl}"`));
  const port = await freePort();
  const python: ChildProcess = spawn('python3', [file, '--port', String(port)], { stdio: 'ignore' });
  const url = `http://localhost:${port}`;
  await vi.waitUntil(
    () =>
      fetch(url).then(
        (answer) => answer.ok,
        () => false,
      ),
    { timeout: 60_000 },
  );
  return {
    url,
    stop() {
      python.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
