/** A plugin gave no usable answer: exit code 1. The message is one sentence for people. */
export class CallError extends Error {
  override readonly name = 'CallError';
}
