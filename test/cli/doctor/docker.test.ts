import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { checkDocker } from '../../../src/cli/doctor/docker.js';

const ipv4 = (cidr: string): NetworkInterfaceInfo => ({
  ...{ family: 'IPv4', address: cidr.replace(/\/.*/, ''), cidr, internal: false },
  ...{ netmask: '255.255.0.0', mac: '02:42:00:00:00:01' },
});
const ipv6: NetworkInterfaceInfo = {
  ...{ family: 'IPv6', address: 'fe80::1', cidr: 'fe80::1/64', internal: false, scopeid: 1 },
  ...{ netmask: 'ffff:ffff:ffff:ffff::', mac: '02:42:00:00:00:01' },
};

test.each([
  ['172.17.0.1/16', '172.17.0.0/16'],
  ['10.200.77.1/24', '10.200.77.0/24'],
  ['192.168.200.129/25', '192.168.200.128/25'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['172.31.255.253/30', '172.31.255.252/30'],
])('docker0 has %s: a container reaches it there, and %s has to be allowed', (cidr, network) => {
  const address = cidr.replace(/\/.*/, '');
  const { status, text, remedy } = checkDocker(
    { docker0: [ipv6, ipv4(cidr)] },
    new URL('http://127.0.0.1:7000'),
    '/OKX',
  );
  expect(status).toBe('ok');
  expect(text).toContain(`docker in a container: http://${address}:7000/OKX`);
  expect(text).toContain('docker on this machine: http://127.0.0.1:7000/OKX');
  expect(remedy).toBe(`for a container start serve with --host ${address} --allow ${network}`);
});

test.each([
  ['no bridge', { eth0: [ipv4('192.168.1.5/24')] }],
  ['a bridge without IPv4', { docker0: [ipv6] }],
])('%s: this machine alone', (_, interfaces) => {
  const { text, remedy } = checkDocker(interfaces, new URL('https://127.0.0.1:6666'), '/Bybit');
  expect(text).toContain('https://127.0.0.1:6666/Bybit');
  expect(text).toContain('has no bridge');
  expect(remedy).toBeUndefined();
});
