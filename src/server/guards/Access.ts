import { BlockList, isIP } from 'node:net';
import { say } from '../../wording/say.js';
import { Once } from './Once.js';

/** Who may use the port. Loopback always may. */
export class Access {
  readonly #allowed: BlockList;
  readonly #refused: Once;

  /**
   * @param allowed the addresses that may, besides this machine's own.
   * @param onRefused told of the first connection of an address that may not.
   */
  constructor(allowed = new BlockList(), onRefused: (address: string) => void = () => undefined) {
    this.#allowed = allowed;
    this.#refused = new Once(onRefused);
  }

  /**
   * Why a connection from an address is refused.
   *
   * @param address as `net.Socket` has it; it has none where the client has gone already.
   * @example access.refusalOf('::ffff:172.17.0.2')
   */
  refusalOf(address: string | undefined): string | undefined {
    const plain = plainAddress(address ?? '');
    const kind = isIP(plain);
    if (kind === 0) return say('the connection has no address');
    if (isLoopback(plain) || this.#allowed.check(plain, kind === 4 ? 'ipv4' : 'ipv6')) return undefined;
    this.#refused.tell(plain);
    return say(
      '{address} may not use this plugin: start serve with --allow {address}, or a range such as {range}',
      { address: plain, range: rangeOf(plain) },
    );
  }
}

/**
 * An address without its zone, and an IPv4 one that is written as IPv6 as what it is.
 *
 * @example plainAddress('::ffff:172.17.0.2') // '172.17.0.2'
 */
export function plainAddress(address: string): string {
  return address.replace(/%.*$/s, '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Whether an address can only be reached from this machine. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1';
}

/** The usual network around an address: docker's bridge is a /16. */
function rangeOf(address: string): string {
  if (isIP(address) !== 4) return `${address}/64`;
  return `${address.split('.').slice(0, 2).join('.')}.0.0/16`;
}
