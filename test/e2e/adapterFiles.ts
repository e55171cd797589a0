import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An empty folder to start a command in. */
export const createFolder = async () => realpath(await mkdtemp(join(tmpdir(), 'fmzproto-adapters-')));

/** Writes a file, and the folders above it. */
export async function write(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/**
 * An adapter whose last price is what its parse.ts says. SLOW_USDT notes its version in slow.txt, waits until there is a
 * release.txt beside it, and fails when this version was closed meanwhile.
 */
export const adapter = (name: string, helper = './parse.js') => `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineExchange, ExchangeError, type Data } from 'fmzproto';
import * as v from 'valibot';
import { last } from '${helper}';

const closed = join(import.meta.dirname, 'closed.txt');
const released = join(import.meta.dirname, 'release.txt');

export default defineExchange({
  name: '${name}',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({ id: Math.random() }),
  close: async (state) => appendFileSync(closed, \`\${last} \${state.id}\\n\`),
  methods: {
    async ticker({ symbol }): Promise<{ data: Data<'ticker'> }> {
      if (symbol.base === 'NONE') throw new ExchangeError({ code: '404', message: 'no such pair' });
      if (symbol.base === 'SLOW') {
        appendFileSync(join(import.meta.dirname, 'slow.txt'), last + '\\n');
        while (!existsSync(released)) await new Promise((resolve) => setTimeout(resolve, 20));
        if (existsSync(closed) && readFileSync(closed, 'utf8').includes(last + ' ')) throw new Error('closed too early');
      }
      return { data: ticker(symbol.name) };
    },
    async depth() {
      return { data: { time: 1731028903911, asks: [], bids: [] } };
    },
    async markets() { return { data: {} }; },
  },
});

function ticker(symbol: string): Data<'ticker'> {
  const price = '80';
  return { symbol, buy: price, sell: price, high: price, low: price, open: price, last, vol: '1', time: '1731028903911' };
}
`;

export const parse = (last: string) => `export const last: string = '${last}';\n`;
