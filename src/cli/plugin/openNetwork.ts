import { createFixPool, type FixPool } from '../../fix/FixPool.js';
import type { FixObserver } from '../../fix/FixTransport.js';
import { nameOf } from '../../fix/sentences.js';
import { createHttpClient, type HttpClient } from '../../http/HttpClient.js';
import { Proxies, ProxyError } from '../../http/Proxies.js';
import { messageOf } from '../../protocol/thrown.js';
import type { Log } from '../../server/Log.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/**
 * What reaches exchanges, through the proxy of the environment.
 *
 * @throws UsageError when that cannot be used.
 */
export function openNetwork(observer: FixObserver): { http: HttpClient; fix: FixPool } {
  try {
    const http = createHttpClient({ proxy: true });
    return { http, fix: createFixPool({ proxies: new Proxies(process.env), advise: true, observer }) };
  } catch (error) {
    if (error instanceof ProxyError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** Tells the log of sessions that begin, end, and are not to be had. */
export function observeFix(log: Log): FixObserver {
  return {
    connected: (line) =>
      log.message('debug', `${line.exchange}: ${say('{line} is logged on', { line: nameOf(line) })}`),
    failed: (line, error) => log.message('debug', `${line.exchange}: ${messageOf(error)}`),
    ended: (line, reason) => log.message('debug', `${line.exchange}: ${nameOf(line)} ${reason}`),
  };
}
