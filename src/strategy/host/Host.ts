import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Handlers } from '../bridge/protocol.js';
import { encode } from '../encode.js';
import { httpQuery } from './httpQuery.js';
import { Lines } from './Lines.js';
import { systemInfo } from './systemInfo.js';

/** What FMZ's docker does for a strategy besides its exchanges. */
export interface Host {
  readonly handlers: Pick<
    Handlers,
    'command' | 'encode' | 'decode' | 'uuid' | 'system' | 'http' | 'dial' | 'read' | 'write' | 'hangUp'
  >;
  /** What the user says, which GetCommand gets. */
  command(text: string): void;
  /** Ends what is open. */
  close(): void;
}

/** @example const { handlers } = createHost() */
export function createHost(): Host {
  const commands: string[] = [];
  const lines = new Lines();
  const stopped = new AbortController();
  return {
    handlers: {
      command: () => commands.shift() ?? null,
      encode: (options) => encode(options),
      decode: (bytes, charset) => new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1')),
      uuid: () => randomUUID(),
      system: (attribute) => systemInfo(attribute),
      http: (address, options) => httpQuery(address, options, stopped.signal),
      dial: (address, options) => lines.dial(address, options),
      read: async (id, ms) => (await lines.read(id, ms)) ?? null,
      write: (id, data) => lines.write(id, data),
      hangUp(id) {
        lines.close(id);
        return undefined;
      },
    },
    command: (text) => commands.push(text),
    close() {
      stopped.abort(new Error('the strategy ended'));
      lines.closeAll();
    },
  };
}
