import * as v from 'valibot';
import { RawHttpClient } from '../../check/RawHttpClient.js';

/** The pair that nearly every exchange has. */
const USUAL = 'BTC_USDT';
const OTHERS = ['BTC_USDC', 'BTC_USD', 'BTC_EUR', 'BTC_USDT.swap', 'BTC_USDC.swap', 'BTC_USD.swap'];

const listed = v.object({ data: v.record(v.string(), v.unknown()) });

/**
 * The symbol to check with where none is named: BTC_USDT, or of what GetMarkets lists the one that is nearest to it.
 *
 * @param timeout in ms.
 */
export async function findSymbol(url: URL, timeout: number): Promise<string> {
  const body = JSON.stringify({ access_key: '', secret_key: '', method: 'markets', nonce: 1, params: {} });
  const { text } = await new RawHttpClient(url, timeout).send({ body });
  const symbols = read(text);
  if (symbols.length === 0 || symbols.includes(USUAL)) return USUAL;
  return (
    OTHERS.find((symbol) => symbols.includes(symbol)) ??
    symbols.find((symbol) => symbol.startsWith('BTC_')) ??
    symbols[0] ??
    USUAL
  );
}

function read(text: string): string[] {
  try {
    return Object.keys(v.parse(listed, JSON.parse(text)).data);
  } catch {
    return [];
  }
}
