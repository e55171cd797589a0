import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and Ubuntu install it. */
const PATH = '/usr/bin/chromium';

/** The name of a test that is skipped where there is no Chromium: it says why. */
export function whyNoChromium(): string | undefined {
  if (existsSync(PATH)) return undefined;
  const reason = `there is no ${PATH}: apt-get install chromium`;
  if (process.env.FMZPROTO_NEEDS_CHROMIUM === '1') throw new Error(reason);
  return reason;
}

/** Starts it without anything that would ask a network. */
export function startChromium(): Promise<Browser> {
  const quiet = ['quic', 'gpu', 'background-networking', 'component-update', 'sync'];
  return chromium.launch({
    executablePath: PATH,
    args: ['--no-sandbox', '--no-first-run', ...quiet.map((part) => `--disable-${part}`)],
  });
}
