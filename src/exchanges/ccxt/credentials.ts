import * as v from 'valibot';
import type { Credentials } from '../../protocol/envelope.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';

/** What is said of an account beside its keys. */
export interface CcxtSettings {
  /** Which account GetAccount shows where there are several: spot, swap, future, margin. */
  type?: string;
  /** `true` where the account keeps long and short positions apart. */
  hedged?: string;
  /** A number by which the exchange tells traders of one account apart. */
  operatorId?: string;
}

/** What FMZ's two key boxes hold, before it is known which keys the exchange has. */
export interface CcxtKeys {
  accessKey: string;
  /** What comes without a name, in its order. */
  unnamed: readonly string[];
  /** By ccxt's names. */
  named: Readonly<Record<string, string>>;
  settings: Readonly<CcxtSettings>;
  /** ccxt's options of the exchange, for the few that need one: `options.portfolio=...`. */
  options: Readonly<Record<string, string>>;
  /** Whether they belong to the exchange's sandbox or demo trading. */
  simulate: boolean;
}

/** What ccxt calls keys, and other words for them. */
const NAMES: Readonly<Record<string, string>> = {
  apikey: 'apiKey',
  secret: 'secret',
  password: 'password',
  passphrase: 'password',
  uid: 'uid',
  login: 'login',
  accountid: 'accountId',
  walletaddress: 'walletAddress',
  privatekey: 'privateKey',
  twofa: 'twofa',
  token: 'token',
};

/** What else can be said beside the keys. */
const SETTINGS: Readonly<Record<string, keyof CcxtSettings>> = {
  type: 'type',
  hedged: 'hedged',
  operatorid: 'operatorId',
};

/**
 * FMZ's two boxes: the access key, and `secret[,passphrase][,simulate]`, or `name=value` pairs with the names of ccxt,
 * such as `secret,uid=123` or `walletAddress=0x...,privateKey=0x...`. Both can be mixed. A passphrase may hold commas.
 */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, CcxtKeys>(({ dataset, addIssue, NEVER }) => {
    const accessKey = dataset.value.access_key.trim();
    const fields = dataset.value.secret_key.trim().split(',');
    const simulate = fields.at(-1)?.trim().toLowerCase() === 'simulate' && fields.pop() !== undefined;
    const named: Record<string, string> = {};
    const settings: CcxtSettings = {};
    const options: Record<string, string> = {};
    const unnamed: string[] = [];
    for (const field of fields) {
      const [, option, word = '', value = ''] = /^\s*(options\.)?(\w+)\s*=(.*)$/is.exec(field) ?? [];
      const name = own(NAMES, word.toLowerCase());
      const setting = own(SETTINGS, word.toLowerCase());
      if (option !== undefined) options[word] = value.trim();
      else if (name !== undefined) named[name] = value.trim();
      else if (setting !== undefined) settings[setting] = value.trim();
      else unnamed.push(field);
    }
    const [secret = '', ...rest] = unnamed;
    const keys = [secret.trim(), ...(rest.length > 0 ? [rest.join(',')] : [])].filter((key) => key !== '');
    if (accessKey === '' && keys.length === 0 && Object.keys(named).length === 0) {
      addIssue({ message: 'needs an API key: the access key and the secret key are empty' });
      return NEVER;
    }
    return { accessKey, unnamed: keys, named, settings, options, simulate };
  }),
);

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const FOR_ACCESS_KEY = ['apiKey', 'walletAddress', 'uid', 'login', 'accountId'];
const FOR_SECRET = ['secret', 'privateKey', 'token'];
const FOR_REST = ['password', 'uid', 'login', 'accountId', 'walletAddress', 'twofa'];

/**
 * The keys as ccxt's exchange takes them: what has no name fills what the exchange requires.
 *
 * @param required what the exchange requires, by ccxt's names.
 * @throws ProtocolError that names what is missing.
 */
export function toCcxtKeys(
  name: string,
  keys: CcxtKeys,
  required: readonly string[],
): Record<string, string> {
  const filled: Record<string, string> = { ...keys.named };
  const fill = (value: string | undefined, places: readonly string[], otherwise: string | undefined) => {
    if (value === undefined || value === '') return;
    const place = places.find((key) => required.includes(key) && !(key in filled)) ?? otherwise;
    if (place !== undefined && !(place in filled)) filled[place] = value;
  };
  const [secret, rest] = keys.unnamed;
  fill(keys.accessKey, FOR_ACCESS_KEY, 'apiKey');
  fill(secret, FOR_SECRET, 'secret');
  fill(rest, FOR_REST, 'password');
  const missing = required.filter((key) => !filled[key]);
  if (missing.length > 0) {
    const example = missing.map((key) => (key === 'apiKey' ? key : `${key}=...`)).join(',');
    throw new ProtocolError(
      missing.includes('apiKey')
        ? `${name} needs ${missing.join(', ')}: the access key is the apiKey, other keys belong into FMZ's secret key box`
        : `${name} needs ${missing.join(', ')}: add ${example} to FMZ's secret key box`,
    );
  }
  return filled;
}
