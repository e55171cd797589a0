import type { FixTopic } from '../../src/fix/FixTopic.js';
import type { FixBounds, FixSend, LineSettings } from '../../src/fix/FixTransport.js';
import { ANSWER_IDS, REQUEST_IDS } from '../../src/fix/idTags.js';
import type { CallContext } from '../../src/http/CallContext.js';
import { Cancellation } from '../../src/http/Cancellation.js';

const owner = {};

/** The settings of a line at a server of this machine. */
export function lineAt(url: string, changes: Partial<LineSettings> = {}): LineSettings {
  return {
    ...{ exchange: 'Forex', line: 'trade', url: new URL(url), version: 'FIX.4.4' },
    ...{ sender: 'demo.broker.12345', target: 'cServer', header: [[57, 'TRADE']] },
    ...{ heartbeat: 30, resets: true, fingerprint: 'keys', owner },
    ...{ requestIds: REQUEST_IDS, answerIds: ANSWER_IDS, subjectOf: undefined },
    logon: () => [
      [553, '12345'],
      [554, 'p4ssw0rd'],
    ],
    ...changes,
  };
}

/** Bounds that nobody reaches. */
export function bounds(changes: Partial<FixBounds> = {}): FixBounds {
  return {
    deadline: Number.POSITIVE_INFINITY,
    signal: new Cancellation(),
    onSent: () => undefined,
    ...changes,
  };
}

/** A request with an id of its own, answered by the first message that names it. */
export function request(type: string, idTag: number, id: string, changes: Partial<FixSend> = {}): FixSend {
  return {
    ...bounds(),
    ...{ type, fields: [[idTag, id]] },
    accepts: () => true,
    isComplete: () => true,
    ...changes,
  };
}

/** A NewOrderSingle. */
export function order(id: string, changes: Partial<FixSend> = {}): FixSend {
  return request('D', 11, id, changes);
}

/** Market data of a symbol. Its memory is the prices that came, in their order. */
export function prices(symbol: string, changes: Partial<FixTopic<string[]>> = {}): FixTopic<string[]> {
  return {
    name: `prices ${symbol}`,
    subscribe: (id) => ({
      type: 'V',
      fields: [
        [262, id],
        [263, '1'],
        [55, symbol],
      ],
    }),
    unsubscribe: (id) => ({
      type: 'V',
      fields: [
        [262, id],
        [263, '2'],
        [55, symbol],
      ],
    }),
    create: () => [],
    apply: (memory, message) => {
      memory.push(message.get(270) ?? '');
    },
    ...changes,
  };
}

export const context: CallContext = {
  ...{ exchange: 'Forex', method: 'order', params: {} },
  ...{ credentials: { access_key: 'demo.broker.12345', secret_key: 'p4ssw0rd' }, keys: undefined },
};
