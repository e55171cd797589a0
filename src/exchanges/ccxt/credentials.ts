import * as v from 'valibot';
import type { Credentials } from '../../protocol/envelope.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { suggest } from '../../protocol/suggest.js';
import { restorePem } from '../../signing/privateKey.js';
import { type PlainTemplate, say } from '../../wording/say.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { checkWallet, describeMissing } from './keyFaults.js';

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

/** What each setting may be, and in words. */
const VALUES: Readonly<Record<keyof CcxtSettings, readonly [RegExp, PlainTemplate]>> = {
  type: [/^[a-z][a-z_]*$/i, 'a kind of account, such as spot or swap'],
  hedged: [/^(true|false)$/, 'true or false'],
  operatorId: [/^\d+$/, 'a number'],
};

const PRINTABLE = /^[\x20-\x7e\s]*$/;

/**
 * FMZ's two boxes: the access key, and `secret[,passphrase][,simulate]`, or `name=value` pairs with the names of ccxt,
 * such as `secret,uid=123` or `walletAddress=0x...,privateKey=0x...`. Both can be mixed. A passphrase may hold commas.
 */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, CcxtKeys>(({ dataset, addIssue, NEVER }) => {
    const accessKey = dataset.value.access_key.trim();
    const box = readBox(dataset.value.secret_key);
    const empty = accessKey === '' && box.unnamed.length === 0 && Object.keys(box.named).length === 0;
    const problem = empty
      ? say('needs an API key: the access key and the secret key are empty')
      : findProblem(accessKey, dataset.value.secret_key, box.settings);
    if (problem) addIssue({ message: problem });
    return problem ? NEVER : { accessKey, ...box };
  }),
);

function readBox(text: string): Omit<CcxtKeys, 'accessKey'> {
  const named: Record<string, string> = {};
  const settings: CcxtSettings = {};
  const options: Record<string, string> = {};
  const unnamed: string[] = [];
  let simulate = false;
  for (const field of text.trim().split(',')) {
    const [, option, word = '', value = ''] = /^\s*(options\.)?(\w+)\s*=(.*)$/is.exec(field) ?? [];
    const name = own(NAMES, word.toLowerCase());
    const setting = own(SETTINGS, word.toLowerCase());
    if (/^\s*simulate\s*(=\s*true\s*)?$/i.test(field)) simulate = true;
    else if (option !== undefined) options[word] = value.trim();
    else if (name !== undefined) named[name] = restorePem(value.trim());
    else if (setting !== undefined) settings[setting] = value.trim();
    else unnamed.push(field);
  }
  const [secret = '', ...rest] = unnamed;
  const keys = [restorePem(secret.trim()), ...(rest.length > 0 ? [rest.join(',')] : [])].filter(
    (key) => key !== '',
  );
  return { unnamed: keys, named, settings, options, simulate };
}

function findProblem(accessKey: string, secretKey: string, settings: CcxtSettings): string | undefined {
  if (!PRINTABLE.test(accessKey + secretKey)) {
    return say(
      'has keys with characters that no key holds, such as a full-width comma: copy them again, with plain commas',
    );
  }
  // Real money in the place of demo trading; a passphrase may hold commas, and would take it up.
  const misspelt = secretKey.split(',').slice(1).find(isMisspelt)?.trim();
  if (misspelt !== undefined) {
    return say(
      'has "{misspelt}" in FMZ\'s secret key box: did you mean simulate? Write password=... where it is the passphrase',
      { misspelt },
    );
  }
  for (const name of Object.values(SETTINGS)) {
    const [form, words] = VALUES[name];
    const value = settings[name];
    if (value !== undefined && !form.test(value))
      return say("needs {words} behind {name}= in FMZ's secret key box", { words: say(words), name });
  }
  return undefined;
}

function isMisspelt(field: string): boolean {
  const word = field.trim().toLowerCase();
  if (/^simulate\s*=\s*true$/.test(word) || word === 'simulate') return false;
  return /^simulate\s*=/.test(word) || suggest(word, ['simulate']) !== undefined;
}

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
  if (missing.length > 0) throw new ProtocolError(describeMissing(name, missing));
  // A misspelt "simulate" would be one: real money in the place of demo trading.
  if (!known) {
    throw new ProtocolError(
      say(
        "{name} accepts only its keys, name=value pairs and simulate: FMZ's secret key box holds something else",
        { name },
      ),
    );
  }
  checkWallet(name, filled, required);
  return filled;
}

/** The keys that an exchange of ccxt requires, by ccxt's names. */
export function requiredKeys({ requiredCredentials }: Pick<CcxtExchange, 'requiredCredentials'>): string[] {
  return Object.keys(requiredCredentials).filter((key) => requiredCredentials[key] === true);
}
