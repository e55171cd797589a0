import fc from 'fast-check';
import { methodNames, methods } from '../../src/protocol/methods.js';

/** Boxes that the doubles know: what is asked with them goes all the way. */
export interface KnownKeys {
  /** The path of the exchange that takes them. */
  exchange: string;
  access_key: string;
  secret_key: string;
}

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\0',
      '\ud800',
      '../../admin',
      '%00',
      '%',
      '__proto__',
      'constructor',
      'a'.repeat(5000),
    ),
  },
);

const numberLike = fc.constantFrom(
  ...[
    '0',
    '-0',
    '1',
    '0.1',
    '-1',
    '1e3',
    '1e400',
    '1e-400',
    'NaN',
    'Infinity',
    '0x10',
    '١',
    '１',
    ' 1 ',
    '1,5',
  ],
  ...[
    '9007199254740993',
    '0.000000000000000001',
    `1${'0'.repeat(400)}`,
    `0.${'1'.repeat(400)}`,
    '--1',
    '+1',
    '.5',
    '5.',
  ],
);
const number = fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), numberLike);

const currency = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('BTC', 'ETH', 'LTC', 'USDT', 'USD', 'EUR', 'btc', '1INCH') },
  { weight: 1, arbitrary: anyText },
);
const symbol = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(currency, currency, fc.constantFrom('', '.swap', '.SWAP', '.quarter', '.240628', '.x'))
      .map(([base, quote, suffix]) => `${base}_${quote}${suffix}`),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'LTC_USDT',
      'BTC_USDT',
      'ETH_USDT',
      'BTC_USDT.swap',
      'EUR_USD.swap',
      'BTC_USD.swap',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '_',
      '__',
      'BTC',
      'BTC-USDT',
      'BTCUSDT',
      'BTC_USDT_ETH',
      '_USDT',
      'BTC_',
      '.swap',
      'BTC_USDT.',
    ),
  },
  { weight: 1, arbitrary: anyText },
);

/** JSON of any shape, also far too deep. */
const anyJson = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: anyText },
);

const side = fc.constantFrom('buy', 'sell', 'closebuy', 'closesell', 'BUY', 'short', '');
const usual = new Map<string, fc.Arbitrary<unknown>>(
  Object.entries({
    symbol,
    type: side,
    side,
    price: number,
    amount: number,
    limit: number,
    period: fc.oneof(fc.constantFrom('60', '300', 3600, 86400, 'M1', 0), number),
    since: number,
    id: fc.oneof(fc.constantFrom('BTC_USDT,1', 'A,1', '1', ','), anyText, number),
  }),
);

const paramName = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...new Set(methodNames.flatMap((name) => methods[name].args.map((arg) => arg.replace('?', '')))),
    ),
  },
  { weight: 1, arbitrary: anyText },
);
const param = paramName.chain((name) =>
  fc.tuple(
    fc.constant(name),
    fc.oneof({ weight: 7, arbitrary: usual.get(name) ?? anyJson }, { weight: 1, arbitrary: anyJson }),
  ),
);

const fittingParams = fc.record({
  symbol,
  type: side,
  price: fc.oneof(fc.constantFrom('1000', '-1', 1, '0.5'), number),
  amount: fc.oneof(fc.constantFrom('0.1', 1, '10'), number),
  limit: fc.constantFrom('5', '400', 1, 500),
  period: fc.constantFrom('60', '3600', 60),
});
const params = fc.oneof(
  { weight: 5, arbitrary: fittingParams },
  { weight: 5, arbitrary: fc.array(param, { maxLength: 6 }).map((entries) => Object.fromEntries(entries)) },
  { weight: 2, arbitrary: anyJson },
);

const ioPath = fc.oneof(
  fc.constantFrom(
    ...[
      '/api/v5/market/ticker',
      '/api/v5/account/config',
      '/v5/market/tickers',
      '/v5/order/create',
      '/trade/AN',
    ],
    ...[
      '',
      '/',
      '//evil.example/x',
      'http://evil.example/',
      '/../..',
      '/%2e%2e/%2e%2e',
      '/a\r\nb',
      '/?a=1&a=2',
      '/#x',
      '\\\\x',
    ],
  ),
  anyText.map((text) => `/${text}`),
  anyText,
);
const spellings = methodNames.flatMap((name) => [name, methods[name].fmz, ...(methods[name].aliases ?? [])]);
const method = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...spellings) },
  { weight: 3, arbitrary: ioPath.map((path) => `__api_${path}`) },
  { weight: 1, arbitrary: fc.constantFrom(...spellings).map((name) => name.toUpperCase()) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: anyJson },
);

const anyKeys = fc.oneof(
  fc.record({ access_key: anyText, secret_key: anyText }),
  fc.record({ access_key: anyJson, secret_key: anyJson }, { requiredKeys: [] }),
);

/** How the text of a body is spoilt. */
const spoil = fc.oneof(
  { weight: 30, arbitrary: fc.constant((text: string) => text) },
  { weight: 1, arbitrary: fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), anyText).map(([at, put]) => (text: string) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      (text: string) => `\ufeff${text}`,
      (text: string) => text.replaceAll('"', "'"),
      (text: string) => `${text},`,
      (text: string) => `[${text}]`,
      (text: string) => text + text,
      (text: string) => text.replace('{', '{"method":"ticker","__proto__":{"a":1},'),
      () => '',
      () => 'null',
      () => '""',
      () => '{}',
      (text: string) => JSON.stringify(text),
      () => 'symbol=BTC_USDT&method=ticker',
    ),
  },
);
const depths = fc
  .tuple(
    fc.constantFrom(100, 1000, 10_000),
    fc.constantFrom<[string, string]>(['[', ']'], ['{"a":', '}']),
    fc.constantFrom('ticker', 'trade', '__api_/api/v5/x'),
  )
  .map(
    ([depth, [open, close], name]) =>
      `{"method":"${name}","params":${open.repeat(depth)}1${close.repeat(depth)}}`,
  );

/** Bodies of requests: FMZ's envelope in every shape, and what is hardly one. */
export function bodies(known: readonly KnownKeys[]): fc.Arbitrary<Buffer> {
  const keys = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: anyKeys },
  );
  const envelope = fc
    .tuple(keys, method, params, fc.oneof(fc.constant(1_730_275_031_047_002_000), anyJson), spoil)
    .map(([boxes, name, given, nonce, change]) =>
      change(JSON.stringify({ ...boxes, method: name, nonce, params: given }) ?? ''),
    );
  const text = fc.oneof(
    { weight: 60, arbitrary: envelope },
    { weight: 1, arbitrary: depths },
    { weight: 2, arbitrary: fc.json() },
  );
  return fc.oneof(
    { weight: 40, arbitrary: text.map((value) => Buffer.from(value)) },
    { weight: 1, arbitrary: text.map((value) => Buffer.from(value, 'utf16le')) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** What FMZ's docker would post to an exchange that takes the keys. */
export function fittingBody({ access_key, secret_key, exchange }: KnownKeys): fc.Arbitrary<Buffer> {
  const listed =
    exchange === 'CTrader' ? ['EUR_USD.swap', 'US30'] : ['LTC_USDT', 'BTC_USDT', 'ETH_USDT', 'BTC_USDT.swap'];
  return fc
    .record({
      method: fc.constantFrom(...methodNames.filter((name) => name !== 'io')),
      params: fc.record({
        symbol: fc.constantFrom(...listed),
        type: fc.constantFrom('buy', 'sell'),
        price: fc.constantFrom('1', '50', '1000', '-1', 1.05),
        amount: fc.constantFrom('0.1', '1', '10', 1000),
        period: fc.constantFrom('60', '3600'),
        limit: fc.constantFrom('5', '20'),
        id: fc.constantFrom(`${listed[0]},1`, 'BTC-USDT,12345'),
        margin_level: fc.constantFrom('5', 10),
      }),
    })
    .map(({ method, params }) =>
      Buffer.from(JSON.stringify({ access_key, secret_key, method, nonce: 1, params })),
    );
}
