import type { networkInterfaces } from 'node:os';
import { portOf } from '../../http/Proxies.js';
import { say } from '../../wording/say.js';
import type { Result } from './Finding.js';

/**
 * Which address FMZ's docker reaches the plugin by.
 *
 * @param interfaces as `os.networkInterfaces()` gives them.
 * @param plugin where it listens on this machine.
 * @param path of the address in FMZ, such as `/OKX`.
 */
export function checkDocker(
  interfaces: ReturnType<typeof networkInterfaces>,
  plugin: URL,
  path: string,
): Result {
  const at = (host: string) => `${plugin.protocol}//${host}:${portOf(plugin)}${path}`;
  const url = at('127.0.0.1');
  const bridge = interfaces.docker0?.find(({ family }) => family === 'IPv4');
  if (!bridge?.cidr)
    return {
      status: 'ok',
      text: say('docker on this machine: {url}; Docker has no bridge (docker0) here', { url }),
    };
  const { address, cidr } = bridge;
  return {
    status: 'ok',
    text: say('docker on this machine: {url}; docker in a container: {inContainer}', {
      url,
      inContainer: at(address),
    }),
    remedy: say('for a container start serve with --host {address} --allow {network}', {
      address,
      network: networkOf(cidr),
    }),
  };
}

/** @example networkOf('172.17.0.1/16') // '172.17.0.0/16' */
function networkOf(cidr: string): string {
  const [address = '', length = '32'] = cidr.split('/');
  let bits = Number(length);
  const parts = address.split('.').map((part) => {
    const kept = Math.max(0, Math.min(8, bits));
    bits -= 8;
    return Number(part) & (0xff << (8 - kept)) & 0xff;
  });
  return `${parts.join('.')}/${length}`;
}
