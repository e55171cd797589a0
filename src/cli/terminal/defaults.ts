/** The address that a plugin listens on unless it was told otherwise: this machine alone. */
export const DEFAULT_HOST = '127.0.0.1';

/** The port that a plugin listens on unless it was told otherwise. */
export const DEFAULT_PORT = 6666;

/** Where `call` looks for a plugin unless it was told otherwise. */
export const DEFAULT_URL = `http://${DEFAULT_HOST}:${DEFAULT_PORT}`;

/** The exchange that is asked where none is named. */
export const DEFAULT_EXCHANGE = 'OKX';

/** Where an author's adapters are looked for; it need not be there. */
export const DEFAULT_FOLDER = './exchanges';
