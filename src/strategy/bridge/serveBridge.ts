import type { MessagePort } from 'node:worker_threads';
import * as v from 'valibot';
import { parseWith } from '../../protocol/parseWith.js';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { memory, NO_TICKET } from './memory.js';
import {
  type AnswerMessage,
  type Handlers,
  type Notice,
  type RequestName,
  requestMessage,
  requests,
} from './protocol.js';

/** The main thread's end of a bridge. */
export interface ServedBridge {
  /** Makes the strategy's next call throw, and wakes it where it waits. */
  stop(): void;
  /** Tells what was not asked for. */
  notify(notice: Notice): void;
}

/** A port, and the memory that is shared with the worker behind it. */
interface BridgeOptions {
  port: MessagePort;
  memory: Int32Array;
  handlers: Handlers;
}

/** Answers the requests of a worker, many at the same time. */
export function serveBridge({ port, memory: shared, handlers }: BridgeOptions): ServedBridge {
  const wake = () => {
    Atomics.add(shared, memory.sent, 1);
    Atomics.notify(shared, memory.sent);
  };
  const answer = (message: AnswerMessage) => {
    if (message[0] === NO_TICKET) return;
    port.postMessage(message);
    wake();
  };
  port.on('message', (message: unknown) => {
    const parsed = v.safeParse(requestMessage, message);
    if (!parsed.success) return;
    const [ticket, name, args] = parsed.output;
    carryOut(handlers, name, args)
      .then(toJson)
      .then(
        (json) => answer([ticket, false, json]),
        (error: unknown) => answer([ticket, true, JSON.stringify(messageOf(error))]),
      );
  });
  return {
    notify(notice) {
      port.postMessage([NO_TICKET, false, JSON.stringify(notice)] satisfies AnswerMessage);
      wake();
    },
    stop() {
      Atomics.store(shared, memory.stopped, 1);
      wake();
    },
  };
}

/** @throws Error where a text cannot hold it, or its members lie too deep in one another. */
function toJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (error) {
    throw new Error(
      say('what was answered cannot be handed to the strategy: {reason}', { reason: messageOf(error) }),
    );
  }
}

async function carryOut(handlers: Handlers, name: string, args: readonly unknown[]): Promise<unknown> {
  if (!isRequest(name)) throw new Error(`the main thread has no request ${name}`);
  return carryOutKnown(handlers, name, args);
}

function carryOutKnown<Name extends RequestName>(
  handlers: Handlers,
  name: Name,
  args: readonly unknown[],
): unknown {
  return handlers[name](...parseWith(requests[name], args, name));
}

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}
