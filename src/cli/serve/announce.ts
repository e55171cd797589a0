import { listed, say } from '../../wording/say.js';

/** What `serve` has to tell once it listens. */
interface Announcement {
  /** Where it listens. */
  url: string;
  /** What to enter at FMZ on this machine, and elsewhere. */
  entered: { here: string; elsewhere: readonly string[] };
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
export function announce({ url, entered, exchanges, library, config, proxy, console }: Announcement): void {
  const more =
    library &&
    say('{url}, and so on for every exchange of {library}', { url: `${entered.here}/bitvavo`, library });
  const lines = [
    say('listening on {url}', { url }),
    say('exchanges:'),
    ...exchanges.map((name) => `  ${entered.here}/${name}`),
    ...(more ? [`  ${more}`] : []),
    ...(entered.elsewhere.length > 0
      ? [say('from other machines and containers: {urls}', { urls: listed(entered.elsewhere) })]
      : []),
    ...(config === undefined ? [] : [say('config: {path}', { path: config })]),
    ...(proxy ? [say('proxy: {proxy}', { proxy })] : []),
    ...(console ? [say('console: {url}', { url: console.url })] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
