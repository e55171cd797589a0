import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WireAnswer } from './AnswerReader.js';
import { Connection } from './Connection.js';
import type { Conversation } from './Conversation.js';

/** What came of a conversation. */
export interface Outcome {
  answers: readonly WireAnswer[];
  /** What is wrong with the bytes, or how many answers came. */
  fault?: string;
}

/** A client that keeps its connection for the next plain request, as FMZ's docker does. */
export class Client {
  readonly #port: number;
  #kept: Connection | undefined;
  #current: Connection | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Ends what it waits for. */
  leave(): void {
    this.#current?.destroy();
    this.#kept?.destroy();
  }

  async hold(conversation: Conversation): Promise<Outcome> {
    const { owed, most = owed, pieces, after, verb } = conversation;
    const keeps = after === 'keep';
    if (this.#kept?.over) this.#kept = undefined;
    const connection = (keeps ? this.#kept : undefined) ?? new Connection(this.#port, verb === 'HEAD');
    this.#current = connection;
    const { reader, socket } = connection;
    const before = keeps && connection === this.#kept ? reader.take().length : 0;
    if (before > 0) return { answers: [], fault: 'an answer to nothing' };
    for (const piece of pieces) {
      if (connection.over) break;
      socket.write(piece);
      if (pieces.length > 1) await nextTurn();
    }
    if (after === 'close' && !connection.over) socket.end();
    if (after === 'leave') await nextTurn();
    // Who has closed its side sees the server close, too.
    else await connection.until(after === 'close' ? Number.POSITIVE_INFINITY : owed);
    const fault = faultOf(connection, owed, most);
    const answers = reader.take();
    if (keeps && fault === undefined && !reader.closes && !connection.over) this.#kept = connection;
    else {
      connection.destroy();
      if (keeps) this.#kept = undefined;
    }
    return { answers, ...(fault !== undefined && { fault }) };
  }
}

function faultOf({ reader, trouble }: Connection, owed: number, most: number): string | undefined {
  if (reader.fault !== undefined) return reader.fault;
  const count = reader.answers.length;
  if (count >= owed && count <= most) return undefined;
  const part = reader.amid ? ' and a part of one' : '';
  return `${count} answers${part} where ${owed} are owed${trouble === undefined ? '' : `: ${trouble}`}`;
}
