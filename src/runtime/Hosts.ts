import type { ExchangeDefinition } from '../adapter/Exchange.js';
import {
  API,
  type DeclaredAddress,
  environmentsOf,
  type MovedAddresses,
  movedTo,
  nameOfPart,
} from '../adapter/hosts.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { listed, say } from '../wording/say.js';
import type { CallerKeys } from './keys.js';
import { elsewhere, leftBehind, notOfHttp } from './misplaced.js';

/** A host of an exchange, in one environment. */
export interface Host {
  name: string;
  environment: string | undefined;
  /** The address that the definition declares. */
  declared: string;
  /** Where requests go. */
  origin: string;
}

interface Place extends Host {
  /** Whether somebody said where it is, be it where it is declared. */
  named: boolean;
}

/**
 * Where the requests of an exchange go: to the addresses that its definition declares, or to those that took their places, and
 * nowhere else.
 */
export class Hosts {
  /** The first one is that of calls without keys. */
  readonly #environments: readonly string[];
  readonly #exchange: string;
  readonly #moved: MovedAddresses;
  readonly #places: readonly Place[];

  constructor(exchange: string, declared: readonly DeclaredAddress[], moved: MovedAddresses = new Map()) {
    this.#exchange = exchange;
    this.#moved = moved;
    this.#environments = environmentsOf(declared);
    this.#places = declared.map((address) => {
      const { host, environment, origin } = address;
      const other = movedTo(moved, address);
      return {
        name: host,
        environment,
        declared: origin,
        origin: other ?? origin,
        named: other !== undefined,
      };
    });
  }

  /** Whether requests can be sent by a path alone. */
  get any(): boolean {
    return this.#places.length > 0 || [...this.#moved.values()].some(isWeb);
  }

  /** Which environment a call is of. @throws TypeError where the adapter names one that it does not declare. */
  environmentOf<Keys>(
    keys: CallerKeys<Keys>,
    { environment: choose }: Pick<ExchangeDefinition<Keys, never>, 'environment'>,
  ): string | undefined {
    const [first] = this.#environments;
    const known = first === undefined ? undefined : keys.readable;
    const chosen = known && choose?.(known.value);
    if (chosen === undefined || this.#environments.includes(chosen)) return chosen ?? first;
    throw new TypeError(
      say('environment answered {chosen}: hosts of the definition has {names}', {
        chosen: quote(chosen),
        names: listed(this.#environments),
      }),
    );
  }

  /**
   * @throws NetworkError (outcome rejected) where it stands at its own address while the API was moved: what was forgotten
   * must not be told to a live exchange.
   * @throws TypeError where none is declared under that name.
   */
  find(name = API, environment?: string): Host {
    const place = this.#places.find(
      (one) => one.name === name && (one.environment === undefined || one.environment === environment),
    );
    if (place) return this.#allowed(place, environment);
    const origin = this.#moved.get('');
    if (name === API && origin !== undefined && isWeb(origin))
      return { name, environment, declared: origin, origin };
    if (!this.any) throw new ProtocolError(say('this exchange has no address'));
    const names = [...new Set(this.#places.map((one) => one.name))];
    throw new TypeError(
      say('there is no host {name}: hosts of the definition has {names}', {
        name: quote(name),
        names: listed(names),
      }),
    );
  }

  /**
   * Where a request goes that somebody else composed.
   *
   * @param environment that of the call.
   * @param origins what a library's own addresses are, where the definition declares none.
   * @throws NetworkError (outcome rejected) where it is not for a declared host.
   */
  ofUrl(
    url: string,
    environment: string | undefined,
    origins: ReadonlySet<string> | undefined,
  ): { host: Host; path: string } {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const path = url.replace(/^[a-z]+:\/\/[^/?#\\]+/i, '');
    if (parsed?.username === '' && parsed.password === '' && /^([/?]|$)/.test(path)) {
      const { origin, host } = parsed;
      const place = this.#places.find(({ declared }) => declared === origin);
      if (place) return { host: this.#allowed(place, place.environment ?? environment), path };
      if (origins?.has(origin))
        return {
          host: { name: host, environment, declared: origin, origin: this.#moved.get('') ?? origin },
          path,
        };
    }
    throw elsewhere(this.#exchange, parsed?.origin);
  }

  #allowed(place: Place, environment: string | undefined): Host {
    if (!isWeb(place.origin)) {
      const own = nameOfPart(this.#exchange, place.name === API ? '' : place.name);
      throw notOfHttp(place.declared, own, place.origin);
    }
    if (place.named || place.name === API) return place;
    const api = this.#places.find(
      (one) =>
        one.name === API &&
        one.origin !== one.declared &&
        (one.environment === undefined || one.environment === environment),
    );
    if (!api) return place;
    throw leftBehind(place.declared, { exchange: this.#exchange, to: api.origin, host: place.name });
  }
}

/** Whether an address is none of FIX, which an exchange may have had that is HTTP's now. */
function isWeb(origin: string): boolean {
  return !origin.startsWith('fix');
}
