import type { Exchange } from '../adapter/Exchange.js';
import { type MovedAddresses, movedOf } from '../adapter/hosts.js';
import { quote } from '../protocol/oneLine.js';
import { suggest } from '../protocol/suggest.js';
import { listed, say } from '../wording/say.js';
import {
  DeferredExchange,
  type FailedExchange,
  type KnownExchange,
  loadedOf,
  wrapsOthers,
} from './DeferredExchange.js';
import { namesOf } from './describeExchanges.js';

/** What there is at a time. */
export interface LoadedExchanges {
  readonly exchanges: readonly KnownExchange[];
  /** A request to one of these names is answered with the reason. */
  readonly failed: readonly FailedExchange[];
  /** Other addresses than the exchanges' own, by name in lower case, `okx` or `okx.data`; absent where they stay as they were. */
  readonly baseUrls?: ReadonlyMap<string, string>;
}

/** Exchanges that are made when they are first asked for, such as those of a library. */
export interface ExchangeLibrary {
  /** What it is, for people, as in `ccxt 4.5.84`; `undefined` where it is not there. */
  version(): string | undefined;
  /** The names that it has, apart from other spellings. */
  names(): readonly string[];
  /**
   * The exchange of a name in lower case, the same each time.
   *
   * @throws ProtocolError where the name is known, but something is missing.
   */
  find(name: string): KnownExchange | undefined;
}

/** Before the names of what the library has and another exchange may have, too. */
const PREFIX = 'ccxt/';

/** The exchanges that there are at a time, by their names in lower case. None is loaded by looking for it. */
export class ExchangeDirectory {
  readonly #byName: ReadonlyMap<string, KnownExchange>;
  readonly #failed: ReadonlyMap<string, FailedExchange>;
  readonly #library: ExchangeLibrary | undefined;
  readonly baseUrls: ReadonlyMap<string, string>;

  /** @param library asked for names that no other exchange has. */
  constructor(
    { exchanges, failed, baseUrls = new Map() }: LoadedExchanges,
    library: ExchangeLibrary | undefined,
  ) {
    this.#byName = indexByName(exchanges);
    this.#failed = indexByName(failed);
    this.#library = library;
    this.baseUrls = baseUrls;
  }

  get exchanges(): KnownExchange[] {
    return [...this.#byName.values()];
  }

  get failed(): FailedExchange[] {
    return [...this.#failed.values()];
  }

  /**
   * The name in lower case under which an exchange is opened: what the library has as `ccxt/kraken` as well is one exchange,
   * `kraken`, unless another one has that name.
   */
  keyOf(name: string): string {
    const key = name.toLowerCase();
    const parts = this.partsOf(key);
    if (parts) return `${parts.outer}/${this.keyOf(parts.inner)}`;
    const plain = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
    if (plain === key || this.isTaken(plain) || this.#library?.version() === undefined) return key;
    return this.#library.names().includes(plain) ? plain : key;
  }

  /** Whether the name is taken, be it by one that cannot be loaded. One of the library takes none. */
  isTaken(key: string): boolean {
    return this.#byName.has(key) || this.#failed.has(key);
  }

  /** Whether a name is that of an exchange, which the library does not have. */
  lists(key: string, exchange: Exchange): boolean {
    return loadedOf(this.#byName.get(key)) === exchange;
  }

  /** @throws ProtocolError where the library knows the name, but something is missing. */
  find(key: string): KnownExchange | undefined {
    return this.#byName.get(key) ?? (this.#failed.has(key) ? undefined : this.#library?.find(key));
  }

  /** The names that `paper/okx` is made of; `undefined` where it has no such parts. */
  partsOf(key: string): { outer: string; inner: string } | undefined {
    const outer = key.split('/', 1).join();
    const inner = key.slice(outer.length + 1);
    const wrapper = this.#byName.get(outer);
    return wrapper && wrapsOthers(wrapper) && inner !== '' && inner !== outer ? { outer, inner } : undefined;
  }

  /** What has to be loaded before an exchange can be opened. */
  unloaded(key: string): DeferredExchange[] {
    const known = this.find(key);
    if (known) return known instanceof DeferredExchange && !known.exchange ? [known] : [];
    const parts = this.partsOf(key);
    return parts ? [parts.outer, parts.inner].flatMap((part) => this.unloaded(part)) : [];
  }

  /** Other addresses than the exchange's own. What the library has under two names is one exchange. */
  movedOf(key: string): MovedAddresses {
    const other = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : `${PREFIX}${key}`;
    const shared = !this.#byName.has(key) && !this.#byName.has(other);
    return new Map([...(shared ? movedOf(this.baseUrls, other) : []), ...movedOf(this.baseUrls, key)]);
  }

  /** Why nothing is found under a name, in one line. */
  explainMissing(name: string): string {
    const key = name.toLowerCase();
    const failure =
      this.#failed.get(key) ??
      key
        .split('/')
        .map((part) => this.#failed.get(part))
        .find(Boolean);
    if (failure)
      return say('{exchange} cannot be loaded: {reason}', { exchange: failure.name, reason: failure.reason });
    const names = namesOf(this.exchanges);
    const nearest = suggest(name, [...names, ...(this.#library?.names() ?? [])]);
    const version = this.#library?.version();
    const own = listed(names);
    const has =
      version === undefined
        ? own
        : say('{names}, and those of {library}: fmzproto exchanges --ccxt', { names: own, library: version });
    return nearest === undefined
      ? say('unknown exchange {name}: this plugin has {names}', { name: quote(name), names: has })
      : say('unknown exchange {name}, did you mean {nearest}? This plugin has {names}', {
          name: quote(name),
          nearest,
          names: has,
        });
  }
}

function indexByName<T extends { name: string }>(named: readonly T[]): ReadonlyMap<string, T> {
  return new Map(named.map((one) => [one.name.toLowerCase(), one]));
}
