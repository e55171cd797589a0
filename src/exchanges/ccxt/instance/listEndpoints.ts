import { type Verb, verbs } from '../../../protocol/methods.js';

/** A request of an exchange's API, as ccxt knows it. */
export interface Endpoint {
  verb: Verb;
  /** With its `{placeholders}`. */
  name: string;
  /** Which part of the API it belongs to. */
  api: string | readonly string[];
  /** What ccxt says of its cost. */
  config: unknown;
  /** What stands for the placeholders. */
  values: Readonly<Record<string, string>>;
}

/** All of an exchange's API, out of ccxt's tree: parts, then verbs, then a list of names, or names with what they cost. */
export function listEndpoints(tree: unknown, parts: readonly string[] = []): Endpoint[] {
  return Object.entries(Object(tree)).flatMap(([key, branch]): Endpoint[] => {
    const verb = verbs.find((known) => known.toLowerCase() === key.toLowerCase());
    if (!verb || (!Array.isArray(branch) && typeof branch !== 'object'))
      return listEndpoints(branch, [...parts, key]);
    const [only = '', ...more] = parts;
    const api = more.length === 0 ? only : parts;
    const named: [string, unknown][] = Array.isArray(branch)
      ? branch.map((name) => [String(name), {}])
      : Object.entries(Object(branch));
    return named.map(([name, config]) => ({
      verb,
      name: name.trim(),
      api,
      config: typeof config === 'number' ? { cost: config } : config,
      values: {},
    }));
  });
}
