import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What this file uses of WebAssembly, which only the types of browsers declare. */
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Global: new (kind: { value: 'i32'; mutable?: boolean }, value: number) => object;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, CFunction | undefined> };
};
type CFunction = (...values: number[]) => number;

/** What a function of TA-Lib has besides its name: inputs first, then options, then outputs. */
interface CCall {
  inputs: readonly (readonly number[])[];
  options: readonly number[];
  outputs: number;
}

const PAGE = 65_536;
/** Where the C code's data begins, where its heap does, with the stack below, and where this file's arrays do. */
const [DATA, HEAP, ARRAYS] = [1024, 16 * PAGE, 128 * PAGE];

/**
 * TA-Lib's C code from talib-web, called with its own pointers. The package's own calls pass the length as the last
 * index, and no place for the counters, so that their results are shifted.
 */
export class TalibInC {
  readonly #memory = new WebAssembly.Memory({ initial: 256, maximum: 256 });
  readonly #exports: Record<string, CFunction | undefined>;

  constructor() {
    const path = require.resolve('talib-web/lib/talib.wasm');
    const env = {
      memory: this.#memory,
      __memory_base: new WebAssembly.Global({ value: 'i32' }, DATA),
      __stack_pointer: new WebAssembly.Global({ value: 'i32', mutable: true }, HEAP),
      emscripten_resize_heap: () => 0,
    };
    const heap = { __heap_base: new WebAssembly.Global({ value: 'i32', mutable: true }, HEAP) };
    const module = new WebAssembly.Module(readFileSync(path));
    this.#exports = new WebAssembly.Instance(module, { env, 'GOT.mem': heap }).exports;
    this.#exports.__wasm_call_ctors?.();
  }

  /** The outputs of a function, each as long as the inputs, with NaN before the index where it begins. */
  call(name: string, { inputs, options, outputs }: CCall): number[][] {
    const run = this.#exports[`TA_${name}`];
    const length = inputs[0]?.length ?? 0;
    if (run === undefined || length === 0) throw new Error(`TA_${name} is not there, or has no input`);
    const room = 8 * (length + 1);
    const places = Array.from({ length: inputs.length + outputs + 1 }, (_, index) => ARRAYS + index * room);
    const [counters = 0, ...arrays] = places;
    for (const [index, input] of inputs.entries()) {
      new Float64Array(this.#memory.buffer, arrays[index], length).set(input);
    }
    const [from, to] = [arrays.slice(0, inputs.length), arrays.slice(inputs.length)];
    const status = run(0, length - 1, ...from, ...options, counters, counters + 4, ...to);
    if (status !== 0) throw new Error(`TA_${name}: ${status}`);
    const [begin = 0, count = 0] = new Int32Array(this.#memory.buffer, counters, 2);
    return to.map((place) => {
      const values = new Float64Array(this.#memory.buffer, place, count);
      // Where there is none, it says that it begins at 0.
      return [...new Array<number>(count === 0 ? length : begin).fill(Number.NaN), ...values];
    });
  }
}
