/** What one address has open. */
export interface Client {
  readonly address: string;
  connections: number;
  /** Requests that are at work. */
  requests: number;
}

/** Whoever has connections, by address. */
export class Clients {
  readonly #byAddress = new Map<string, Client>();

  /** Counts one more connection. */
  enter(address: string): Client {
    const client = this.#byAddress.get(address) ?? { address, connections: 0, requests: 0 };
    this.#byAddress.set(address, client);
    client.connections += 1;
    return client;
  }

  leave(client: Client): void {
    client.connections -= 1;
    if (client.connections === 0) this.#byAddress.delete(client.address);
  }
}

/**
 * How much of what there is room for one address may take: most often there is one alone, FMZ's docker, and yet some has to
 * be left for others.
 *
 * @example shareOf(1000) // 800
 */
export function shareOf(room: number): number {
  return Math.ceil(room * 0.8);
}
