import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { liveAccount, paperAccount } from '../doubles/alpaca/AlpacaAccount.js';
import { defaultAccount as bybit } from '../doubles/bybit/BybitAccount.js';
import { bitvavoKeys } from '../doubles/ccxt/bitvavo.js';
import { kucoinKeys } from '../doubles/ccxt/kucoin.js';
import { defaultAccount as ctrader } from '../doubles/ctrader/CtraderAccount.js';
import { defaultAccount as okx } from '../doubles/okx/OkxAccount.js';
import { createMarkerFinder, type Trace } from '../support/findMarkers.js';

const [kucoinSecret = '', ...kucoinPassphrase] = kucoinKeys.secret_key.split(',');

/** The keys that the doubles' accounts have, whatever test uses them: they occur nowhere else. */
const finders = [
  createMarkerFinder({
    'access key of OKX': okx.accessKey,
    'secret of OKX': okx.secret,
    'passphrase of OKX': okx.passphrase,
    'access key of Bybit': bybit.accessKey,
    'secret of Bybit': bybit.secret,
    "access key of Alpaca's live account": liveAccount.accessKey,
    "secret of Alpaca's live account": liveAccount.secret,
    "access key of Alpaca's paper account": paperAccount.accessKey,
    "secret of Alpaca's paper account": paperAccount.secret,
    'password of CTrader': ctrader.password,
    'access key of bitvavo': bitvavoKeys.access_key,
    'secret of bitvavo': bitvavoKeys.secret_key,
    'access key of kucoin': kucoinKeys.access_key,
    'secret of kucoin': kucoinSecret,
    'passphrase of kucoin': kucoinPassphrase.join(','),
  }),
];

/** Flags whose value is what a command writes. */
const WRITTEN = /^--(record|paper-state|log-file|report|state)$/;

const found: Trace[] = [];

/** Secrets that a test has made up, in which nothing shorter than this can be told from other words. */
const SHORTEST = 10;
const marked = new Set<string>();

/** Has a secret that a command or a call is given searched for from now on: what stands before the first comma. */
export function markSecret(box: string): void {
  const [secret = ''] = box.split(',');
  if (secret.length < SHORTEST || marked.has(secret)) return;
  marked.add(secret);
  finders.push(createMarkerFinder({ [`the secret that a test gave, number ${marked.size}`]: secret }));
}

/** Where keys were found since it was asked last. */
export function takeTraces(): Trace[] {
  return found.splice(0);
}

/** Searches what was said. */
export function searchText(where: string, text: string): void {
  for (const finder of finders) found.push(...finder.inText(where, text));
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
    if (!WRITTEN.test(flag) || !existsSync(path)) continue;
    for (const finder of finders) found.push(...finder.inPath(path));
  }
}
