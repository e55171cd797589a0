import type { Catalogue } from '../../wording/say.js';
import type { AnswerMessage } from './protocol.js';

/**
 * What the worker's entry hands to the runtime, and what nobody else in the worker has any more once it is stripped. They are
 * the very functions of Node: a function of an ES module in their place would let what it calls use `import()`.
 */
export interface Natives {
  readonly port: object;
  /** `MessagePort.prototype.postMessage` */
  postMessage(this: object, message: string): void;
  receiveMessageOnPort(port: object): { message: AnswerMessage } | undefined;
  /** `vm.runInThisContext` */
  runInThisContext(source: string, options: object): unknown;
  /** Runs the promises' callbacks that are due, also while the strategy blocks. */
  drain(): void;
  setTimeout(callback: () => void, ms: number): unknown;
  /** `performance`, and its `now`. */
  readonly performance: object;
  now(this: object): number;
  /** Shared with the main thread. */
  readonly memory: Int32Array;
  /** What the thread says its own texts by; absent for English. */
  readonly catalogue: Catalogue | undefined;
}

const { create, assign } = Object;

/**
 * Evaluates a script under its file's name. The options inherit nothing: a strategy could otherwise put into `Object.prototype`
 * what Node reads of them, such as bytecode.
 */
export function evaluate({ runInThisContext }: Natives, source: string, filename: string): unknown {
  return runInThisContext(source, assign(create(null), { filename }));
}
