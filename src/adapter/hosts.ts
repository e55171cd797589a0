import { listed, say } from '../wording/say.js';
/** The address of a host, without a path; or one for each environment: `{ live: 'https://...', paper: 'https://...' }`. */
export type HostAddress = string | Readonly<Record<string, string>>;

/** The host of requests that name none. */
export const API = 'api';

/** What `--base-url NAME.stream` moves. */
export const STREAM = 'stream';

/** One of the addresses that a definition declares. */
export interface DeclaredAddress {
  host: string;
  /** `undefined` where the host has one address for all. */
  environment: string | undefined;
  origin: string;
}

/** What a definition says of addresses. */
interface Addressed {
  baseUrl?: string;
  hosts?: Readonly<Record<string, HostAddress>>;
}

/** All addresses that a definition declares; none where it has no API. */
export function declaredAddresses({ baseUrl, hosts }: Addressed): DeclaredAddress[] {
  const declared = hosts ?? (baseUrl === undefined ? {} : { [API]: baseUrl });
  return Object.entries(declared).flatMap(([host, address]): DeclaredAddress[] =>
    typeof address === 'string'
      ? [{ host, environment: undefined, origin: new URL(address).origin }]
      : Object.entries(address).map(([environment, one]) => ({
          host,
          environment,
          origin: new URL(one).origin,
        })),
  );
}

/** The names of the hosts. */
export function hostNamesOf(addresses: readonly DeclaredAddress[]): string[] {
  return [...new Set([API, ...addresses.map(({ host }) => host)])];
}

/** The names of the environments, the one of calls without keys first. */
export function environmentsOf(addresses: readonly DeclaredAddress[]): string[] {
  return [...new Set(addresses.flatMap(({ environment }) => environment ?? []))];
}

/** What can stand behind the dot of `--base-url NAME.PART`: hosts besides `api`, and environments. */
export function partsOf(addresses: readonly DeclaredAddress[]): string[] {
  return [...hostNamesOf(addresses).filter((host) => host !== API), ...environmentsOf(addresses)];
}

/** Other addresses than an exchange's own, by what they move, in lower case: '' for its API, a part for all else. */
export type MovedAddresses = ReadonlyMap<string, string>;

/** Where an address was moved to; `undefined` where nobody said where it is. */
export function movedTo(moved: MovedAddresses, address: DeclaredAddress): string | undefined {
  const { host, environment } = address;
  if (host !== API) return moved.get(host.toLowerCase());
  return (environment === undefined ? undefined : moved.get(environment.toLowerCase())) ?? moved.get('');
}

/** What moves a host. @example nameOfPart('Alpaca', 'data') // 'Alpaca.data' */
export function nameOfPart(exchange: string, part: string): string {
  return part === '' ? exchange : `${exchange}.${part}`;
}

/** What `--base-url` says of one exchange, by parts. @param byName by `okx` and `okx.data`. */
export function movedOf(byName: ReadonlyMap<string, string>, exchange: string): Map<string, string> {
  const key = exchange.toLowerCase();
  return new Map(
    [...byName].flatMap(([name, url]): [string, string][] => {
      if (name === key) return [['', url]];
      return name.startsWith(`${key}.`) ? [[name.slice(key.length + 1), url]] : [];
    }),
  );
}

/** What stands in the place of a name elsewhere: in `--base-url NAME.PART`, and in `limits`. */
const RESERVED = [STREAM, 'all', 'default'];
const NAME = /^[a-z][a-z\d-]{0,39}$/i;

/**
 * Checks what the author of an adapter says of hosts, each of whose addresses is one by itself.
 *
 * @param lines the names of its FIX lines.
 * @throws TypeError that names what does not go together.
 */
export function checkHosts(
  definition: Addressed & { environment?: unknown },
  lines: readonly string[] = [],
): void {
  const { hosts, baseUrl } = definition;
  if (hosts && baseUrl !== undefined) {
    throw new TypeError(
      say('baseUrl is the short form of {hosts}: write one of the two', { hosts: 'hosts: { api: ... }' }),
    );
  }
  if (hosts && !Object.hasOwn(hosts, API)) {
    throw new TypeError(say('hosts.api is missing: requests that name no host go there'));
  }
  const addresses = declaredAddresses(definition);
  const environments = environmentsOf(addresses);
  const names = [...hostNamesOf(addresses), ...environments].map((name) => ({ name, field: 'hosts' }));
  checkNames([...names, ...lines.map((name) => ({ name, field: 'fix.lines' }))]);
  for (const host of Object.keys(hosts ?? {})) {
    const own = addresses.filter((address) => address.host === host);
    if (own.length === 0) throw new TypeError(say('hosts.{host} has no address', { host }));
    const missing = environments.find((name) => !own.some(({ environment }) => environment === name));
    if (missing !== undefined && own[0]?.environment !== undefined) {
      throw new TypeError(
        say('hosts.{host}.{missing} is missing: other hosts have an address of that name', { host, missing }),
      );
    }
  }
  if (environments.length > 0 && !definition.environment) {
    throw new TypeError(
      say('environment is missing: it says which of {environments} keys belong to', {
        environments: listed(environments),
      }),
    );
  }
  if (environments.length === 0 && definition.environment) {
    throw new TypeError(
      say('environment chooses between addresses, and no host has several: write {example}', {
        example: '{ live: ..., paper: ... }',
      }),
    );
  }
}

/** They all stand in one place: `--base-url NAME.PART`, in any case. */
function checkNames(names: readonly { name: string; field: string }[]): void {
  const taken = new Set(RESERVED);
  for (const { name, field } of names) {
    if (!NAME.test(name)) {
      throw new TypeError(
        say('{field}: the name {name} must be letters, digits and hyphens', {
          field,
          name: JSON.stringify(name),
        }),
      );
    }
    if (taken.has(name.toLowerCase())) {
      throw new TypeError(
        say(
          '{field}: the name {name} is taken: those of hosts, lines and environments, and {reserved}, must all differ',
          {
            field,
            name,
            reserved: listed(RESERVED),
          },
        ),
      );
    }
    taken.add(name.toLowerCase());
  }
}
