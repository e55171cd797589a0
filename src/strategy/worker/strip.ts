/** What the language itself has: nothing else stays global. */
const LANGUAGE = new Set<PropertyKey>(
  `globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape Object Function Boolean Symbol Error AggregateError EvalError RangeError ReferenceError
  SyntaxError TypeError URIError SuppressedError Number BigInt Math Date String RegExp Array Map Set WeakMap WeakSet WeakRef
  FinalizationRegistry Promise Proxy Reflect JSON Intl Atomics Iterator Temporal ArrayBuffer SharedArrayBuffer DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array
  BigInt64Array BigUint64Array WebAssembly`.split(/\s+/),
);

/** What Node itself calls of `process` in a worker whose script has an error, or ends. None of it leaves the thread. */
const OF_PROCESS = new Set<PropertyKey>([
  'nextTick',
  'emit',
  'exit',
  'reallyExit',
  'exitCode',
  '_exiting',
  '_fatalException',
  '_tickCallback',
  'version',
  'versions',
]);

/**
 * Takes from a thread what reaches beyond it: of the globals all but the language's, and of `process`, which a strategy has no
 * name for but may come by through an inherited property, whatever could read, write or start something.
 */
export function strip(global: object, process: object): void {
  for (const key of Reflect.ownKeys(process)) {
    if (!OF_PROCESS.has(key)) Reflect.deleteProperty(process, key);
  }
  // Node warns of promises that are looked at late.
  Reflect.set(process, 'emitWarning', () => undefined);
  for (const key of Reflect.ownKeys(global)) {
    if (!LANGUAGE.has(key)) Reflect.deleteProperty(global, key);
  }
  // They ask Node for the answer of a `fetch`.
  for (const name of ['compileStreaming', 'instantiateStreaming'])
    Reflect.deleteProperty(Reflect.get(global, 'WebAssembly'), name);
}
