import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtKeys } from '../credentials.js';
import type { CcxtExchange } from './ccxtTypes.js';

const FOR_ACCESS_KEY = ['apiKey', 'walletAddress', 'uid', 'login', 'accountId'];

const FOR_SECRET = ['secret', 'privateKey', 'token'];

const FOR_REST = ['password', 'uid', 'login', 'accountId', 'walletAddress', 'twofa'];

/**
 * The keys as ccxt's exchange takes them: what has no name fills what the exchange requires.
 *
 * @param required what the exchange requires, by ccxt's names.
 * @throws ProtocolError that names what is missing, and where there is more than the exchange takes.
 */
export function toCcxtKeys(
  name: string,
  keys: CcxtKeys,
  required: readonly string[],
): Record<string, string> {
  const filled: Record<string, string> = { ...keys.named };
  const fill = (value: string, places: readonly string[], otherwise?: string) => {
    const place = places.find((key) => required.includes(key) && !(key in filled)) ?? otherwise;
    if (place === undefined || place in filled) return false;
    filled[place] = value;
    return true;
  };
  const [secret, rest] = keys.unnamed;
  if (keys.accessKey !== '') fill(keys.accessKey, FOR_ACCESS_KEY, 'apiKey');
  const known =
    (secret === undefined || fill(secret, FOR_SECRET, 'secret')) &&
    (rest === undefined || fill(rest, FOR_REST));
  const missing = required.filter((key) => !filled[key]);
  if (missing.length > 0) throw new ProtocolError(`${name} needs ${describeMissing(missing)}`);
  // A misspelt "simulate" would be one: real money in the place of demo trading.
  if (!known) {
    throw new ProtocolError(
      `${name} accepts only its keys, name=value pairs and simulate: FMZ's secret key box holds something else`,
    );
  }
  checkWallet(name, filled, required);
  return filled;
}

function describeMissing(missing: readonly string[]): string {
  const named = missing.map((key) => (key === 'password' ? 'password (its passphrase)' : key)).join(', ');
  if (missing.includes('apiKey'))
    return `${named}: the access key is the apiKey, other keys belong in FMZ's secret key box`;
  return `${named}: add ${missing.map((key) => `${key}=...`).join(',')} to FMZ's secret key box`;
}

/** An address is shown to everybody: a private key in its place would be told to the exchange. */
function checkWallet(
  name: string,
  { walletAddress, privateKey = '' }: Readonly<Record<string, string>>,
  required: readonly string[],
): void {
  if (required.includes('walletAddress') && !/^0x[\da-f]{40}$/i.test(walletAddress ?? '')) {
    throw new ProtocolError(
      `${name} needs a walletAddress of 0x and 40 hexadecimal digits: check FMZ's two key boxes`,
    );
  }
  const hexadecimal = required.includes('walletAddress') ? /^(0x)?[\da-f]{64}$/i : /^(?!0x[\da-f]{40}$)/i;
  if (required.includes('privateKey') && !hexadecimal.test(privateKey)) {
    throw new ProtocolError(`${name} needs a private key, not an address: check FMZ's two key boxes`);
  }
}

/** The keys that an exchange of ccxt requires, by ccxt's names. */
export function requiredKeys({ requiredCredentials }: Pick<CcxtExchange, 'requiredCredentials'>): string[] {
  return Object.keys(requiredCredentials).filter((key) => requiredCredentials[key] === true);
}
