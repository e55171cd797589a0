import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type PageAssets, renderPage } from '../../page/renderPage.js';
import type { Registry } from '../../runtime/registry.js';
import { say } from '../../wording/say.js';
import type { App } from '../createApp.js';
import { listen } from '../listen.js';
import { describeConsole } from './describeConsole.js';
import type { NewRequests } from './model.js';
import type { RequestFeed } from './RequestFeed.js';
import { readMatrix } from './readMatrix.js';
import { refusalOf } from './refusalOf.js';

/** A console that is there. */
export interface RunningConsole {
  url: string;
  /** Finishes the calls that are running, and closes every connection after `patience` ms at most. */
  stop(patience: number): Promise<void>;
}

interface ConsoleOptions {
  /** 0 picks a free one. */
  port: number;
  assets: PageAssets;
  feed: RequestFeed;
  /** The plugin, which answers the calls that are tried. */
  app: App;
  registry: Registry;
  version: string;
  /** Where FMZ's docker reaches the plugin. */
  plugin: string;
  /** How long adapters may take to load, in ms. */
  timeout: number;
}

/** Few pages look at it. */
const CONNECTIONS = 100;

const NOSCRIPT =
  'This page is drawn by its own script: allow JavaScript. 本页面由内嵌脚本绘制，请启用 JavaScript。';

/** What the page may do besides running its script: ask this listener. */
const ALLOWED = ["connect-src 'self'", "img-src 'self'"];

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#2563c9"/><path d="M3 11l3-4 3 2 4-5" fill="none" stroke="#fff" stroke-width="1.8"/></svg>';

/**
 * Listens for the browser of whoever sits at this machine.
 *
 * @throws ListenError
 */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const token = randomBytes(24).toString('base64url');
  const html = renderPage({
    ...options.assets,
    data: describeConsole({ ...options, token }),
    noscript: NOSCRIPT,
    allowed: ALLOWED,
  });
  const ask = getRequestListener(options.app.fetch, { hostname: 'localhost', overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    for (const [name, value] of Object.entries(HEADERS)) outgoing.setHeader(name, value);
    const [pathname = '/', query] = (incoming.url ?? '/').split('?');
    const open = pathname === '/' || pathname === '/favicon.ico';
    const refusal = refusalOf(incoming, open ? undefined : token);
    if (refusal !== undefined) return send(outgoing, 403, 'text/plain', `${refusal}\n`);
    const [, called] = /^\/call(\/.*)$/s.exec(pathname) ?? [];
    if (incoming.method === 'POST' && called !== undefined) return call(incoming, outgoing, called);
    if (incoming.method !== 'GET') return send(outgoing, 405, 'text/plain', `${say('not supported')}\n`);
    switch (pathname) {
      case '/':
        return send(outgoing, 200, 'text/html', html);
      case '/favicon.ico':
        return send(outgoing, 200, 'image/svg+xml', ICON);
      case '/requests': {
        const after = Number(new URLSearchParams(query).get('after') ?? 0);
        return sendJson(outgoing, { requests: options.feed.after(after) } satisfies NewRequests);
      }
      case '/exchanges':
        return void readMatrix(options.registry, options.timeout).then((matrix) =>
          sendJson(outgoing, matrix),
        );
      default:
        return send(outgoing, 404, 'text/plain', `${say('there is nothing here')}\n`);
    }
  });
  server.maxConnections = CONNECTIONS;

  /** Hands a call to the plugin, as if FMZ's docker had sent it: the same limits, log and answers. */
  function call(incoming: IncomingMessage, outgoing: ServerResponse, path: string): void {
    incoming.url = path;
    incoming.headers.host = 'localhost';
    void ask(incoming, outgoing);
  }

  const address = await listen(server, { host: '127.0.0.1', port: options.port, flag: '--console' });
  return { url: `http://${address}`, stop: (patience) => stop(server, patience) };
}

function send(outgoing: ServerResponse, status: number, type: string, text: string): void {
  outgoing.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text);
}

function sendJson(outgoing: ServerResponse, data: unknown): void {
  send(outgoing, 200, 'application/json', JSON.stringify(data));
}

function stop(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that falls idle after close() would be kept open for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    const force = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
