import { lookup } from 'node:dns/promises';
import { BlockList, isIP, SocketAddress } from 'node:net';
import { quote } from '../../protocol/oneLine.js';
import { isLoopback, plainAddress } from '../../server/guards/Access.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { refuseFullWidth } from '../terminal/fullWidth.js';

/** Where `serve` listens, and who may use it. */
export interface Listening {
  /** As it was given: what people are told. */
  host: string;
  /** The address of that name, which is listened on; the name itself where it has none. */
  address: string;
  /** Whether only this machine reaches it. */
  local: boolean;
  /** Who may use it besides this machine. */
  allowed: BlockList;
}

/**
 * Reads `--host` and `--allow`.
 *
 * @param ranges the values of `--allow`; each may hold several, separated by commas or blanks.
 * @throws UsageError on a host with a scheme or a port, on a range that is none, and where other machines reach the port and nobody said which may.
 * @example await readListening('0.0.0.0', ['172.17.0.0/16'])
 */
export async function readListening(host: string, ranges: readonly string[]): Promise<Listening> {
  const allowed = parseRanges(ranges);
  refuseFullWidth('--host', host);
  const name = host.trim().replace(/^\[(.*)\]$/, '$1');
  if (name.includes('/') || (isIP(name) === 0 && name.includes(':'))) {
    throw new UsageError(
      say('--host {host} is not an address or a name: leave out the scheme, and give the port with --port', {
        host: quote(host),
      }),
    );
  }
  const found = await addressesOf(name);
  const local = found.length > 0 && found.every(isLoopback);
  if (!local && ranges.length === 0) {
    throw new UsageError(
      say(
        "--host {host} opens the port to other machines: say which may use it, like --allow 172.17.0.0/16 for FMZ's docker on docker's bridge",
        { host: quote(host) },
      ),
    );
  }
  return { host: name, address: found[0] ?? name, local, allowed };
}

/** None where there is no such name: listening says so. */
async function addressesOf(name: string): Promise<string[]> {
  if (isIP(name) !== 0) return [name.includes('%') ? name : normalAddress(name)];
  const found = await lookup(name === '' ? '0.0.0.0' : name, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

const FORM = 'write addresses or ranges, like 172.17.0.0/16,192.168.1.5';

/** @throws UsageError on what is no address and no range. */
function parseRanges(values: readonly string[]): BlockList {
  const allowed = new BlockList();
  for (const value of values) {
    refuseFullWidth('--allow', value);
    const parts = value.split(/[\s,;]+/).filter(Boolean);
    if (parts.length === 0) throw new UsageError(say('--allow is empty: {form}', { form: say(FORM) }));
    for (const part of parts) addRange(allowed, part);
  }
  return allowed;
}

function addRange(allowed: BlockList, text: string): void {
  const [, written = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bare = written.replace(/^\[(.*)\]$/, '$1');
  const address = plainAddress(normalAddress(bare));
  const kind = isIP(address);
  if (kind === 0)
    throw new UsageError(
      say('--allow {value} is not an address or a range: {form}', { value: quote(text), form: say(FORM) }),
    );
  // Of an IPv4 address that is written as IPv6, the first 96 bits are not its own.
  const mapped = kind === 4 && isIP(bare) === 6 ? 96 : 0;
  const bits = kind === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length) - mapped;
  if (prefix < 0 || prefix > bits) {
    throw new UsageError(
      say(
        '--allow {value} is not a range: the number after the / must be from {min} to {max}, like {example}',
        {
          value: quote(text),
          min: mapped,
          max: bits + mapped,
          example: `${written}/${mapped + bits / 2}`,
        },
      ),
    );
  }
  allowed.addSubnet(address, prefix, kind === 4 ? 'ipv4' : 'ipv6');
}

/** An IPv6 address as the system writes it, which knows several spellings of one. */
function normalAddress(text: string): string {
  if (isIP(text) !== 6) return text;
  return new SocketAddress({ address: text.replace(/%.*$/s, ''), family: 'ipv6' }).address;
}
