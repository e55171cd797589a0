import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { packageFolder } from '../../../files/packageFolder.js';
import { oneLine } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CcxtClass } from '../instance/ccxtTypes.js';

/** A ccxt that is installed. */
export interface Ccxt {
  version: string;
  /** The ids of its exchanges, in alphabetical order. */
  ids: readonly string[];
  /** Where the module of an exchange is, as a file: URL. */
  moduleOf(id: string): string;
}

const manifest = v.object({ version: v.string() });

/**
 * Finds the installed ccxt, without loading any of it: in the folder where fmzproto was started (where
 * `npm install ccxt` puts it), or else beside fmzproto.
 *
 * @returns `undefined` where it is not installed.
 */
export function findCcxt(folder = process.cwd()): Ccxt | undefined {
  const root = above(folder) ?? above(dirname(fileURLToPath(import.meta.url)));
  if (root === undefined) return undefined;
  const modules = join(root, 'js', 'src');
  const { version } = v.parse(manifest, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  // It may be about to be installed.
  if (!existsSync(modules)) return undefined;
  const ids = readdirSync(modules)
    .flatMap((file) => /^([a-z\d]+)\.js$/.exec(file)?.[1] ?? [])
    .sort();
  if (ids.length === 0) return undefined;
  return { version, ids, moduleOf: (id) => pathToFileURL(join(modules, `${id}.js`)).href };
}

/** The folder of the ccxt package that is installed in a folder or above it. Node would remember that there is none. */
function above(folder: string): string | undefined {
  const root = join(folder, 'node_modules', 'ccxt');
  if (existsSync(join(root, 'package.json'))) return root;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent);
}

/**
 * Loads the module of one exchange of ccxt, and nothing else of it.
 *
 * @throws ProtocolError where it cannot be loaded.
 */
export async function loadClass(ccxt: Ccxt, id: string): Promise<CcxtClass> {
  const module: unknown = await import(ccxt.moduleOf(id)).catch((cause: unknown) => {
    const reason = cause instanceof Error ? oneLine(cause.message, 200) : say('it failed');
    throw new ProtocolError(
      say('ccxt {version} cannot be loaded: {reason}; install it again: {command}', {
        version: ccxt.version,
        reason,
        command: installCommand(),
      }),
      {
        cause,
      },
    );
  });
  const exported =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (!isClass(exported))
    throw new ProtocolError(
      say('ccxt {version} is not a version that fmzproto can use ({id}): {command}', {
        version: ccxt.version,
        id,
        command: installCommand(),
      }),
    );
  return exported;
}

function isClass(value: unknown): value is CcxtClass {
  return (
    typeof value === 'function' &&
    'fetchTicker' in value.prototype &&
    'loadMarkets' in value.prototype &&
    'sign' in value.prototype
  );
}

/**
 * How ccxt, or another package, is installed where fmzproto runs from: in a clone without a change of its package.json, in
 * the project that fmzproto is a dependency of, or else beside an fmzproto that is installed for all projects.
 *
 * @param own the folder of fmzproto.
 * @param cwd where the command runs.
 * @example installCommand('/usr/lib/node_modules/fmzproto', '/home/me') // 'npm install -g ccxt@4'
 */
export function installCommand(
  own = packageFolder(import.meta.url),
  cwd = process.cwd(),
  wanted = 'ccxt@4',
): string {
  if (existsSync(join(own, 'src', 'index.ts')))
    return say('npm install --no-save {wanted} in the clone of fmzproto', { wanted });
  const project = own.split(`${sep}node_modules${sep}`)[0] ?? own;
  const inside = cwd === project || cwd.startsWith(project + sep);
  return inside ? `npm install ${wanted}` : `npm install -g ${wanted}`;
}

/** The ids of ccxt 4.5.84: what is known of it where it is not installed. */
export const knownIds: readonly string[] = `
  alpaca apex aster backpack bequant bigone binance binancecoinm binanceus binanceusdm bingx bit2c
  bitbank bitbns bitfinex bitflyer bitget bithumb bitopro bitrue bitso bitstamp bitteam bittrade
  bitvavo blockchaincom blofin btcbox btcmarkets btcturk btse bullish bybit bybiteu bybitid bydfi
  cex coinbase coinbaseexchange coinbaseinternational coincheck coinex coinmate coinone coinsph
  coinspot cryptocom cryptomus deepcoin delta deribit derive digifinex dydx extended fmfwio foxbit
  gate gateeu gemini grvt hashkey hibachi hitbtc hollaex htx hyperliquid independentreserve indodax
  kraken krakenfutures kucoin kucoinfutures latoken lbank lighter luno mercado mexc modetrade
  mudrex myokx nado ndax okx okxus onetrading p2b pacifica paradex paymium phemex poloniex revolutx
  tokocrypto toobit upbit weex whitebit woo woofipro xt zaif zebpay
`
  .trim()
  .split(/\s+/);
