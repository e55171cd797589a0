import type { Bridge } from '../bridge/Bridge.js';
import { placeOfCall } from './places.js';

/** What failed of the exchanges' functions: told in the log, and kept for GetLastError. */
export class Failures {
  readonly #bridge: Bridge;
  readonly #files: readonly string[];
  #last: string | null = null;
  #filters: RegExp[] = [];
  readonly #told = new Set<string>();

  /** @param files of the strategy, for the place of a call. */
  constructor(bridge: Bridge, files: readonly string[]) {
    this.#bridge = bridge;
    this.#files = files;
  }

  /**
   * @param options.exchange whose function it was, where it was one's.
   * @param options.once whether its text is told the first time alone.
   */
  report(fn: string, error: string, options: { exchange?: string; once?: boolean | undefined } = {}): void {
    this.#last = error;
    const { exchange, once = false } = options;
    const text = `${exchange === undefined ? fn : `${exchange} ${fn}`}: ${error}`;
    const key = `${exchange} ${error}`;
    if (once && this.#told.has(key)) return;
    if (once) this.#told.add(key);
    if (this.#filters.some((filter) => filter.test(text))) return;
    const place = placeOfCall(this.#files);
    this.#bridge.tell({
      kind: 'log',
      time: Date.now(),
      level: 'error',
      text,
      ...(exchange !== undefined && { exchange }),
      ...(place !== undefined && { place }),
    });
  }

  /** The text of the last failure, once. */
  takeLast(): string | null {
    const last = this.#last;
    this.#last = null;
    return last;
  }

  /** Hides error lines that match, besides those that are hidden already; "" shows all again. */
  filter(pattern: string): void {
    this.#filters = pattern === '' ? [] : [...this.#filters, new RegExp(pattern, 'i')];
  }
}
