import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../adapter/Exchange.js';
import { messageOf } from '../protocol/thrown.js';
import { loadExchange, type SharedPackages } from './loadExchange.js';
import { hashFiles, hashOf, listCode } from './sourceFiles.js';
import type { AdapterSource, Located } from './sources.js';
import { Translator } from './translate.js';

/** How often files that were being written are read again, and after how many ms. */
const TRIES = 3;
const PAUSE = 20;

/** An author's adapter: the last version of it that could be loaded, and why a later one could not. */
export class Adapter {
  readonly source: AdapterSource;
  /** The last good version. */
  exchange: Exchange | undefined;
  /** Why the files as they are now cannot be loaded: one line. */
  failure: string | undefined;
  #located: Located | undefined;
  /** What its files held when they were last loaded, as a hash by full path. */
  #hashes: ReadonlyMap<string, string> = new Map();
  readonly #shared: SharedPackages;
  readonly #translator = new Translator();
  #loads = 0;

  constructor(source: AdapterSource, shared: SharedPackages) {
    this.source = source;
    this.#shared = shared;
  }

  /** How it is called in the log and in errors. */
  get name(): string {
    return this.exchange?.name ?? this.source.name;
  }

  /** Whether it was found on the disk when it was last loaded. */
  get isLocated(): boolean {
    return this.#located !== undefined;
  }

  /** The folder that is all its own. */
  get root(): string | undefined {
    return this.#located?.whole ? this.#located.root : undefined;
  }

  /** Its files, by full path. */
  get files(): string[] {
    return [...this.#hashes.keys()];
  }

  /**
   * Loads its files as they are now.
   *
   * @returns false when it was loaded again meanwhile: only the latest counts.
   */
  async load(): Promise<boolean> {
    this.#loads += 1;
    const load = this.#loads;
    const { hashes, ...result } = await this.#readWhole();
    if (load !== this.#loads) return false;
    this.#hashes = hashes;
    this.failure = 'reason' in result ? result.reason : undefined;
    if ('exchange' in result) this.exchange = result.exchange;
    return true;
  }

  /** Whether its files hold something else than what was loaded. */
  hasChanged(): boolean {
    if (!this.#located) return true;
    const now = hashFiles(new Set([...this.#list(), ...this.#hashes.keys()]));
    return [...now].some(([file, hash]) => hash !== (this.#hashes.get(file) ?? ''));
  }

  /** A file is empty while it is being written; an adapter may well load without what it will hold. */
  async #readWhole() {
    let result = await this.#read();
    for (let tries = 0; tries < TRIES && wasTorn(result.hashes); tries += 1) {
      await sleep(PAUSE);
      result = await this.#read();
    }
    return result;
  }

  async #read() {
    try {
      this.#located = await this.source.locate();
    } catch (error) {
      return { reason: messageOf(error), hashes: this.#hashes };
    }
    const { entry, root } = this.#located;
    const before = hashFiles(this.#list());
    const { files, ...result } = await loadExchange(entry, {
      root,
      shared: this.#shared,
      translator: this.#translator,
    });
    const used = [...files].map(([file, text]): [string, string] => [file, hashOf(text)]);
    return { ...result, hashes: new Map([...before, ...used]) };
  }

  #list(): string[] {
    return this.root === undefined ? [] : listCode(this.root);
  }
}

function wasTorn(hashes: ReadonlyMap<string, string>): boolean {
  const empty = [...hashes].filter(([, hash]) => hash === '').map(([file]) => file);
  return [...hashFiles(empty).values()].some((hash) => hash !== '');
}
