import type { FixField } from '../../src/fix/FixMessage.js';
import { ScriptedSession } from './sessionScripts.js';

type Step = (session: ScriptedSession) => void;

const GAP_FILL: FixField = [123, 'Y'];

/** One of those that there are. */
function pick<T>(session: ScriptedSession, from: readonly T[]): T | undefined {
  return from[session.next(Math.max(from.length, 1))];
}

const reportOf = (session: ScriptedSession, type: string) =>
  session.number('8', session.report(pick(session, session.asked)?.id ?? 'nobody', type));

/** What both sides do, the other one whatever it likes. */
const STEPS: readonly Step[] = [
  (session) => session.ask('D', undefined),
  (session) => session.ask('H', pick(session, session.asked)),
  (session) => session.send(reportOf(session, '0')),
  (session) => session.send(reportOf(session, 'F')),
  (session) => session.send(reportOf(session, 'I')),
  // A message is lost, or comes later.
  (session) => void reportOf(session, '0'),
  (session) => {
    const message = pick(session, session.numbered);
    if (message) session.sendAgain(message);
  },
  // A number that was used before, without saying so, ends the session.
  (session) => {
    const message = session.next(4) === 0 ? pick(session, session.numbered) : undefined;
    if (message) session.send(message);
  },
  (session) => {
    const to: FixField = [36, String(session.peer.next + session.next(4))];
    session.send(session.number('4', [GAP_FILL, to]));
  },
  (session) => {
    const sequence = session.next(session.peer.next + 1);
    const to: FixField = [36, String(sequence + session.next(5))];
    session.sendAgain({ sequence, type: '4', fields: [GAP_FILL, to] });
  },
  (session) => {
    const to: FixField = [36, String(session.next(session.peer.next + 3))];
    session.send({ sequence: session.next(session.peer.next + 1), type: '4', fields: [to] });
  },
  (session) => session.send(session.number(session.next(2) === 0 ? '0' : '1', [[112, 'A']])),
  (session) => {
    const range: FixField[] = [
      [7, String(session.next(12))],
      [16, String(session.next(12))],
    ];
    session.send(session.number('2', range));
  },
  (session) => {
    const asked = pick(session, session.asked);
    const about: FixField =
      session.next(2) === 0 ? [45, String(asked?.sequence ?? 9)] : [379, asked?.id ?? 'x'];
    session.send(session.number(session.next(2) === 0 ? '3' : 'j', [about]));
  },
  (session) => session.peer.clock.pass(session.next(40)),
  (session) => session.follow(session.next(2) === 0 ? 'EURUSD' : 'XAUUSD'),
  (session) => session.send(session.number('W', session.prices())),
  // A byte is spoilt.
  (session) => {
    const { sequence, type, fields } = reportOf(session, '0');
    if (session.peer.closed) return;
    const bytes = session.peer.encode(type, fields, sequence);
    const at = session.next(256) % bytes.length;
    bytes[at] = session.next(256);
    session.peer.raw(bytes);
  },
  // Several messages in one piece, cut anywhere.
  (session) => {
    const bytes = Buffer.concat(
      [reportOf(session, '0'), reportOf(session, 'I')].map(({ sequence, type, fields }) =>
        session.peer.encode(type, fields, sequence),
      ),
    );
    const cut = session.next(256) % bytes.length;
    for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
      if (!session.peer.closed) session.peer.raw(part);
    }
  },
  (session) => {
    if (session.next(8) === 0) session.send(session.number('5', [[58, 'bye']]));
  },
];

/** Plays a script in which the other side keeps no rule. */
export async function playSession(script: Uint8Array): Promise<void> {
  const session = new ScriptedSession(script);
  while (!session.done) pick(session, STEPS)?.(session);
  await session.finish();
}

/** What the other side does when it is asked to send again what was lost. */
export type Resends =
  /** It sends every report again. */
  | 'all'
  /** It says of what was not lost that there is nothing, in the place of sending it again. */
  | 'lost'
  /** It says that there is nothing, even over what has come already. */
  | 'nothing';

/** Plays a script in which messages are lost on their way. What was not lost, or comes again, is told. */
export async function playHonestSession(script: Uint8Array, resends: Resends): Promise<void> {
  const session = new ScriptedSession(script);
  const { peer } = session;
  const lost = new Set<string>();
  let heard = 0;
  const fill = (from: number, to: number) =>
    session.sendAgain({ sequence: from, type: '4', fields: [GAP_FILL, [36, String(to)]] });
  const resend = (from: number) => {
    if (resends === 'nothing') {
      fill(from, peer.next);
      return;
    }
    for (const message of session.numbered.slice(from - 2)) {
      const isLost = lost.has(message.fields[0]?.[1] ?? '');
      if (message.type === '8' && (isLost || resends === 'all')) session.sendAgain(message);
      else fill(message.sequence, message.sequence + 1);
    }
  };
  const answerResends = () => {
    for (; heard < peer.heard.length; heard += 1) {
      const asked = peer.heard[heard];
      if (asked?.type === '2') resend(Number(asked.get(7)));
    }
  };
  while (!session.done) {
    session.ask('D', undefined);
    const id = session.asked.at(-1)?.id ?? '';
    const report = session.number('8', session.report(id, '0'));
    if (session.next(3) === 0) lost.add(id);
    else session.send(report);
    if (session.next(4) === 0) session.send(session.number('0', []));
    if (session.next(3) === 0) answerResends();
  }
  session.send(session.number('0', []));
  answerResends();
  await Promise.resolve();
  for (const { id, answer } of session.asked) {
    const isThere = resends !== 'nothing' || !lost.has(id);
    if (isThere !== (answer !== undefined))
      throw new Error(`the order ${id} is ${isThere ? 'not ' : ''}answered`);
  }
  if (peer.closed) throw new Error('the session has ended');
  await session.finish();
}
