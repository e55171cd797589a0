import { createHash } from 'node:crypto';
import type { Credentials, FixField, FixMessage } from '../../../src/index.js';
import { parseUtc } from '../../../src/index.js';
import {
  type FixAnswer,
  type FixServer,
  type FixServerSession,
  type RecordingServer,
  startFixServer,
  startRecordingServer,
} from '../../../src/testing.js';
import { listInstruments, tellBalance, tellPositions, tellPrices } from './answers.js';
import { type DeribitOrder, DeribitOrders, reportOf } from './DeribitOrders.js';
import { listed } from './instruments.js';
import { answerRest } from './rest.js';

/** What it does with the next message of a type. */
export type DeribitFault =
  /** Carries it out, and does not answer. */
  | 'lose'
  /** Carries it out, and cuts the connection. */
  | 'cut'
  /** Keeps it for so long that its time is over, and does not say so. */
  | 'expire';

/** A venue that speaks as Deribit does. */
export interface DeribitDouble {
  /** Of its line, and of its REST interface. */
  readonly url: string;
  readonly restUrl: string;
  readonly keys: Credentials;
  /** Of another account, which shares its orders. */
  readonly otherKeys: Credentials;
  readonly fix: FixServer;
  readonly rest: RecordingServer;
  readonly orders: readonly DeribitOrder[];
  fault(type: string, kind: DeribitFault): void;
  close(): Promise<void>;
}

const keys = { access_key: 'a1b2c3d4', secret_key: 'deribit-client-secret-0f4d8c2e' };
const otherKeys = { access_key: 'e5f6a7b8', secret_key: 'other-client-secret-3c9a7e61' };

/**
 * Starts it.
 *
 * @see https://docs.deribit.com/fix-api/production/
 */
export async function startDeribitDouble(): Promise<DeribitDouble> {
  const orders = new DeribitOrders();
  const faults = new Map<string, DeribitFault>();
  const nonces = new Set<string>();

  function logon(message: FixMessage): string | undefined {
    const nonce = message.get(96) ?? '';
    const account = [keys, otherKeys].find(({ access_key }) => access_key === message.get(553));
    const hash = createHash('sha256').update(nonce);
    const proof = account && hash.update(account.secret_key).digest('base64');
    const [time = '', random = ''] = nonce.split('.');
    if (message.get(554) !== proof) return 'invalid_credentials';
    if (Math.abs(Number(time) - Date.now()) > 60_000) return 'timestamp is off';
    if (nonces.has(nonce) || Buffer.from(random, 'base64').length < 32) return 'invalid nonce';
    nonces.add(nonce);
    return undefined;
  }

  function place(message: FixMessage, session: FixServerSession): FixAnswer {
    const fault = take('D');
    const until = parseUtc(message.get(62) ?? '');
    if (fault === 'expire' && until !== undefined) return undefined;
    const instrument = listed.find(({ symbol }) => symbol === message.get(55));
    if (!instrument) {
      const fields: FixField[] = [
        [41, message.get(11) ?? ''],
        [150, '8'],
        [39, '8'],
        [58, 'unknown symbol'],
      ];
      return { type: '8', fields };
    }
    const order = orders.place(message, instrument[message.get(54) === '1' ? 'ask' : 'bid']);
    if (fault === 'cut') session.cut();
    if (fault) return undefined;
    const isFilled = order.state === '2';
    const taken = reportOf({ ...order, ...(isFilled && { state: '0', filled: '0' }) }, '0');
    const reports = isFilled ? [taken, reportOf(order, 'F')] : [taken];
    return reports.map((fields) => ({ type: '8', fields }));
  }

  /** A change or a cancellation, by the venue's own id. */
  function change(message: FixMessage, session: FixServerSession): FixAnswer {
    const isCancel = message.type === 'F';
    const fault = take(message.type);
    const order = orders.find(message.get(41));
    if (order?.state !== '0') {
      const fields: FixField[] = [
        ...([
          [41, message.get(41) ?? ''],
          [39, order?.state ?? '8'],
          [434, isCancel ? '1' : '2'],
        ] as const),
        [58, order ? 'already_closed' : 'order not found'],
      ];
      return { type: '9', fields };
    }
    if (isCancel) order.state = '4';
    else Object.assign(order, { amount: message.get(38), price: message.get(44) });
    if (fault === 'cut') session.cut();
    return fault ? undefined : { type: '8', fields: reportOf(order, isCancel ? '4' : '5') };
  }

  function status(message: FixMessage): FixAnswer {
    if (take('AF')) return undefined;
    const id = message.get(584) ?? '';
    const asked: FixField[] = [
      [584, id],
      [585, message.get(585) ?? ''],
    ];
    if (message.get(585) === '1') {
      const order = orders.find(id, message.get(9014) === '1');
      if (order) return { type: '8', fields: reportOf(order, 'I', asked) };
      const refused = [
        [45, message.get(34) ?? ''],
        [372, 'AF'],
        [58, 'order not found'],
      ] as const;
      return { type: '3', fields: refused };
    }
    const { open } = orders;
    if (open.length === 0) return { type: '8', fields: [...asked, [911, '0']] };
    const count: FixField = [911, String(open.length)];
    return open.map((order) => ({ type: '8', fields: reportOf(order, 'I', [...asked, count]) }));
  }

  function take(type: string): DeribitFault | undefined {
    const fault = faults.get(type);
    faults.delete(type);
    return fault;
  }

  const fix = await startFixServer({
    logon,
    on: {
      x: listInstruments,
      V: tellPrices,
      D: place,
      F: change,
      G: change,
      AF: status,
      AN: tellPositions,
      BE: tellBalance,
    },
  });
  const rest = await startRecordingServer(answerRest);
  return {
    ...{ url: fix.url, restUrl: rest.url, keys, otherKeys, fix, rest, orders: orders.all },
    fault: (type, kind) => faults.set(type, kind),
    async close() {
      await fix.close();
      await rest.close();
    },
  };
}
