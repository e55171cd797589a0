import type { VenueFacts } from '../venues/defineVenue.js';
import { type CcxtExchange, SERIALIZERS } from './ccxtTypes.js';

/** Options that add a fee for a "builder" to each order. */
const BUILDER_OPTIONS = { builderFee: false, builderFeeRate: '0', builderId: undefined, refSet: true };

/**
 * Switches off what ccxt adds to orders to earn with them: broker ids, partner headers, builder fees. What is signed is
 * freed of them before it is signed.
 */
export function switchOffTags(exchange: CcxtExchange, { builder = [] }: VenueFacts): void {
  if ('builderFee' in exchange.options) Object.assign(exchange.options, BUILDER_OPTIONS);
  Object.assign(exchange, Object.fromEntries(builder.map((method) => [method, async () => false])));
  const sign = exchange.sign.bind(exchange);
  exchange.sign = (path, api, method, params, headers, body) =>
    sign(path, api, method, withoutTags(params), headers, body);
  // Some add them while they sign.
  for (const name of SERIALIZERS) {
    const serialize = exchange[name].bind(exchange);
    exchange[name] = (data, ...more) => serialize(withoutTags(data), ...more);
  }
}

/**
 * Headers by which ccxt names itself, or a broker who earns with each order. No exchange signs them.
 */
const TAG_HEADERS = new Set(
  [
    'APCA-PARTNER-ID',
    'BROKER-ID',
    'broker_sign',
    'Hibachi-Client',
    'INPUT-SOURCE',
    'KC-API-PARTNER',
    'KC-API-PARTNER-SIGN',
    'KC-API-PARTNER-VERIFY',
    'KC-BROKER-NAME',
    'OPEN-API-PARTNER',
    'PARADEX-PARTNER',
    'Partner-Id',
    'Referer',
    'Referrer',
    'source',
    'X-BB-API-PLATFORM',
    'X-BITOPRO-API',
    'X-Broker-Id',
    'X-CHANNEL-API-CODE',
    'X-FB-CLIENT',
    'X-Gate-Channel-Id',
    'X-SOURCE-KEY',
  ].map((name) => name.toLowerCase()),
);

/** What ccxt puts into orders for the same purpose, by field; the user's own values stay. */
const TAG_FIELDS: Readonly<Record<string, readonly string[]>> = {
  brokerId: ['6956', 'ec6dd3a7dd982d0b', 'bc830de7-50f3-460b-9ee0-f430f83f9dad', 'CCXT', 'CCXTMODE'],
  broker_id: ['CCXT', 'bc830de7-50f3-460b-9ee0-f430f83f9dad'],
  builderFee: ['0'],
  builderId: ['257624'],
  channel_code: ['AA03022abc'],
  clientMedia: ['CCXT'],
  media: ['CCXT'],
  order_tag: ['CCXT', 'CCXTMODE'],
  referral_code: ['0x0ad42b8e602c2d3d475ae52d678cf63d84ab2749'],
  tag: ['ccxt', '6b9ad766b55dBCDE'],
};

/** How the client order ids begin that ccxt makes up. */
const TAG_PREFIX =
  /^(x-TKT5PX2F|x-cvBPrNm9|x-xcKtGhcu|AA03022abc|ccxt[-_]?|nfqkvdjp-|x-167673045[-_]|6b9ad766b55dBCDE|CCXT123456|b-WEEX111125-)/;

/** Headers without those that name ccxt or a broker. */
export function withoutTagHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (TAG_HEADERS.has(name.toLowerCase())) return [];
      const named = name.toLowerCase() === 'user-agent' && /ccxt/i.test(String(value));
      return [[name, named ? 'fmzproto' : value]];
    }),
  );
}

/** The same data without tags, and the very same object where it has none: some exchanges sign what is in it later. */
function withoutTags(data: unknown): unknown {
  if (Array.isArray(data)) {
    const items = data.map(withoutTags);
    return items.some((item, index) => item !== data[index]) ? items : data;
  }
  if (typeof data === 'string') return data.replace(TAG_PREFIX, '');
  if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype)
    return data;
  const entries = Object.entries(data).flatMap(([name, value]) =>
    TAG_FIELDS[name]?.includes(String(value)) ? [] : [[name, withoutTags(value)] as const],
  );
  const changed =
    entries.length !== Object.keys(data).length ||
    entries.some(([name, value]) => value !== Reflect.get(data, name));
  return changed ? Object.fromEntries(entries) : data;
}
