import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Handlers, Notice } from '../bridge/protocol.js';
import type { StrategyDatabase } from '../database/StrategyDatabase.js';
import { encode } from '../encode/encode.js';
import type { LogEvent } from '../events.js';
import { Lines } from './Lines.js';
import { Queries } from './Queries.js';
import { systemInfo } from './systemInfo.js';

/** How many commands wait for GetCommand; those beyond are dropped, as nobody seems to take them. */
const MOST_COMMANDS = 10_000;

/** What FMZ's docker does for a strategy besides its exchanges. */
export interface Host {
  handlers(
    notify: (notice: Notice) => void,
  ): Pick<
    Handlers,
    | 'command'
    | 'encode'
    | 'decode'
    | 'uuid'
    | 'system'
    | 'database'
    | 'http'
    | 'dial'
    | 'read'
    | 'write'
    | 'hangUp'
  >;
  /** What the user says, which GetCommand gets. */
  command(text: string): void;
  /** What is sent by HttpQuery. */
  readonly queries: Pick<Queries, 'writing' | 'tellWrites' | 'settled'>;
  /** Ends what is open, and writes what is kept. */
  close(): Promise<void>;
}

/** What a host is made with. */
interface HostOptions {
  /** Takes what the strategy itself may not hear of any more. */
  tell(event: LogEvent): void;
  database: StrategyDatabase;
}

/** @example createHost({ tell: console.log, database: new StrategyDatabase({ code }) }).handlers(bridge.notify) */
export function createHost({ tell, database }: HostOptions): Host {
  const commands: string[] = [];
  const lines = new Lines();
  const queries = new Queries(tell);
  return {
    handlers: (notify) => ({
      command: () => commands.shift() ?? null,
      encode: (options) => encode(options),
      decode: (bytes, charset) => new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1')),
      uuid: () => randomUUID(),
      database: (sql, values) => database.execute(sql, values),
      system: (attribute) => systemInfo(attribute),
      http: (address, options) => queries.ask(address, options),
      dial: (address, options) => lines.dial(address, options, (connection) => notify({ connection })),
      read: async (id, ms) => (await lines.read(id, ms)) ?? null,
      write: (id, data) => lines.write(id, data),
      hangUp(id) {
        lines.close(id);
        return undefined;
      },
    }),
    command(text) {
      if (commands.length < MOST_COMMANDS) commands.push(text);
    },
    queries,
    async close() {
      queries.end();
      lines.closeAll();
      await database.close();
    },
  };
}
