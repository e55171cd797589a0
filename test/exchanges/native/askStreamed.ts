import { expect } from 'vitest';
import type { Plugin } from '../../support/startPlugin.js';

/** A plugin in front of an exchange's doubles, of its API and of its streams. */
interface Streaming {
  readonly plugin: Pick<Plugin, 'call'>;
  readonly double: { readonly requests: readonly unknown[] };
}

/**
 * Asks an exchange for what its streams may answer, and tells whether they did.
 *
 * @param exchange its name.
 * @param usual the params where none are given.
 * @param bench what a test has opened by then.
 */
export function createStreamedAsk(exchange: string, usual: object, bench: () => Streaming) {
  async function ask(method: string, params: object = usual) {
    const { plugin, double } = bench();
    const asked = double.requests.length;
    const { data, raw, error } = await plugin.call(exchange, method, params);
    return {
      data: Object(data),
      raw: Object(raw),
      error,
      streamed: error === undefined && double.requests.length === asked,
    };
  }

  /** Asks until the answer comes from the stream. */
  async function streamed(method: string, params?: object) {
    let answer = await ask(method, params);
    await expect
      .poll(async () => {
        answer = await ask(method, params);
        return answer.streamed;
      })
      .toBe(true);
    return answer;
  }

  return { ask, streamed };
}

/** The levels of a double's book as FMZ is told them. */
export function inNumbers(rows: readonly (readonly [string, string])[] = []): number[][] {
  return rows.map(([price, size]) => [Number(price), Number(size)]);
}
