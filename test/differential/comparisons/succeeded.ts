import type { Envelope } from '../../support/startPlugin.js';

/** The data of an answer. @throws Error where the plugin answered an error. */
export function succeeded({ data, error }: Envelope): unknown {
  if (error !== undefined) throw new Error(`the plugin answered: ${error}`);
  return data;
}
