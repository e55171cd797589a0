import { Chalk } from 'chalk';
import { createLogOutput, type LogOutput } from '../../server/createLogOutput.js';
import { createLog, type Log, type LogFormat, type LogLevel } from '../../server/Log.js';
import { Troubles } from '../../server/Troubles.js';
import { say } from '../../wording/say.js';
import { createColors } from '../terminal/output.js';

/** The log of a plugin that is open. */
export interface OpenLog {
  log: Log;
  /** How many lines were dropped, as nobody read them. */
  dropped(): number;
  /** What is wrong besides exchanges, of which the log's own file may be one. */
  troubles: Troubles;
  close(): void;
}

/**
 * Opens the log of `serve`: on stderr, or in a file.
 *
 * @param options.logFile what goes wrong with it is told on stderr, where lines go meanwhile.
 */
export async function openLog(options: {
  logLevel: LogLevel;
  logFormat: LogFormat;
  logFile: string | undefined;
}): Promise<OpenLog> {
  const { logLevel: level, logFormat: format, logFile } = options;
  let dropped = 0;
  const troubles = new Troubles();
  const terminal = createLogOutput(process.stderr, {
    onLost: (count) => (dropped += count),
    onDropped(count) {
      log.message(
        'warn',
        count === 1
          ? say('1 line of the log was dropped: nobody read it')
          : say('{count} lines of the log were dropped: nobody read them', { count }),
      );
    },
  });
  const output = logFile === undefined ? terminal : await openFile(logFile, terminal, troubles);
  const colors = logFile === undefined ? createColors('stderr') : new Chalk({ level: 0 });
  const log = createLog({ level, format, colors, write: output.write });
  return { log, troubles, dropped: () => dropped, close: output.close };
}

async function openFile(path: string, fallback: LogOutput, troubles: Troubles): Promise<LogOutput> {
  const { createLogFile } = await import('../../server/createLogFile.js');
  return createLogFile(path, {
    fallback,
    onTrouble: troubles.watch('log-file', (sentence) => fallback.write(`${sentence}\n`)),
  });
}
