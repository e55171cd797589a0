import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { liveAccount, paperAccount } from '../doubles/alpaca/AlpacaAccount.js';
import { defaultAccount as bybit } from '../doubles/bybit/BybitAccount.js';
import { defaultAccount as ctrader } from '../doubles/ctrader/CtraderAccount.js';
import { defaultAccount as okx } from '../doubles/okx/OkxAccount.js';
import { createMarkerFinder, type Trace } from '../support/findMarkers.js';

/** The keys that the doubles' accounts have, whatever test uses them: they occur nowhere else. */
const finder = createMarkerFinder({
  'access key of OKX': okx.accessKey,
  'secret of OKX': okx.secret,
  'access key of Bybit': bybit.accessKey,
  'secret of Bybit': bybit.secret,
  "secret of Alpaca's live account": liveAccount.secret,
  "secret of Alpaca's paper account": paperAccount.secret,
  'password of CTrader': ctrader.password,
});

/** Flags whose value is what a command writes. */
const WRITTEN = /^--(record|paper-state|log-file|report|state)$/;

const found: Trace[] = [];

/** Where keys were found since it was asked last. */
export function takeTraces(): Trace[] {
  return found.splice(0);
}

/** Searches what was said. */
export function searchText(where: string, text: string): void {
  found.push(...finder.inText(where, text));
}

/** Searches what a command that has ended has left: what it printed, and what its flags say that it writes. */
export function searchCommand(
  { stdout, stderr }: { stdout: string; stderr: string },
  args: readonly string[],
  cwd = '.',
): void {
  const name = args.filter((arg) => !arg.startsWith('/')).join(' ');
  searchText(`stdout of ${name}`, stdout);
  searchText(`stderr of ${name}`, stderr);
  for (const [index, flag] of args.entries()) {
    const path = resolve(cwd, args[index + 1] ?? '');
    if (WRITTEN.test(flag) && existsSync(path)) found.push(...finder.inPath(path));
  }
}
