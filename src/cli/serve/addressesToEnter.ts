import type { networkInterfaces } from 'node:os';

/**
 * What to enter at FMZ for a plugin that listens on a URL: its own, unless that is every interface, which nobody can ask.
 *
 * @param interfaces as `os.networkInterfaces()` gives them.
 * @returns the URL for this machine, and those for others, without addresses that hold on one link alone.
 * @example addressesToEnter('http://0.0.0.0:6666', interfaces)
 * // { here: 'http://127.0.0.1:6666', elsewhere: ['http://192.168.1.5:6666', 'http://172.17.0.1:6666'] }
 */
export function addressesToEnter(
  url: string,
  interfaces: ReturnType<typeof networkInterfaces>,
): { here: string; elsewhere: string[] } {
  const { protocol, hostname, port } = new URL(url);
  if (hostname !== '0.0.0.0' && hostname !== '[::]') return { here: url, elsewhere: [] };
  const at = (host: string) => `${protocol}//${host}${port && `:${port}`}`;
  const others = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
    .filter(({ family }) => family === 'IPv4' || hostname === '[::]')
    .map(({ family, address }) => at(family === 'IPv4' ? address : `[${address}]`));
  return { here: at('127.0.0.1'), elsewhere: [...new Set(others)] };
}
