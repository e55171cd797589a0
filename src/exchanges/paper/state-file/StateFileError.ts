/** The file of paper accounts cannot be used; it is left as it is. The message is one sentence. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';

  /** @param options.remedy what to do about it, besides naming another file. */
  constructor(fact: string, { remedy, cause }: { remedy?: string; cause?: unknown } = {}) {
    super(`${fact}; nothing was changed, ${remedy ? `${remedy} or ` : ''}name another with --paper-state`, {
      cause,
    });
  }
}
