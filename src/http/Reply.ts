import { parseJson, RawJson } from '../protocol/json.js';
import { oneLine } from '../protocol/oneLine.js';
import { NetworkError } from './NetworkError.js';
import type { ReplyHeaders } from './ReplyHeaders.js';

/** What an exchange answered, whatever its HTTP status: the exact text, parsed once when it is first asked for. */
export class Reply {
  readonly status: number;
  readonly headers: Pick<ReplyHeaders, 'get' | 'has' | 'forEach' | typeof Symbol.iterator>;
  readonly text: string;
  readonly #from: string;
  #json: { value: unknown } | undefined;

  /** @param from who answered, as errors name it: the host of an exchange. */
  constructor(status: number, headers: Reply['headers'], text: string, from = 'the exchange') {
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.#from = from;
  }

  /** Whether it says by its status that there is nothing in it: HTTP 204 or 205. */
  get isEmpty(): boolean {
    return (this.status === 204 || this.status === 205) && this.text.trim() === '';
  }

  /** The answer to something for which a success needs no words: one without a body is as good as HTTP 204. */
  orEmpty(): Reply {
    const bare = this.status >= 200 && this.status < 300 && this.text.trim() === '';
    return bare ? new Reply(204, this.headers, '', this.#from) : this;
  }

  /**
   * The answer as data; `null` where there is nothing in it ({@link isEmpty}); numbers that a double cannot hold are strings of their digits.
   *
   * @throws NetworkError (outcome unknown) when the text is not JSON.
   */
  get json(): unknown {
    if (!this.#json) {
      try {
        this.#json = { value: this.isEmpty ? null : parseJson(this.text) };
      } catch (cause) {
        throw new NetworkError(`${this.#from} ${this.#unreadable()}`, { outcome: 'unknown', cause });
      }
    }
    return this.#json.value;
  }

  /** The same answer for FMZ's `raw`, byte for byte. */
  get raw(): RawJson {
    void this.json;
    return new RawJson(this.isEmpty ? 'null' : this.text);
  }

  #unreadable(): string {
    if (this.text.trim() === '') return `answered HTTP ${this.status} with an empty body`;
    const html = /<\s*(!doctype|html|head|body|title)/i.test(this.text.slice(0, 1000));
    const title = /<title[^>]*>([^<]{1,200})/i.exec(this.text.slice(0, 10_000))?.[1];
    if (html)
      return `answered HTTP ${this.status} with an HTML page${title ? ` "${oneLine(title, 80)}"` : ''}, not JSON`;
    return `answered HTTP ${this.status} with text that is not JSON: "${oneLine(this.text.slice(0, 1000), 80)}"`;
  }
}
