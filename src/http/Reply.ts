import { parseJson, RawJson } from '../protocol/json.js';
import { oneLine } from '../protocol/text.js';
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

  /**
   * The answer as data; numbers that a double cannot hold are strings of their digits.
   *
   * @throws NetworkError (outcome unknown) when the text is not JSON.
   */
  get json(): unknown {
    if (!this.#json) {
      try {
        this.#json = { value: parseJson(this.text) };
      } catch (cause) {
        throw new NetworkError(`${this.#from} ${this.#unreadable()}`, { outcome: 'unknown', cause });
      }
    }
    return this.#json.value;
  }

  /** The same answer for FMZ's `raw`, byte for byte. */
  get raw(): RawJson {
    void this.json;
    return new RawJson(this.text);
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
