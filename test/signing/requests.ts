import type { OutgoingRequest } from '../../src/adapter/ApiRequest.js';

export const keys = { accessKey: 'demoKey', secret: 'demoSecret', passphrase: 'demoPassphrase' };

export const get = (path: string): OutgoingRequest => ({
  method: 'GET',
  path,
  headers: { accept: 'application/json' },
});

export const post = (path: string, body?: string): OutgoingRequest => ({
  ...get(path),
  method: 'POST',
  ...(body !== undefined && { body }),
});
