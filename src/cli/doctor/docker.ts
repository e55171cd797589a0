import type { NetworkInterfaceInfo } from 'node:os';
import { say } from '../../wording/say.js';
import type { Result } from './Finding.js';

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * Which address FMZ's docker reaches the plugin by.
 *
 * @param interfaces as `os.networkInterfaces()` gives them.
 * @param plugin where it listens on this machine.
 * @param path of the address in FMZ, such as `/OKX`.
 */
export function checkDocker(interfaces: Interfaces, plugin: URL, path: string): Result {
  const scheme = plugin.protocol;
  const port = plugin.port || (scheme === 'https:' ? '443' : '80');
  const url = `${scheme}//127.0.0.1:${port}${path}`;
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
      inContainer: `${scheme}//${address}:${port}${path}`,
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
