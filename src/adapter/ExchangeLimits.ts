import { type DeclaredAddress, environmentsOf, hostNamesOf } from './hosts.js';
import { type Endpoint, type FoundLimit, type Limits, LimitTable } from './LimitTable.js';

/** A request, and the environment that its keys are of. */
export interface PlacedEndpoint extends Endpoint {
  environment?: string | undefined;
}

/** The limits of an exchange: those whose name begins with an environment's count there, in the place of the common ones. */
export class ExchangeLimits {
  readonly #common: LimitTable;
  readonly #tables: ReadonlyMap<string, LimitTable>;

  /**
   * @param addresses that the definition declares.
   * @throws TypeError where one of the limits names nothing that can be asked for, or what another one names.
   */
  constructor(limits: Limits, addresses: readonly DeclaredAddress[]) {
    const hosts = hostNamesOf(addresses);
    const environments = environmentsOf(addresses);
    this.#common = new LimitTable(limitsIn(limits, undefined, environments), hosts);
    this.#tables = new Map(
      environments.map((name) => [name, new LimitTable(limitsIn(limits, name, environments), hosts)]),
    );
  }

  /** All limits that count a request, the one of its endpoint first. */
  of(endpoint: PlacedEndpoint): [own: FoundLimit, ...FoundLimit[]] {
    return this.#in(endpoint).of(endpoint);
  }

  /** The limit of an endpoint. */
  own(endpoint: PlacedEndpoint): FoundLimit {
    return this.#in(endpoint).own(endpoint);
  }

  #in({ environment = '' }: PlacedEndpoint): LimitTable {
    return this.#tables.get(environment) ?? this.#common;
  }
}

/** The limits of one environment, without its name. */
function limitsIn(limits: Limits, environment: string | undefined, environments: readonly string[]): Limits {
  const all = Object.entries(limits).map(([name, limit]) => {
    const of = environments.find((one) => name.startsWith(`${one} `));
    return { of, limit, name: of === undefined ? name : name.slice(of.length + 1) };
  });
  const own = all.filter(({ of }) => of !== undefined && of === environment);
  const common = all.filter(({ of }) => of === undefined);
  const named = Object.fromEntries([...common, ...own].map(({ name, limit }) => [name, limit]));
  return { ...named, default: named.default ?? limits.default };
}
