import type { FixMessage } from '../../../src/fix/FixMessage.js';
import type { FixServerSession } from '../../../src/testing/FixServerSession.js';
import { type Body, body, type Told } from './Body.js';
import type { Fault } from './CtraderAcceptor.js';
import { businessReject } from './refusals.js';

/** What the next message of a type meets. */
export class Faults {
  readonly #kinds = new Map<string, Fault>();

  set(type: string, kind: Fault | undefined): void {
    if (kind === undefined) this.#kinds.delete(type);
    else this.#kinds.set(type, kind);
  }

  take(type: string): Fault | undefined {
    const kind = this.#kinds.get(type);
    this.#kinds.delete(type);
    return kind;
  }
}

/** Whether a request that meets this is not carried out. */
export function isPrevented(fault: Fault | undefined): boolean {
  return fault === 'cutBefore' || fault === 'hang' || fault === 'refuse';
}

/** How the broker refuses a request of this type. */
export function refuse(request: FixMessage): Told {
  const text = 'TRADING_DISABLED:Trading is disabled';
  const id = request.get(11);
  const echoed = Object.fromEntries([11, 38, 40, 54, 55].map((tag) => [tag, request.get(tag)]));
  if (request.type === 'D')
    return { ...body('8', { ...echoed, 37: '0', 39: '8', 58: text, 150: '8' }), to: 'asker' };
  if (request.type !== 'F' && request.type !== 'G')
    return businessReject(id ?? request.get(584) ?? request.get(710) ?? request.get(262), text);
  const fields = { 11: id, 37: request.get(37) ?? 'NONE', 39: '0', 41: request.get(41), 58: text };
  return { ...body('9', { ...fields, 434: request.type === 'F' ? '1' : '2' }), to: 'asker' };
}

/** Sends what came of a request, or what takes its place. */
export function send(session: FixServerSession, bodies: readonly Body[], fault?: Fault): void {
  switch (fault) {
    case 'cutBefore':
    case 'cutAfter':
      session.cut();
      break;
    case 'hang':
      session.hang();
      break;
    case 'logout':
      session.logout('The session is closed for maintenance');
      break;
    case 'garbage':
      session.raw('\x00\x17 this is not FIX\r\n');
      break;
    case 'gap':
      sendBehindGap(session, bodies);
      break;
    case 'wrongChecksum':
      for (const { type, fields } of bodies.slice(0, 1)) session.raw(spoil(session.encode(type, fields)));
      break;
    case 'lose':
    case 'late':
      break;
    default:
      for (const { type, fields } of bodies) {
        session.send(type, fields);
        if (fault === 'duplicate') session.send(type, fields);
      }
  }
}

/** The first message gets lost; what comes next shows that it is missing. */
function sendBehindGap(session: FixServerSession, bodies: readonly Body[]): void {
  for (const [at, { type, fields }] of bodies.entries()) session.send(type, fields, { lost: at === 0 });
  if (bodies.length < 2) session.send('0', []);
}

/** The same message with another CheckSum (10) than the right one. */
function spoil(bytes: Buffer): Buffer {
  const spoilt = Buffer.from(bytes);
  const lastDigit = spoilt.length - 2;
  spoilt[lastDigit] = spoilt[lastDigit] === 0x30 ? 0x31 : 0x30;
  return spoilt;
}
