/**
 * Lets every flag also come from the environment: `--log-level` from FMZPROTO_LOG_LEVEL. The command line wins.
 *
 * @example static flags = flagsFromEnvironment({ port: Flags.integer({ default: 6666 }) })
 */
export function flagsFromEnvironment<T extends Record<string, { env?: string }>>(flags: T): T {
  for (const [name, flag] of Object.entries(flags)) {
    flag.env = `FMZPROTO_${name.replaceAll('-', '_').toUpperCase()}`;
  }
  return flags;
}
