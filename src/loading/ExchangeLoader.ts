import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownExchange } from '../runtime/DeferredExchange.js';
import type { LoadedExchanges } from '../runtime/ExchangeDirectory.js';
import { say } from '../wording/say.js';
import { Adapter } from './Adapter.js';
import { Addresses, type FailedSource } from './Addresses.js';
import type { SharedPackages } from './loadExchange.js';
import { type AdapterSource, folderSources } from './sources.js';

/** What became of an adapter whose files changed. */
export interface Change {
  adapter: Adapter;
  /** What its exchange was called before; `undefined` where it was not served. */
  before: string | undefined;
  /** `gone`: its folder is not there any more. */
  outcome: 'loaded' | 'failed' | 'gone';
}

/** How long a folder may be away while its files are being replaced, in ms. */
const ABSENCE = 200;

/** The built-in exchanges and the author's adapters. */
export class ExchangeLoader {
  readonly #builtIn: readonly KnownExchange[];
  readonly #folder: string;
  readonly #shared: SharedPackages;
  /** Of packages and of the config file. */
  readonly #named: readonly Adapter[];
  #inFolder: ReadonlyMap<string, Adapter> = new Map();
  #addresses = new Addresses(new Map());
  #scanning: Promise<unknown> = Promise.resolve();

  /**
   * @param options.folder of adapters; it need not be there.
   * @param options.shared what adapters import by these names is this program's.
   * @param options.named other adapters; those of the folder win over them.
   */
  constructor(options: {
    builtIn: readonly KnownExchange[];
    folder: string;
    named: readonly AdapterSource[];
    shared: SharedPackages;
  }) {
    this.#builtIn = options.builtIn;
    this.#folder = options.folder;
    this.#shared = options.shared;
    this.#named = options.named.map((source) => new Adapter(source, this.#shared));
  }

  get loaded(): ResolvedNames {
    return resolveNames(this.#builtIn, this.#adapters, this.#addresses);
  }

  /** Gives exchanges other addresses than their own, which they keep under whatever name. @param baseUrls by name in lower case. */
  moveTo(baseUrls: ReadonlyMap<string, string>): void {
    this.#addresses = new Addresses(baseUrls);
  }

  get #adapters(): Adapter[] {
    const own = [...this.#inFolder.values()].sort((a, b) => a.source.name.localeCompare(b.source.name));
    return [...this.#named, ...own];
  }

  /** Whether something in the folder, or the folder itself, cannot be read. */
  get isBlind(): boolean {
    return [...this.#inFolder.values()].some(({ isLocated }) => !isLocated);
  }

  /** The folders that are an adapter's own. */
  get roots(): string[] {
    return this.#adapters.flatMap(({ root }) => root ?? []);
  }

  /** The folders of all files that adapters are made of. */
  get places(): string[] {
    return [...new Set(this.#adapters.flatMap(({ files }) => files.map((file) => dirname(file))))];
  }

  /** Loads all, at the same time; each within its own time. */
  async load(): Promise<void> {
    const sources = await folderSources(this.#folder);
    this.#inFolder = new Map(sources.map((source) => [source.id, new Adapter(source, this.#shared)]));
    await Promise.all(this.#adapters.map((adapter) => adapter.load()));
  }

  /**
   * Looks which adapters have come and gone, and loads those again whose files hold something else.
   *
   * @param onChange told of each as soon as it is known.
   */
  async refresh(onChange: (change: Change) => void): Promise<void> {
    // One look after the other: an older one must not undo what a newer one saw.
    const scan = this.#scanning.then(() => this.#rescan(onChange));
    this.#scanning = scan.catch(() => undefined);
    const fresh = await scan;
    await Promise.all(
      this.#adapters.map(async (adapter) => {
        if (fresh.includes(adapter) || adapter.hasChanged()) await this.#reload(adapter, onChange);
      }),
    );
  }

  async #reload(adapter: Adapter, onChange: (change: Change) => void): Promise<void> {
    const { exchange, failure } = adapter;
    const latest = await adapter.load();
    const same = adapter.failure !== undefined && adapter.failure === failure;
    if (!latest || same || !this.#adapters.includes(adapter)) return;
    const outcome = adapter.failure === undefined ? 'loaded' : 'failed';
    onChange({ adapter, before: exchange?.name, outcome });
  }

  /** @returns those that are new. */
  async #rescan(onChange: (change: Change) => void): Promise<Adapter[]> {
    let sources = await folderSources(this.#folder);
    if (this.#missing(sources).length > 0) {
      await sleep(ABSENCE);
      sources = await folderSources(this.#folder);
    }
    // What is served goes on while its folder cannot be read.
    const gone = sources.some(({ unreadable }) => unreadable) ? [] : this.#missing(sources);
    const fresh = sources
      .filter(({ id }) => !this.#inFolder.has(id))
      .map((source) => new Adapter(source, this.#shared));
    const kept = [...this.#inFolder.values()].filter((adapter) => !gone.includes(adapter));
    this.#inFolder = new Map([...kept, ...fresh].map((adapter) => [adapter.source.id, adapter]));
    for (const adapter of gone) onChange({ adapter, before: adapter.exchange?.name, outcome: 'gone' });
    return fresh;
  }

  #missing(sources: readonly AdapterSource[]): Adapter[] {
    const ids = new Set(sources.map(({ id }) => id));
    return [...this.#inFolder.values()].filter(({ source }) => !ids.has(source.id));
  }
}

/** What is served, and one sentence for each thing that the user should know of it. */
export interface ResolvedNames extends LoadedExchanges {
  readonly notes: readonly string[];
}

/**
 * Gives each name to the last one that has it. An adapter that cannot be loaded has the name of its folder: what it was to
 * take the place of does not stand in for it, for its author may not want to trade there.
 *
 * @param adapters those that win their name last.
 * @param addresses other addresses than the exchanges' own.
 */
function resolveNames(
  builtIn: readonly KnownExchange[],
  adapters: readonly Adapter[],
  addresses: Addresses,
): ResolvedNames {
  const exchanges = new Map<string, { exchange: KnownExchange; source: string; title: string }>();
  const failed = new Map<string, FailedSource>();
  const notes: string[] = [];
  for (const exchange of builtIn) {
    const title = say('the built-in {exchange}', { exchange: exchange.name });
    exchanges.set(exchange.name.toLowerCase(), { exchange, source: title, title });
  }
  for (const { name, exchange, failure, source } of adapters) {
    const key = name.toLowerCase();
    const former = exchanges.get(key)?.title;
    if (exchange) {
      const title = say('{name} of {source}', { name, source: source.label });
      if (former) notes.push(say('{title} takes the place of {former}', { title, former }));
      exchanges.set(key, { exchange, source: source.id, title });
      failed.delete(key);
    } else if (failure !== undefined) {
      const warning = former ? say('; {former} does not stand in for it', { former }) : '';
      notes.push(say('{exchange} cannot be loaded: {reason}', { exchange: name, reason: failure }) + warning);
      exchanges.delete(key);
      failed.set(key, { name, reason: failure, source: source.id });
    }
  }
  const fitted = addresses.fit([...exchanges.values()], [...failed.values()]);
  return { ...fitted, notes: [...notes, ...fitted.notes] };
}
