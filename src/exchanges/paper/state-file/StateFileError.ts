import { say } from '../../../wording/say.js';

/** The file of paper accounts cannot be used; it is left as it is. The message is one sentence. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';

  /** @param options.remedy what to do about it, besides naming another file. */
  constructor(fact: string, { remedy, cause }: { remedy?: string; cause?: unknown } = {}) {
    super(
      remedy
        ? say('{fact}; nothing was changed, {remedy} or name another with --paper-state', { fact, remedy })
        : say('{fact}; nothing was changed, name another with --paper-state', { fact }),
      { cause },
    );
  }
}
