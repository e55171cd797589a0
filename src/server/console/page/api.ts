import { type Matrix, type NewRequests, TOKEN_HEADER } from '../model.js';

/** The console does not know this page any more. */
export class Outdated extends Error {}

/** A call as FMZ's docker would send it. */
export interface Call {
  exchange: string;
  /** As it goes over the wire: `ticker`, or `__api_` and a path. */
  method: string;
  params: unknown;
  /** Of an IO call. */
  verb?: string | undefined;
  access_key: string;
  secret_key: string;
}

/** What the page asks its listener. */
export class Api {
  readonly #headers: Readonly<Record<string, string>>;

  constructor(token: string) {
    this.#headers = { [TOKEN_HEADER]: token };
  }

  /** @throws Outdated, or TypeError where nobody answers. */
  async requestsAfter(id: number): Promise<NewRequests> {
    return (await this.#get(`/requests?after=${id}`)).json();
  }

  async matrix(): Promise<Matrix> {
    return (await this.#get('/exchanges')).json();
  }

  /**
   * Sends a call. The keys stand in its body and nowhere else.
   *
   * @returns the text of the answer.
   */
  async call({ exchange, verb, ...envelope }: Call): Promise<string> {
    const path = exchange.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`/call/${path}`, {
      method: 'POST',
      headers: {
        ...this.#headers,
        'content-type': 'application/json',
        ...(verb !== undefined && { 'http-method': verb }),
      },
      body: JSON.stringify(envelope),
    });
    if (response.status === 403) throw new Outdated();
    return response.text();
  }

  async #get(path: string): Promise<Response> {
    const response = await fetch(path, { headers: this.#headers });
    if (response.status === 403) throw new Outdated();
    if (!response.ok) throw new TypeError(`answered ${response.status}`);
    return response;
  }
}
