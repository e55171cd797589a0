import { createServer } from 'node:http';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = (text: string) => JSON.stringify(text).slice(1, -1);

/** How an exchange might say a key back. */
const forms: readonly ((key: string) => string)[] = [
  (key) => key,
  (key) => key.toUpperCase(),
  json,
  (key) => json(key).replaceAll('/', '\\/'),
  (key) =>
    json(key).replace(
      /[^A-Za-z0-9\\"]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  encodeURIComponent,
  (key) => encodeURIComponent(encodeURIComponent(key)),
  (key) => new URLSearchParams({ key }).toString(),
  (key) =>
    key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('/', '&#x2F;'),
  (key) => key.replace(/[^A-Za-z0-9]/g, (letter) => `&#${letter.charCodeAt(0)};`),
  base64,
  (key) => Buffer.from(key).toString('base64url'),
  (key) => base64(base64(key)),
  // As Basic does.
  (key) => base64(`me:${key}`),
  (key) => base64(`{"key":"${key}","time":1}`),
  (key) => Buffer.from(`a ${key}`).toString('base64url'),
  (key) => Buffer.from(key).toString('hex'),
  (key) => `${key.slice(0, Math.ceil(key.length / 2))}****`,
  (key) => `...${key.slice(-Math.ceil(key.length / 2))}`,
  (key) => `{"headers":{"x-key":"${json(key)}"}}`,
];

/** A server that refuses everything, and says the keys of the request back, each time in another form. */
export async function startEcho(): Promise<{ url: string; forms: number; close(): void }> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    const [access = '', secret = ''] = [incoming.headers['x-key'], incoming.headers['x-secret']].map((key) =>
      decodeURIComponent(String(key)),
    );
    const form = forms[Math.floor(count / 3) % forms.length] ?? json;
    const said = [access, secret, ...secret.split(',')].map(form);
    const status = [200, 400, 500][count % 3] ?? 200;
    count += 1;
    outgoing
      .writeHead(status, { 'content-type': 'application/json', 'x-request': encodeURIComponent(said.join()) })
      .end(JSON.stringify({ message: `no: ${said.join(' ; ')}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    forms: forms.length,
    close: () => void server.close().closeAllConnections(),
  };
}
