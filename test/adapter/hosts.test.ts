import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';

const live = 'https://api.example.com';
const paper = 'https://paper.example.com';
const data = 'https://data.example.com';

/** Written as somebody writes it whom no compiler helps. */
function define(parts: object): ReturnType<typeof defineExchange> {
  const definition = {
    name: 'Example',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    methods: {},
  };
  return defineExchange(Object.assign(definition, parts));
}

const environment = () => 'live';

test('the short form, and several hosts with an address for each environment', () => {
  expect(define({}).addresses).toEqual([]);
  expect(define({ baseUrl: `${live}/` }).addresses).toEqual([
    { host: 'api', environment: undefined, origin: live },
  ]);
  expect(define({ hosts: { api: { live, paper }, data }, environment }).addresses).toEqual([
    { host: 'api', environment: 'live', origin: live },
    { host: 'api', environment: 'paper', origin: paper },
    { host: 'data', environment: undefined, origin: data },
  ]);
});

test.each<[object, string]>([
  [
    { baseUrl: live, hosts: { api: live } },
    'baseUrl is the short form of hosts: { api: ... }: write one of the two',
  ],
  [{ hosts: { data } }, 'hosts.api is missing: requests that name no host go there'],
  [{ hosts: {} }, 'hosts.api is missing'],
  [{ hosts: { api: {} } }, 'hosts.api has no address'],
  [{ hosts: { api: live, data: {} } }, 'hosts.data has no address'],
  [
    { hosts: { api: 'api.example.com' } },
    'hosts.api must be an address without a path, like https://api.example.com',
  ],
  [{ hosts: { api: `${live}/v1` } }, 'hosts.api must be an address without a path'],
  [{ hosts: { api: 'ftp://a.b' } }, 'hosts.api must be an address without a path'],
  [{ hosts: { api: 'https://user:pw@a.b' } }, 'hosts.api must be an address without a path'],
  [{ hosts: { api: { live: 5 } }, environment }, 'hosts.api must be an address without a path'],
  [{ hosts: live }, 'hosts must be'],
  [{ hosts: { api: live, stream: data } }, 'the name stream is taken'],
  [{ hosts: { api: { live, stream: paper } }, environment }, 'the name stream is taken'],
  [{ hosts: { api: { live, data: paper }, data }, environment }, 'the name data is taken'],
  [{ hosts: { api: { live, api: paper } }, environment }, 'the name api is taken'],
  [{ hosts: { api: live, Data: data, data } }, 'the name data is taken'],
  [
    { hosts: { api: live, 'market.data': data } },
    'the name "market.data" must be letters, digits and hyphens',
  ],
  [{ hosts: { api: live, '': data } }, 'the name "" must be letters'],
  [{ hosts: { api: { live, paper }, data: { live: data } }, environment }, 'hosts.data.paper is missing'],
  [
    { hosts: { api: { live, paper } } },
    'environment is missing: it says which of live, paper keys belong to',
  ],
  [{ hosts: { api: live }, environment }, 'environment chooses between addresses, and no host has several'],
  [{ hosts: { api: { live, paper } }, environment: 'live' }, 'environment is not a function'],
])('%j: %s', (parts, message) => {
  expect(() => define(parts)).toThrow(TypeError);
  expect(() => define(parts)).toThrow(message);
});
