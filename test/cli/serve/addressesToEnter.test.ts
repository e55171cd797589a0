import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { addressesToEnter } from '../../../src/cli/serve/addressesToEnter.js';

const common = { netmask: '', mac: '', cidr: null };
const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ ...common, address, internal, family: 'IPv4' },
});
const v6 = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ ...common, address, internal, family: 'IPv6', scopeid: 0 },
});
const interfaces = {
  lo: [v4('127.0.0.1', true), v6('::1', true)],
  eth0: [v4('192.168.1.5'), v6('2001:db8::5'), v6('fe80::5')],
  docker0: [v4('172.17.0.1')],
};

test.each(['http://127.0.0.1:6666', 'https://192.168.1.5:6666', 'http://[::1]:6666'])(
  '%s is entered as it is',
  (url) => {
    expect(addressesToEnter(url, interfaces)).toEqual({ here: url, elsewhere: [] });
  },
);

test.each(['http://0.0.0.0:6666', 'http://0:6666'])('%s: every IPv4 address', (url) => {
  expect(addressesToEnter(url, interfaces)).toEqual({
    here: 'http://127.0.0.1:6666',
    elsewhere: ['http://192.168.1.5:6666', 'http://172.17.0.1:6666'],
  });
});

test('every address of both kinds, in TLS as well', () => {
  expect(addressesToEnter('https://[::]:6666', interfaces)).toEqual({
    here: 'https://127.0.0.1:6666',
    elsewhere: ['https://192.168.1.5:6666', 'https://[2001:db8::5]:6666', 'https://172.17.0.1:6666'],
  });
});

test('no other address', () => {
  const { elsewhere } = addressesToEnter('http://0.0.0.0:6666', { lo: [v4('127.0.0.1', true)] });
  expect(elsewhere).toEqual([]);
});
