import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CallContext } from '../calls/callContext.js';
import type { CcxtExchange } from './ccxtTypes.js';

/**
 * ccxt puts values into paths as they are: `../../admin` would ask for something else. Has it make addresses only out of
 * values that are one part of a path each, and lets nothing be sent but to these addresses.
 */
export function guardAddresses(exchange: CcxtExchange, context: CallContext): void {
  for (const origin of originsOf(exchange)) context.origins.add(origin);
  const sign = exchange.sign.bind(exchange);
  exchange.sign = (path, api, method, params, headers, body) => {
    checkValues(path, params);
    const request = sign(path, api, method, params, headers, body);
    checkAddress(path, request.url);
    context.allow(request.url);
    return request;
  };
  const implode = exchange.implodeParams.bind(exchange);
  exchange.implodeParams = (path, params) => implode(path, withPlainDollars(params));
}

/** The origins of an exchange's API: its own, and those of its demo trading. */
function originsOf(exchange: CcxtExchange): string[] {
  const { api, test, demo, demotrading, hostnames } = exchange.urls;
  return textsOf([api, test, demo, demotrading, hostnames]).flatMap((text) => {
    const address = String(exchange.implodeHostname(text.includes('://') ? text : `https://${text}`));
    return URL.canParse(address) ? [new URL(address).origin] : [];
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** What would end a part of a path, or make another one of it: also where somebody decodes it once more. */
const NOT_IN_A_PART = /[/\\?#%\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u;
const DOTS = /^\.+(;|$)/;

/** @throws ProtocolError for a value that is no single part of a path. */
function checkValues(path: string, params: unknown): void {
  for (const name of placeholdersOf(path)) {
    const value = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
    // Some are filled in by the exchange's own code.
    if (value === undefined) continue;
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text !== 'string' || text === '' || DOTS.test(text) || NOT_IN_A_PART.test(text)) {
      throw new ProtocolError(
        say('{name} {value} cannot be a part of a path', { name, value: quote(value) }),
      );
    }
  }
}

/** @throws ProtocolError for an address that leads elsewhere than the path says, or says less than it holds. */
function checkAddress(path: string, address: string): void {
  const [, open = ''] = /^https?:\/\/[^/?#\\]+([^?]*)/i.exec(address) ?? [];
  const missing = /\{([^{}]+)\}/.exec(open)?.[1];
  if (missing !== undefined)
    throw new ProtocolError(say('{name} is missing: it is a part of the path', { name: missing }));
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.username !== '' || url.password !== '' || /[#\\\p{Cc}]/u.test(address) || !isAsNamed(path, open))
    throw new ProtocolError(say("{path} is not a path of the exchange's API", { path: quote(open) }));
}

/** Whether a path has the parts that its pattern names, and no dots that lead out of it. */
function isAsNamed(pattern: string, path: string): boolean {
  const parts = path.split('/').map((part) => part.replace(/%2e/gi, '.'));
  return !parts.some((part) => part === '.' || part === '..') && parts.length >= pattern.split('/').length;
}

function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => name ?? []);
}

/** String.replace makes something else of $& and its like. */
function withPlainDollars(params: unknown): unknown {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('$', '$$$$') : value,
    ]),
  );
}
