/** The config file is wrong. The message is one sentence that says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
