import { type Config, readConfig } from '../../loading/configFile.js';
import { type SettingFlags, withDefaults } from '../../loading/settings.js';

/**
 * Reads the config file of the current folder, for `serve`.
 *
 * @returns the flags with what the file sets for their defaults: what is typed, and the environment, count before it.
 * @throws ConfigError
 */
export function readSettings<T extends SettingFlags>(flags: T): { config: Config; defaults: T } {
  const config = readConfig(process.cwd(), flags);
  return { config, defaults: withDefaults(flags, config.serve) };
}
