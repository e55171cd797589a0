/**
 * Lets every flag also come from the environment: `--log-level` from FMZPROTO_LOG_LEVEL. The command line wins.
 *
 * @example static flags = flagsFromEnvironment({ port: wholeNumber({ default: 6666, min: 0, max: 65_535 }) })
 */
export function flagsFromEnvironment<T extends Record<string, { env?: string }>>(flags: T): T {
  for (const [name, flag] of Object.entries(flags)) flag.env = variableOf(name);
  return flags;
}

/**
 * The environment variable of a flag.
 *
 * @example variableOf('log-level') // 'FMZPROTO_LOG_LEVEL'
 */
export function variableOf(flag: string): string {
  return `FMZPROTO_${flag.replaceAll('-', '_').toUpperCase()}`;
}
