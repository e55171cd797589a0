import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import initialize from 'sql.js';
import { messageOf } from '../../protocol/thrown.js';
import { speak } from '../../wording/say.js';
import type { DatabaseAnswer, DatabaseRequest } from '../bridge/databaseMessages.js';
import { Session } from './Session.js';

/**
 * The entry of a database's thread: SQLite as WebAssembly, whose files are memory of its own. It has a thread so that a statement
 * without end holds up nobody but the strategy that wrote it.
 */
speak(workerData.catalogue);
const wasmBinary = await readFile(new URL('sql-wasm.wasm', import.meta.url));
const sql = await initialize({ wasmBinary });
let session: Session | undefined;

parentPort?.on('message', (request: DatabaseRequest) => parentPort?.postMessage(answerTo(request)));

function answerTo(request: DatabaseRequest): DatabaseAnswer {
  try {
    session ??= new Session(sql, workerData.content);
    const answer =
      'sql' in request
        ? { rows: session.execute(request.sql, request.values) }
        : { content: session.changed ? session.content(request.last) : undefined };
    return { ...answer, changed: session.changed };
  } catch (error) {
    return { error: messageOf(error), changed: session?.changed ?? false };
  }
}
