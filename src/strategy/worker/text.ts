import { bufferOf, bytesOf, utf8Of } from './bytes.js';
import type { Globals } from './Runtime.js';

/** TextEncoder, and TextDecoder for whole texts. */
export const textGlobals: Globals = ({ bridge }) => ({
  TextEncoder: class TextEncoder {
    readonly encoding = 'utf-8';

    encode(text: unknown = ''): Uint8Array {
      return new Uint8Array(bufferOf(utf8Of(String(text))));
    }
  },
  TextDecoder: class TextDecoder {
    readonly encoding: string;

    constructor(label: unknown = 'utf-8') {
      this.encoding = String(label).toLowerCase();
    }

    /** @throws Error where the character set is not known. */
    decode(bytes: unknown = new Uint8Array()): string {
      return bridge.call('decode', [String(bytesOf(bytes)), this.encoding]);
    }
  },
});
