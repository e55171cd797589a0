/** The file of paper accounts cannot be used; it is left as it is. The message is one sentence. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';

  constructor(fact: string, cause?: unknown) {
    super(`${fact}; nothing was changed, move it away or name another with --paper-state`, { cause });
  }
}
