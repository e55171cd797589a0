import { BlockList, isIP } from 'node:net';
import { decodePercents } from '../protocol/decodePercents.js';
import { say } from '../wording/say.js';

/** An HTTP proxy that tunnels to exchanges. */
export interface HttpProxy {
  host: string;
  port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  tls: boolean;
  /** The value of Proxy-Authorization, where its address holds a user. */
  authorization: string | undefined;
  /** The environment variable that it is from. */
  variable: string;
  /** How people are told of it, without its password: `the proxy 127.0.0.1:7890 (HTTPS_PROXY)`. */
  name: string;
}

/** The environment names a proxy that cannot be used. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Which proxy an address is reached through, as the environment says: like curl, and this machine always directly. */
export class Proxies {
  readonly #environment: Environment;

  /** @param environment none for no proxy at all. */
  constructor(environment: Environment = {}) {
    this.#environment = environment;
  }

  /**
   * The proxy for an address; `undefined` where it is reached directly.
   *
   * @throws ProxyError when the one that is set cannot be used.
   */
  for(url: URL): HttpProxy | undefined {
    const setting = this.#settingFor(url.protocol);
    if (!setting || isLoopback(url.hostname) || isExcepted(url, this.#read('NO_PROXY')?.value ?? '')) return;
    return parseProxy(setting);
  }

  /**
   * The proxy of `https` addresses in a few words, for people; `undefined` where none is set.
   *
   * @throws ProxyError when the one that is set cannot be used.
   * @example 'http://127.0.0.1:7890 (HTTPS_PROXY), but not for the hosts of NO_PROXY'
   */
  describe(): string | undefined {
    const setting = this.#settingFor('https:');
    if (!setting) return undefined;
    const exceptions = this.#read('NO_PROXY');
    if (exceptions && isExcepted(new URL('https://any.invalid'), exceptions.value)) {
      return say('none, for {exceptions} excepts every host from {variable}', {
        exceptions: exceptions.variable,
        variable: setting.variable,
      });
    }
    const { host, port, tls, variable } = parseProxy(setting);
    const address = `${tls ? 'https' : 'http'}://${authority(host, port)} (${variable})`;
    return exceptions
      ? say('{address}, but not for the hosts of {variable}', { address, variable: exceptions.variable })
      : address;
  }

  #settingFor(protocol: string): Setting | undefined {
    return this.#read(isSecure({ protocol }) ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? this.#read('ALL_PROXY');
  }

  /** A variable in lower case counts before the one in upper case, as with curl. */
  #read(name: string): Setting | undefined {
    return [name.toLowerCase(), name]
      .map((variable) => ({ variable, value: this.#environment[variable]?.trim() ?? '' }))
      .find(({ value }) => value !== '');
  }
}

/** Whether an address is spoken to over TLS. */
export function isSecure({ protocol }: Pick<URL, 'protocol'>): boolean {
  return protocol === 'https:' || protocol === 'fix+tls:';
}

/** The port of an address of HTTP; of FIX where it has one. */
export function portOf({ protocol, port }: Pick<URL, 'protocol'> & { port: string | null }): number {
  return Number(port) || (isSecure({ protocol }) ? 443 : 80);
}

interface Setting {
  variable: string;
  value: string;
}

/** `host:port`, as a URL and CONNECT have it. */
export function authority(host: string, port: number): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** What a variable has to hold: said in every refusal, which never shows what it holds, as that may be a password. */
const FORM = 'http://HOST:PORT';

function parseProxy({ variable, value }: Setting): HttpProxy {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  if (scheme?.startsWith('socks')) {
    throw new ProxyError(
      say(
        '{variable} names a SOCKS proxy, which is not supported: set HTTPS_PROXY={form} to the HTTP port of the same program',
        { variable, form: FORM },
      ),
    );
  }
  // Without a scheme, an HTTP proxy is meant: localhost:7890.
  const address = scheme === undefined ? `http://${value}` : value;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const rest = url && url.pathname.slice(1) + url.search + url.hash;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || rest !== '') {
    throw new ProxyError(
      say(
        '{variable} is not the address of an HTTP proxy: write {form} or http://USER:PASSWORD@HOST:PORT, with %40 for @, %23 for # and %2F for /',
        { variable, form: FORM },
      ),
    );
  }
  const tls = url.protocol === 'https:';
  const host = withoutBrackets(url.hostname);
  const port = portOf(url);
  return {
    ...{ host, port, tls, variable },
    authorization: authorizationOf(url),
    name: say('the proxy {address} ({variable})', { address: authority(host, port), variable }),
  };
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const text = `${decodePercents(username)}:${decodePercents(password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  return (
    /^(.*\.)?localhost\.?$/i.test(host) || (isIP(host) === 4 && host.startsWith('127.')) || host === '::1'
  );
}

/**
 * Whether NO_PROXY names a host: `*` for every one, a name for itself and what is under it, with or without a leading
 * dot, an address or a range of them (10.0.0.0/8), each with or without a port.
 *
 * @see https://curl.se/docs/manpage.html#--noproxy
 */
function isExcepted(url: URL, exceptions: string): boolean {
  const host = withoutBrackets(url.hostname).toLowerCase().replace(/\.$/, '');
  const port = String(portOf(url));
  return exceptions
    .toLowerCase()
    .split(/[\s,;]+/)
    .some((entry) => {
      if (entry === '') return false;
      if (isIP(withoutBrackets(entry))) return withoutBrackets(entry) === host;
      const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (only !== undefined && only !== port) return false;
      const plain = withoutBrackets(name).replace(/^https?:\/\//, '');
      if (plain === '*' || isInRange(host, plain)) return true;
      const suffix = plain.replace(/^\*?\./, '').replace(/\.$/, '');
      return host === suffix || (suffix !== '' && !isIP(host) && host.endsWith(`.${suffix}`));
    });
}

function isInRange(host: string, range: string): boolean {
  const [, net = '', prefix = ''] = /^(.+)\/(\d{1,3})$/.exec(range) ?? [];
  const family = isIP(net);
  if (family === 0 || family !== isIP(host) || Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
