import type { FixMessage } from '../../../src/fix/FixMessage.js';
import { body, type Told } from './Body.js';
import type { Order } from './Order.js';

/** A BusinessMessageReject: it names the request's own id (379), and its number (45) where a field of it cannot be read. */
export function businessReject(id: string | undefined, text: string, unread?: FixMessage): Told {
  const fields = { 45: unread?.get(34), 58: text, 379: id, 380: '0' };
  return { ...body('j', fields), to: 'asker' };
}

/** A Reject, where a required field is missing. */
export function sessionReject(request: FixMessage, missing: number): Told {
  return {
    ...body('3', {
      45: request.get(34),
      58: `Required tag missing: ${missing}`,
      371: String(missing),
      372: request.type,
      373: '1',
    }),
    to: 'asker',
  };
}

/** The first of these tags that a request lacks. */
export function missingTag(request: FixMessage, tags: readonly number[]): number | undefined {
  return tags.find((tag) => request.get(tag) === undefined);
}

/** An OrderCancelReject. */
export function cancelReject(request: FixMessage, order: Order, text: string): Told {
  const fields = {
    11: request.get(11),
    37: order.id,
    39: order.status,
    41: request.get(41),
    58: text,
    434: request.type === 'F' ? '1' : '2',
  };
  return { ...body('9', fields), to: 'asker' };
}

/** A report of an order that was not taken. */
export function refusedReport(request: FixMessage, id: string, text: string): Told {
  const echoed = [11, 38, 40, 44, 54, 55, 60, 99, 494, 721].map((tag) => [tag, request.get(tag)] as const);
  const fields = {
    ...Object.fromEntries(echoed),
    14: '0',
    37: id,
    39: '8',
    58: text,
    103: '0',
    150: '8',
    151: '0',
  };
  return { ...body('8', fields), to: 'asker' };
}

/** A request that asks for what this kind of session does not answer. */
export function unsupported(request: FixMessage): Told {
  const text = `INVALID_REQUEST:Unsupported message type ${request.type}`;
  return businessReject(request.get(11) ?? request.get(262) ?? request.get(320), text, request);
}
