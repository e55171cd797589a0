import { type Config, ConfigError, readConfig } from '../../loading/configFile.js';
import type { SettingFlags } from '../../loading/settings.js';
import { listed, say } from '../../wording/say.js';
import type { Result } from './Finding.js';

/**
 * The config file of a folder.
 *
 * @param flags of `serve`.
 * @returns what it sets, where it can be read, and what is to be said of it, where it is there.
 */
export function checkConfig(folder: string, flags: SettingFlags): { config?: Config; result?: Result } {
  try {
    const config = readConfig(folder, flags);
    const { path, exchanges, serve } = config;
    if (path === undefined) return { config };
    const set = [...(exchanges.length > 0 ? ['exchanges'] : []), ...Object.keys(serve)];
    const text = set.length > 0 ? say('{path} sets {names}', { path, names: listed(set) }) : path;
    return { config, result: { status: 'ok', text } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = say('correct it: serve does not start beside it');
    return { result: { status: 'fail', text: error.message, remedy } };
  }
}
