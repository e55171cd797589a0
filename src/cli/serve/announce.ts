import { say } from '../../wording/say.js';

/** What `serve` has to tell once it listens. */
interface Announcement {
  url: string;
  /** The names of its exchanges. */
  exchanges: readonly string[];
  /** Where further ones come from, as in `ccxt 4.5.84`. */
  library: string | undefined;
  /** The path of the config file that was read. */
  config: string | undefined;
  proxy: string | undefined;
  console: { url: string } | undefined;
}

/** Prints where it listens, and what it has found and opened besides. */
export function announce({ url, exchanges, library, config, proxy, console }: Announcement): void {
  const more =
    library && say('{url}, and so on for every exchange of {library}', { url: `${url}/bitvavo`, library });
  const lines = [
    say('listening on {url}', { url }),
    say('exchanges:'),
    ...exchanges.map((name) => `  ${url}/${name}`),
    ...(more ? [`  ${more}`] : []),
    ...(config === undefined ? [] : [say('config: {path}', { path: config })]),
    ...(proxy ? [say('proxy: {proxy}', { proxy })] : []),
    ...(console ? [say('console: {url}', { url: console.url })] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
