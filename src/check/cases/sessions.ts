import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Credentials } from '../../protocol/envelope.js';
import type { MethodName } from '../../protocol/methods.js';
import { openStatuses } from '../../protocol/order.js';
import { allOf, say } from '../../wording/say.js';
import { Defect, needData, needError, Skip } from '../AnswerEnvelope.js';
import { askUntil } from '../askUntil.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';
import { saysUnsupported } from '../errorTexts.js';
import { logonsOf, repeatedOrders, type SessionWatch } from '../SessionWatch.js';

/** How many calls come together, and how often refused keys are tried. */
const CALLS = 20;
const POLLS = 3;
/** What is shorter may stand anywhere. */
const SHORTEST_SECRET = 8;

const READS: readonly MethodName[] = ['orders', 'positions', 'accounts', 'ticker', 'depth'];

const identified = v.array(v.object({ id: v.string() }));
const openOrder = v.object({ id: v.string(), status: v.picklist(openStatuses) });

/** @throws Skip where the exchange has no sessions, they cannot be seen, or there are no keys to log on with. */
function needSessions(context: CheckContext): SessionWatch {
  const { sessions } = context;
  if (typeof sessions === 'string') throw new Skip(sessions);
  context.needKeys();
  return sessions;
}

/** Reads that are answered with data. @throws Skip where there are none. */
async function readsOf(context: CheckContext): Promise<[MethodName, ...MethodName[]]> {
  const answered = await Promise.all(
    READS.map(async (name) => {
      const answer = await context.sample(name).catch(() => undefined);
      return answer?.data === undefined ? [] : [name];
    }),
  );
  const [first, ...more] = answered.flat();
  if (!first) throw new Skip(say('no read of the account or of prices returns data'));
  return [first, ...more];
}

/** @throws Defect where a line was logged on to more than once. */
function needOneLogon(sent: SessionWatch['sent'], what: string): void {
  const logons = logonsOf(sent);
  for (const [line, count] of logons)
    if (count > 1) throw new Defect(say('{what} logged on to {line} {count} times', { what, line, count }));
  if (logons.size === 0) throw new Skip(say('{what} needed no Logon', { what }));
}

/** Sessions that were cut are opened anew: by one of those that need them, while all others wait for it. */
async function logOnOnce(context: CheckContext): Promise<void> {
  const watch = needSessions(context);
  const reads = await readsOf(context);
  const params = new Map(
    await Promise.all(reads.map(async (name) => [name, await context.paramsOf(name)] as const)),
  );
  watch.cut();
  const before = watch.sent.length;
  const calls = Array.from({ length: CALLS }, (_, at) => reads[at % reads.length] ?? reads[0]);
  const answers = await Promise.all(calls.map((name) => context.call(name, params.get(name) ?? {})));
  for (const answer of answers) needData(answer);
  needOneLogon(watch.sent.slice(before), say('{count} calls at once', { count: CALLS }));
}

/** None where the exchange lists no orders. */
async function openIds(context: CheckContext): Promise<string[]> {
  const answer = await context.call('orders', { symbol: context.symbol });
  if (saysUnsupported(answer.error ?? '')) return [];
  const rows = v.safeParse(identified, needData(answer).data);
  return rows.success ? rows.output.map(({ id }) => id) : [];
}

/** Nothing tells whether the order has arrived: it has to be looked for, and must not be sent again. */
async function cutOrder(context: CheckContext): Promise<void> {
  const watch = needSessions(context);
  await context.order.id();
  const before = await openIds(context);
  const end = watch.cutBehind('D');
  const { answer, id } = await context.order.another({});
  if (!end()) throw new Skip(say('CreateOrder sends no NewOrderSingle (D)'));
  const added = (await openIds(context)).filter((one) => !before.includes(one));
  try {
    if (id === undefined && added.length === 0)
      throw new Skip(say('the order did not arrive: {error}', { error: answer.error ?? '' }));
    if (id === undefined)
      throw new Defect(
        say('CreateOrder returned an error, and the exchange has {orders}', { orders: allOf(added) }),
        answer.trip,
      );
    const order = await context.call('order', { id, symbol: context.symbol });
    const { data } = needData(order);
    if (!v.is(openOrder, data) || data.id !== id)
      throw new Defect(say('GetOrder does not show {id} as open', { id }), order.trip);
    if (added.length > 1)
      throw new Defect(
        say('one order was sent, and {orders} are open', { orders: allOf(added) }),
        answer.trip,
      );
  } finally {
    for (const one of new Set([...added, ...(id === undefined ? [] : [id])])) await context.order.drop(one);
  }
}

async function sendOnce(context: CheckContext): Promise<void> {
  const { sent } = needSessions(context);
  const [repeated] = repeatedOrders(sent);
  if (repeated !== undefined)
    throw new Defect(say('{id} was sent with more than one NewOrderSingle (D)', { id: repeated }));
  if (sent.some(({ type }) => type === 'D')) return;
  throw new Skip(
    context.trade
      ? say('no order was sent: no case could place one')
      : say('no order was sent: allow it with --trade'),
  );
}

/** The user's keys with another password: what stands before the first comma. */
function wrongKeys({ access_key, secret_key }: Credentials): Credentials {
  const comma = secret_key.indexOf(',');
  const wrong = `wrong-${randomBytes(8).toString('hex')}`;
  return { access_key, secret_key: comma < 0 ? wrong : wrong + secret_key.slice(comma) };
}

/** Strategies poll, and brokers block who logs on again and again. */
async function refuseOnce(context: CheckContext): Promise<void> {
  const watch = needSessions(context);
  const [name] = await readsOf(context);
  const params = await context.paramsOf(name);
  const keys = wrongKeys(context.keys);
  const before = watch.sent.length;
  const refused = [];
  for (let poll = 0; poll < POLLS; poll += 1) refused.push(await context.call(name, params, { keys }));
  const sent = watch.sent.slice(before);
  // What comes next needs the account's session.
  const own = await askUntil(
    () => context.call(name, params),
    ({ data }) => data !== undefined,
  );
  for (const answer of refused) needError(answer, say('the password was made up'));
  needOneLogon(sent, say('{count} calls with a wrong password', { count: POLLS }));
  needData(own);
}

async function findSecrets(context: CheckContext): Promise<void> {
  const watch = needSessions(context);
  if (!watch.sent.some(({ type }) => type === 'A')) throw new Skip(say('no Logon was sent'));
  const [password = ''] = context.keys.secret_key.split(',');
  const secrets = [...watch.proofs, password].filter((secret) => secret.length >= SHORTEST_SECRET);
  const trip = context.http.trips.find(({ text }) => secrets.some((secret) => text.includes(secret)));
  if (trip) throw new Defect(say('the answer contains a secret of a Logon'), trip);
  const logged = watch.log();
  if (secrets.some((secret) => logged.includes(secret)))
    throw new Defect(say('the log contains a secret of a Logon'));
}

/** What a plugin does with the FIX sessions of its exchange. */
export const sessionCases: readonly CheckCase[] = casesOf('session', [
  [
    'one-logon',
    () => say('{count} calls at once log on once', { count: CALLS }),
    'calls of an account share its sessions: brokers block who logs on again and again',
    logOnOnce,
  ],
  [
    'cut-order',
    'an order whose session is cut before its report is found by GetOrder',
    'an order is sent once: one whose answer is lost is looked up, and answered with its id',
    cutOrder,
  ],
  ['sent-once', 'no order is sent twice', 'one client order id, one NewOrderSingle (D)', sendOnce],
  [
    'refused-once',
    'a refused Logon is not tried again with each call',
    'strategies poll: a refusal is told again without asking, and does not keep the right password out',
    refuseOnce,
  ],
  [
    'secrets',
    'no answer and no log line contains a password or what proves one',
    'the Password (554) and RawData (96) are struck out wherever a message is shown',
    findSecrets,
  ],
]);
