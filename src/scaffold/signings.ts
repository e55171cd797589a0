import type { PlainTemplate } from '../wording/say.js';

/** How an exchange wants its requests signed, and what a scaffold of it needs to know. */
export interface SigningScheme {
  /** For people. */
  label: PlainTemplate;
  /** The function of fmzproto that signs so; absent where it is written out. */
  preset?: string;
  /** Whether FMZ's secret key box holds `secret,passphrase`. @default false */
  passphrase?: boolean;
  /** Where parameters of a signed POST go, if not into a JSON body. */
  writes?: 'query';
  /** Whether reading an account is a POST, too. @default false */
  postOnly?: boolean;
  /** Whether what is signed has no words for DELETE, PATCH, and ids in paths. @default false */
  envelopeOnly?: boolean;
  /** Whether the signature says until when the request is good. @default false */
  expires?: boolean;
  /** Whether nothing is signed: what FMZ's boxes hold goes along as it is, and no clock matters. @default false */
  inHeaders?: boolean;
  /** Whether it is a JSON Web Token. @default false */
  jwt?: boolean;
  /** The header that carries the signature or the secret; "" where it stands in the query or in a token. */
  header: string;
  /**
   * By openssl, of a POST of `{"symbol":"BTC-USDT","amount":"0.1"}` to /api/v1/order at 1700000000000 with the keys below:
   * the signature, or the query hash of a token.
   */
  signature: string;
  /** What FMZ's boxes hold for it. @default demoKey and demoSecret */
  keys?: { access: string; secret: string };
}

const QUERY_HASH =
  'e95f6670cdf25c9c1dbea8faa23b5be4065de821d1d2d4a39176a532409c7fdd6ace9ea70efc8d7c1f1331122970b8514591e1417d851cc7af8992b49dd57369';

/** The signing schemes that an adapter can start with. `none` is for market data alone, `custom` is written out to be changed. */
export const signings = {
  custom: {
    label: "the exchange's own: HMAC-SHA256 in headers, written out to be changed",
    header: 'X-API-SIGN',
    signature: 'eea743417674a8f502a17731b1eaaa9824219f3fbfc1f78aa96625cdbd480147',
  },
  none: { label: 'market data only, without keys', header: '', signature: '' },
  header: {
    label: 'nothing is signed: key and secret in two headers, as Alpaca',
    inHeaders: true,
    header: 'X-API-SECRET',
    signature: 'demoSecret',
  },
  bearer: {
    label: 'nothing is signed: a token in the Authorization header, as OANDA',
    inHeaders: true,
    header: 'Authorization',
    signature: 'Bearer demoSecret',
  },
  oauth2: {
    label: 'OAuth2 client credentials: a token that is asked for, and again before it expires',
    inHeaders: true,
    header: 'Authorization',
    signature: 'Bearer demoToken',
  },
  binance: {
    label: 'as Binance, MEXC, Aster',
    preset: 'signBinance',
    writes: 'query',
    expires: true,
    header: '',
    signature: 'cdee97a4c96248ad3f7460576ce01eac4959db618aee90bb489ffefd2fa4683a',
  },
  okx: {
    label: 'as OKX',
    preset: 'signOkx',
    passphrase: true,
    header: 'OK-ACCESS-SIGN',
    signature: 'Mu4OIlJuHA+sdimpNVmeOjOB4aw3ZamVqT0fWxcjtnM=',
  },
  bitget: {
    label: 'as Bitget',
    preset: 'signBitget',
    passphrase: true,
    header: 'ACCESS-SIGN',
    signature: '7qdDQXZ0qPUCoXcxseqqmCQhnz+/wfeKqWYlzb1IAUc=',
  },
  kucoin: {
    label: 'as KuCoin',
    preset: 'signKucoin',
    passphrase: true,
    header: 'KC-API-SIGN',
    signature: '7qdDQXZ0qPUCoXcxseqqmCQhnz+/wfeKqWYlzb1IAUc=',
  },
  'coinbase-exchange': {
    label: 'as Coinbase Exchange',
    preset: 'signCoinbaseExchange',
    passphrase: true,
    header: 'CB-ACCESS-SIGN',
    signature: 'Z+SJ780yyatN7DFpSm32en992tVig0s7imrKPAqz5eY=',
    keys: { access: 'demoKey', secret: 'ZGVtb1NlY3JldA==' },
  },
  bybit: {
    label: 'as Bybit',
    preset: 'signBybit',
    expires: true,
    header: 'X-BAPI-SIGN',
    signature: '8af3503412ee410f39442aba6aa848fcaab4578ea0395788ef49cdf0900b902f',
  },
  gate: {
    label: 'as Gate',
    preset: 'signGate',
    header: 'SIGN',
    signature:
      '71634d38788badb691fd329557debbb9222af73b8496b7c00d56b3c1b5626607dac17c226885714de527fa733e4015f0750afdda16191ea02d2161a881a32d3b',
  },
  kraken: {
    label: 'as Kraken',
    preset: 'signKraken',
    postOnly: true,
    envelopeOnly: true,
    header: 'API-Sign',
    signature: 'yIgz1z9qCxCK+olbhiteP7cmSp4rtKUeDSNf1ZpCShqTMCL2wQN4D/E9eeWE+wARYuGv2Etb0LVbDYXj/1GgcQ==',
    keys: { access: 'demoKey', secret: 'ZGVtb1NlY3JldA==' },
  },
  upbit: { label: 'as Upbit', preset: 'signUpbit', jwt: true, header: '', signature: QUERY_HASH },
  bithumb: { label: 'as Bithumb', preset: 'signBithumb', jwt: true, header: '', signature: QUERY_HASH },
  backpack: {
    label: 'as Backpack',
    preset: 'signBackpack',
    envelopeOnly: true,
    expires: true,
    header: 'X-Signature',
    signature: 'Vz8RMVpGN+488Ah79KfIbkyvjc+cBEe7R7CAfjM0gyFI754/bfH538VmHIqRrBVAmpiilo9L2n36z/345iRGDQ==',
    // The secret of test 2 in RFC 8032, section 7.1.
    keys: {
      access: 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=',
      secret: 'TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=',
    },
  },
} as const satisfies Readonly<Record<string, SigningScheme>>;

export type SigningName = keyof typeof signings;

export const signingNames = Object.keys(signings).filter((name): name is SigningName => name in signings);

/** Whether a scheme can sign the requests of a style. */
export function goesWith(name: SigningName, style: string): boolean {
  const scheme: SigningScheme = signings[name];
  return style !== 'rest' || !scheme.envelopeOnly;
}
