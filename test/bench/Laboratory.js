import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { startGuide, startNode, startServer, startStrategy } from './start.js';

const UNLIMITED = new URL('processes/unlimited.js', import.meta.url).href;
const SWITCHED = new URL('processes/switched.js', import.meta.url).href;
const KEYS = { access_key: 'bench', secret_key: 'secret,phrase' };

/** What is compared: the limit stands first. */
export const PROXY = 'proxy';
export const MEMORY = 'memory';
export const FMZPROTO = 'fmzproto';
export const GUIDE = 'guide';

/** The processes of a benchmark, and the folder that they share. */
export class Laboratory {
  #folder = mkdtempSync(join(tmpdir(), 'fmzproto-bench-'));
  #running = [];
  #guide;
  #profile;

  /**
   * @param options.guide the file of the guide's plugin, where there is one.
   * @param options.profile a folder for CPU profiles of fmzproto's server, or of a run, where they are wanted.
   */
  constructor({ guide, profile } = {}) {
    this.#guide = guide;
    this.#profile = profile;
  }

  get folder() {
    return this.#folder;
  }

  /** What a ticker, or something alike, is compared by. */
  get subjects() {
    return [PROXY, FMZPROTO, ...(this.#guide ? [GUIDE] : [])];
  }

  /** Makes a certificate that the servers trust. */
  async prepare() {
    const jiti = createJiti(import.meta.url);
    const { certificate, key } = await jiti.import('../doubles/proxy/certificate.ts');
    writeFileSync(this.#path('certificate.pem'), certificate);
    writeFileSync(this.#path('key.pem'), key);
  }

  startLoad() {
    return this.#keep(startNode({ file: 'processes/load.js', log: this.#path('load.log') }));
  }

  /** @param options.latency in ms. */
  async startExchange({ latency = 0, tls = false } = {}) {
    const secured = tls ? [this.#path('certificate.pem'), this.#path('key.pem')] : [];
    const words = [String(latency), ...secured];
    return this.#keep(
      await startServer({ file: 'processes/exchange.js', words, log: this.#path('exchange.log') }),
    );
  }

  /** A broker whose orders come over FIX. */
  async startFixBroker() {
    return this.#keep(await startServer({ file: 'processes/fixBroker.js', log: this.#path('exchange.log') }));
  }

  async startStream() {
    return this.#keep(await startServer({ file: 'processes/stream.js', log: this.#path('stream.log') }));
  }

  /** Plain clients of a plugin. */
  startClients() {
    return this.#keep(startNode({ file: 'processes/clients.js', log: this.#path('clients.log') }));
  }

  /** A strategy that does what it is ordered to, on a plugin. */
  startStrategy(url) {
    return this.#keep(startStrategy({ url, node: this.#profiling, log: this.#path('strategy.log') }));
  }

  /** What a strategy is told: `serve`, with Paper. */
  async startPaper() {
    const words = ['serve', '--port', '0'];
    const log = this.#path('fmzproto.log');
    const started = this.#keep(await startServer({ file: '../../bin/run.js', words, log }));
    return { ...started, url: `${started.url}/Paper` };
  }

  /** A plugin that answers a ticker from memory. */
  async startBare() {
    const started = this.#keep(await this.#starts[MEMORY]());
    return { ...started, url: `${started.url}/Paper` };
  }

  /** A plugin that counts what is in flight at once. */
  async startGate() {
    const started = this.#keep(await startServer({ file: 'processes/gate.js', log: this.#path('gate.log') }));
    return { ...started, url: `${started.url}/Paper` };
  }

  /** `serve` in front of an exchange, with parts of it or without, as it is told. */
  async startSwitched(exchange) {
    const started = this.#keep(await this.#startOwn(exchange.url, { imported: SWITCHED }));
    return { ...started, url: `${started.url}/OKX` };
  }

  /** Starts what answers FMZ, in front of an exchange, and of its streams, where it needs them; its `url` is what FMZ is told. */
  async start(name, exchange, stream) {
    const started = await this.#starts[name](exchange?.url, stream?.url);
    this.#keep(started);
    return { ...started, name, url: `${started.url}/${speaksFix(exchange?.url) ? 'CTrader' : 'OKX'}` };
  }

  #starts = {
    [PROXY]: (exchange) =>
      startServer({
        file: speaksFix(exchange) ? 'processes/fixProxy.js' : 'processes/proxy.js',
        words: [exchange],
        log: this.#path('proxy.log'),
        env: this.#trust,
      }),
    [MEMORY]: () => startServer({ file: 'processes/memory.js', log: this.#path('memory.log') }),
    [FMZPROTO]: (exchange, stream) => this.#startOwn(exchange, { stream }),
    [GUIDE]: (exchange) =>
      startGuide({
        ...{ source: this.#guide, folder: this.#folder, exchange },
        log: this.#path('guide.log'),
      }),
  };

  /** @param options.imported a module that is imported before it. */
  #startOwn(exchange, { stream, imported } = {}) {
    return startServer({
      file: '../../bin/run.js',
      words: [
        ...['serve', '--port', '0'],
        ...(speaksFix(exchange)
          ? ['--base-url', `CTrader=${exchange}`, '--base-url', `CTrader.quote=${exchange}`]
          : ['--base-url', `OKX=${exchange}`]),
        ...(stream ? ['--base-url', `OKX.stream=${stream}`] : []),
      ],
      node: [...(imported ? ['--import', imported] : []), '--import', UNLIMITED, ...this.#profiling],
      log: this.#path('fmzproto.log'),
      env: this.#trust,
    });
  }

  /** Ends what runs. */
  async clear() {
    await Promise.all(this.#running.splice(0).map(({ stop }) => stop()));
  }

  async close() {
    await this.clear();
    rmSync(this.#folder, { recursive: true });
  }

  #path(name) {
    return join(this.#folder, name);
  }

  get #profiling() {
    return this.#profile ? ['--cpu-prof', `--cpu-prof-dir=${this.#profile}`] : [];
  }

  get #trust() {
    return { NODE_EXTRA_CA_CERTS: this.#path('certificate.pem') };
  }

  #keep(started) {
    this.#running.push(started);
    return started;
  }
}

/** What FMZ's docker posts. */
export function bodyOf(method, params) {
  return postOf(KEYS, { method, params });
}

/** The same with other keys. */
export function postOf(keys, { method, params }) {
  return JSON.stringify({ ...keys, method, nonce: 1730275031047002000, params });
}

function speaksFix(url) {
  return url?.startsWith('fix:') ?? false;
}

/** Whether the command line is built. */
export function isBuilt() {
  return existsSync(fileURLToPath(new URL('../../dist/commands/serve.js', import.meta.url)));
}
