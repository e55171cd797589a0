import type { PlainTemplate } from '../wording/say.js';

/** How a venue wants a Logon proven. */
export interface LogonScheme {
  /** For people. */
  label: PlainTemplate;
  /** The function of fmzproto that makes its fields. */
  preset: string;
  /** What FMZ's second box holds in tests. @default demoSecret */
  secret?: string;
}

/** The Logons that an adapter over FIX can start with. */
export const logons = {
  password: { label: 'user name and password, as cTrader and LMAX', preset: 'passwordLogon' },
  hmac: { label: 'HMAC-SHA256 over fields of the Logon, as Coinbase', preset: 'hmacLogon' },
  nonce: { label: 'SHA-256 over a nonce and the secret, as Deribit', preset: 'nonceLogon' },
  ed25519: {
    label: 'an Ed25519 signature over fields of the Logon, as Binance',
    preset: 'ed25519Logon',
    // The secret of test 2 in RFC 8032, section 7.1.
    secret: 'TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=',
  },
} as const satisfies Readonly<Record<string, LogonScheme>>;

export type LogonName = keyof typeof logons;

export const logonNames = Object.keys(logons).filter((name): name is LogonName => name in logons);

/** The sessions of a venue. */
export const lineChoices = {
  'trade,quote': 'orders and prices on a session each',
  one: 'one session for all',
} as const satisfies Readonly<Record<string, PlainTemplate>>;

export type LineChoice = keyof typeof lineChoices;

export const lineChoiceNames = Object.keys(lineChoices).filter(
  (name): name is LineChoice => name in lineChoices,
);
