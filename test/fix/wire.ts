import { FixError } from '../../src/fix/FixError.js';
import type { FixMessage } from '../../src/fix/FixMessage.js';
import { Framer } from '../../src/fix/Framer.js';

/** A message whose fields are apart by `|`, with its BodyLength and CheckSum computed here, not by what is tested. */
export function wire(fields: string, version = 'FIX.4.4'): Buffer {
  return framed(Buffer.from(fields.replaceAll('|', '\x01')), version);
}

/** The same from bytes. */
export function framed(body: Buffer, version = 'FIX.4.4'): Buffer {
  const before = Buffer.concat([Buffer.from(`8=${version}\x019=${body.length}\x01`), body]);
  const sum = before.reduce((total, byte) => total + byte, 0) % 256;
  return Buffer.concat([before, Buffer.from(`10=${String(sum).padStart(3, '0')}\x01`)]);
}

/** What a framer makes of chunks: the messages, and how it ended. */
export function frame(chunks: Iterable<Buffer>, framer = new Framer('FIX.4.4')) {
  const messages: FixMessage[] = [];
  let failure: FixError | undefined;
  for (const chunk of chunks) {
    try {
      for (const message of framer.read(chunk)) messages.push(message);
    } catch (error) {
      if (!(error instanceof FixError)) throw error;
      failure ??= error;
    }
  }
  return { messages, failure: failure?.message };
}
