import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { installCommand } from '../../../files/installCommand.js';
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
        command: ccxtCommand(),
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
        command: ccxtCommand(),
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

/** How ccxt is installed, in a version that fmzproto can use. */
export function ccxtCommand(): string {
  return installCommand('ccxt@4');
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
