/** A file of an adapter cannot be run: it says where, and why in one line. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly file: string;
  /** From 1 on; `undefined` where it is not known. */
  readonly line: number | undefined;

  constructor(facts: { file: string; line?: number | undefined; reason: string; cause?: unknown }) {
    super(facts.reason, { cause: facts.cause });
    this.file = facts.file;
    this.line = facts.line;
  }
}
