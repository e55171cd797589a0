import { syncBuiltinESMExports } from 'node:module';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';

/** What keeps an adapter from ending the process. */
export interface ProcessGuard {
  /** Lets the process end by itself, and ends it shortly after where something of an adapter's keeps it alive. */
  end(): void;
  /** Ends the process as it is: an exit would wait for a thread that does not end. */
  kill(): void;
}

/** How long what is left over may keep the process alive, in ms. */
const PATIENCE = 500;

/**
 * Makes `process.exit` and its like throw instead, so that an adapter that calls them takes no other exchange down. What
 * is thrown where nobody catches it is reported, and the process goes on.
 *
 * @param report told in one sentence.
 */
export function guardProcess(report: (fault: string) => void): ProcessGuard {
  const { exit, kill } = process;
  const refuse = (name: string) => (): never => {
    throw new Error(
      say('called {name}, which would stop every exchange: an adapter throws an Error instead', { name }),
    );
  };
  const refuseMove = (): never => {
    throw new Error(say('called process.chdir, which would move every exchange: an adapter uses full paths'));
  };
  const guarded = {
    exit: refuse('process.exit'),
    reallyExit: refuse('process.reallyExit'),
    abort: refuse('process.abort'),
    chdir: refuseMove,
    kill(pid: number, signal?: string | number): true {
      if (signal !== 0 && [process.pid, -process.pid, 0].includes(Number(pid))) refuse('process.kill')();
      return kill.call(process, pid, signal);
    },
  };
  const originals = new Map(Object.keys(guarded).map((name) => [name, Reflect.get(process, name)]));
  Object.assign(process, guarded);
  syncBuiltinESMExports();
  process.on('uncaughtException', (error) => report(messageOf(error)));
  process.on('unhandledRejection', (reason) => report(messageOf(reason)));
  return {
    end() {
      setTimeout(() => {
        Object.assign(process, Object.fromEntries(originals));
        exit.call(process);
      }, PATIENCE).unref();
    },
    kill() {
      kill.call(process, process.pid, 'SIGKILL');
    },
  };
}
