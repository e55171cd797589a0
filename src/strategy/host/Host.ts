import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Handlers } from '../bridge/protocol.js';
import { encode } from '../encode/encode.js';
import type { LogEvent } from '../events.js';
import { Lines } from './Lines.js';
import { Queries } from './Queries.js';
import { systemInfo } from './systemInfo.js';

/** What FMZ's docker does for a strategy besides its exchanges. */
export interface Host {
  readonly handlers: Pick<
    Handlers,
    'command' | 'encode' | 'decode' | 'uuid' | 'system' | 'http' | 'dial' | 'read' | 'write' | 'hangUp'
  >;
  /** What the user says, which GetCommand gets. */
  command(text: string): void;
  /** What is sent by HttpQuery. */
  readonly queries: Pick<Queries, 'writing' | 'tellWrites' | 'settled'>;
  /** Ends what is open. */
  close(): void;
}

/**
 * @param tell takes what the strategy itself may not hear of any more.
 * @example const { handlers } = createHost(console.log)
 */
export function createHost(tell: (event: LogEvent) => void): Host {
  const commands: string[] = [];
  const lines = new Lines();
  const queries = new Queries(tell);
  return {
    handlers: {
      command: () => commands.shift() ?? null,
      encode: (options) => encode(options),
      decode: (bytes, charset) => new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1')),
      uuid: () => randomUUID(),
      system: (attribute) => systemInfo(attribute),
      http: (address, options) => queries.ask(address, options),
      dial: (address, options) => lines.dial(address, options),
      read: async (id, ms) => (await lines.read(id, ms)) ?? null,
      write: (id, data) => lines.write(id, data),
      hangUp(id) {
        lines.close(id);
        return undefined;
      },
    },
    command: (text) => commands.push(text),
    queries,
    close() {
      queries.end();
      lines.closeAll();
    },
  };
}
