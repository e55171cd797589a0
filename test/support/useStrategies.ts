import { afterAll, beforeAll, expect } from 'vitest';
import { type Plugin, startPlugin } from './startPlugin.js';
import { buildStrategyCode, runStrategy, type StrategyOptions } from './startStrategy.js';

const SECRET = 'the-secret-of-the-exchange';

type Options = Omit<StrategyOptions, 'code'>;

/**
 * Strategies of a test file, in front of a plugin of their own.
 *
 * @returns `resultOf`: what the main function of a strategy returns whose body is given; nothing that it tells shows a key. `run` runs
 * a whole strategy without a plugin, and `runHere` in front of that one.
 */
export function useStrategies(): {
  resultOf(body: string): Promise<unknown>;
  run(source: string, options: Options): ReturnType<typeof runStrategy>;
  runHere(source: string, options?: Options): ReturnType<typeof runStrategy>;
} {
  let plugin: Plugin;
  let code: Awaited<ReturnType<typeof buildStrategyCode>>;

  beforeAll(async () => {
    [plugin, code] = await Promise.all([startPlugin(), buildStrategyCode()]);
  });

  afterAll(async () => {
    await plugin.stop();
    await code.remove();
  });

  return {
    async resultOf(body) {
      const { end, events } = await runStrategy(`function main() {\n${body}\n}`, {
        code,
        url: plugin.url,
        keys: [{ access_key: 'the-access-key', secret_key: SECRET }],
      });
      expect(JSON.stringify(events)).not.toContain(SECRET);
      expect(JSON.stringify(events)).not.toContain('the-access-key');
      return end.reason === 'returned' ? end.value : end;
    },
    run: (source, options) => runStrategy(source, { ...options, code }),
    runHere: (source, options) => runStrategy(source, { url: plugin.url, ...options, code }),
  };
}
