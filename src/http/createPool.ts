import { Agent, Client, type Dispatcher, Pool } from 'undici';
import type { Connect } from './connect.js';
import { MAX_REPLY_BYTES } from './decode.js';
import { Sending } from './Sending.js';

const OPTIONS = { keepAliveTimeout: 30_000, maxResponseSize: MAX_REPLY_BYTES };

/** Keep-alive connections, each for one request at a time, so that one that is made is made for a known request. */
export function createPool(connect: Connect): Dispatcher {
  return new Agent({
    factory: (origin) => new Pool(origin, { factory: (origin) => createLine(origin, connect) }),
  });
}

function createLine(origin: URL, connect: Connect): Dispatcher {
  let sending: Sending | undefined;
  class Line extends Client {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      sending = options instanceof Sending ? options : undefined;
      return super.dispatch(options, handler);
    }
  }
  return new Line(origin, {
    ...OPTIONS,
    connect: (address, callback) => connect(sending, address, callback),
  });
}
