// Headers that say nothing about the caller.
const PLAIN_HEADERS = /^(accept|content-type|content-length|user-agent|origin|host|connection)/i;
// Names of fields that sign a request or prove who sent it.
const SECRET_FIELDS = /sign|key|token|secret|pass|auth|hash|access|seed|^s$|^r$/i;
const IS_FIGURE = /^[\d.]*$/;
const SHORTEST = 8;

/** What no log may show of a request that ccxt signed: it is not known which part of it signing has added. */
export function secretsOf(url: string, headers: Readonly<Record<string, string>>, body: unknown): string[] {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  return [
    ...Object.entries(headers).flatMap(([name, value]) => (PLAIN_HEADERS.test(name) ? [] : [value])),
    ...ofPairs(query),
    ...(typeof body === 'string' ? ofBody(body) : []),
  ].filter((value) => value.length >= SHORTEST && !IS_FIGURE.test(value));
}

function ofBody(body: string): string[] {
  if (!/^\s*[[{]/.test(body)) return ofPairs(body);
  try {
    return ofJson(JSON.parse(body));
  } catch {
    return [];
  }
}

/** As sent and as it reads: an exchange may echo either. */
function ofPairs(text: string): string[] {
  return text.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=', 2);
    return SECRET_FIELDS.test(name) ? [value, ...new URLSearchParams(pair).values()] : [];
  });
}

function ofJson(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(ofJson);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === 'string' ? (SECRET_FIELDS.test(name) ? [item] : []) : ofJson(item),
  );
}
