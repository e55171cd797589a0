import type { MemoryKind, StreamData, TopicMemory } from './StreamProtocol.js';

/** The instruments that a message is about, and whether each is traded. */
export type StateReading = (data: unknown) => Iterable<readonly [id: string, traded: boolean]>;

/** Which instruments an exchange has told to be suspended or gone. */
export class StateMemory implements TopicMemory {
  readonly broken = undefined;
  version: object = {};
  readonly #read: StateReading;
  readonly #halted = new Set<string>();

  constructor(read: StateReading) {
    this.#read = read;
  }

  get size(): number {
    return this.#halted.size;
  }

  isTraded(id: string): boolean {
    return !this.#halted.has(id);
  }

  apply({ data }: StreamData): void {
    for (const [id, traded] of this.#read(data)) {
      if (traded) this.#halted.delete(id);
      else this.#halted.add(id);
    }
    this.version = {};
  }
}

/** Keeps which instruments are not traded. */
export function stateKind(read: StateReading): MemoryKind<StateMemory> {
  return {
    name: 'states',
    create: () => new StateMemory(read),
    is: (memory) => memory instanceof StateMemory,
  };
}
