import * as v from 'valibot';
import { type MethodName, methods } from '../../protocol/methods.js';
import { argumentsOf } from '../../protocol/resolveMethod.js';
import { say } from '../../wording/say.js';
import { type AnswerEnvelope, Defect, needError, Skip } from '../AnswerEnvelope.js';
import { askUntil } from '../askUntil.js';
import { type CheckContext, NO_ORDER } from '../CheckContext.js';
import { dataOf, isKnown, needKeysFor } from '../dataOf.js';
import { saysUnsupported } from '../errorTexts.js';
import { type Assertion, UNREADABLE } from '../structures/Assertion.js';
import { assertionsOf, findShapeDefects } from '../structures/assertionsOf.js';

/** The answer of a method that its cases look at; how to come by it differs where an order is needed. */
const answerOf: Partial<Record<MethodName, (context: CheckContext) => Promise<AnswerEnvelope>>> = {
  trade: (context) => context.order.place(),
  cancel: (context) => context.order.cancel(),
  async order(context) {
    const id = await context.order.id();
    const ask = () => context.call('order', { id, symbol: context.symbol });
    return askUntil(ask, ({ data, error = '' }) => data !== undefined || saysUnsupported(error));
  },
};

/** Whether a method is called at all: what cannot be taken back is not. */
export const isAsked = (name: MethodName) => methods[name].access === 'read' || name in answerOf;

async function answerTo(name: MethodName, context: CheckContext): Promise<AnswerEnvelope> {
  return answerOf[name]?.(context) ?? context.sample(name);
}

/** The plugin has to know the method. */
export async function needKnown(name: MethodName, context: CheckContext): Promise<void> {
  const plain = name === 'io' || (methods[name].access === 'read' && name !== 'order');
  const options = plain ? {} : { keys: context.madeUpKeys };
  const params = plain ? await context.paramsOf(name) : name === 'trade' ? {} : { id: NO_ORDER };
  const pending = plain ? context.sample(name) : context.call(name, params, options);
  // No answer at all is the finding of another case.
  const answer = await pending.catch(() => undefined);
  if (!answer || (await isKnown(context, name, answer, { ...options, params }))) return;
  throw new Defect(say('the method is not dispatched: {error}', { error: answer.error ?? '' }), answer.trip);
}

/** The fields have to be those of the protocol. */
export async function needShape(name: MethodName, context: CheckContext): Promise<void> {
  const answer = await answerTo(name, context);
  const defects = findShapeDefects(name, await dataOf(context, name, answer, await context.paramsOf(name)));
  if (defects.length === 0) return;
  const first = defects.slice(0, 4).join(say('; '));
  const more = defects.length - 4;
  throw new Defect(more > 0 ? say('{first} and {more} more', { first, more }) : first, answer.trip);
}

/** One assertion about the data has to hold; what only an open market can show, while it is open. */
export async function needMeaning(
  name: MethodName,
  context: CheckContext,
  { find, whileOpen }: Assertion,
): Promise<void> {
  const answer = await answerTo(name, context).catch((error: unknown) => {
    throw error instanceof Skip ? error : new Skip(say('there is no answer to look at'));
  });
  if (answer.error !== undefined) {
    needKeysFor(name, context, answer.error);
    throw new Skip(say('there is no data to look at'));
  }
  if (Array.isArray(answer.data) && answer.data.length === 0) throw new Skip(say('the list is empty'));
  const expected = await context.expectationOf(await context.paramsOf(name));
  const defect = find(answer.data, expected);
  if (defect === undefined) return;
  if (defect === UNREADABLE) throw new Skip(say(defect));
  const hours = await context.hours();
  if (find(answer.data, { ...expected, ...hours }) !== undefined) throw new Defect(defect, answer.trip);
  if (whileOpen)
    throw new Skip(say('the market is closed, and only an open one can show it: {defect}', { defect }));
}

/** So that there is an order in the list, where one may be placed. */
async function placed(context: CheckContext): Promise<void> {
  if (context.trade) await context.order.place().catch(() => undefined);
}

/** A list of everything has to hold for all products together. */
export async function needAllOnce(name: MethodName, context: CheckContext): Promise<void> {
  if (name === 'orders') await placed(context);
  const answer = await context.everything(name);
  const data = await dataOf(context, name, answer, {});
  if (Array.isArray(data) && data.length === 0) throw new Skip(say('the list is empty'));
  const expected = await context.expectationOf({});
  for (const { id, find } of assertionsOf[name]) {
    const defect = ['unique', 'told-once'].includes(id) ? find(data, expected) : undefined;
    if (defect === UNREADABLE) throw new Skip(say(defect));
    if (defect !== undefined) throw new Defect(defect, answer.trip);
  }
}

const named = v.array(v.object({ id: v.optional(v.string()), symbol: v.string(), type: v.string() }));

/** A list of everything has to hold what the list of one symbol holds, before and after it. */
export async function needAll(name: MethodName, context: CheckContext): Promise<void> {
  if (name === 'orders') await placed(context);
  const params = await context.paramsOf(name);
  const keysIn = (data: unknown) => {
    const rows = v.safeParse(named, data);
    return rows.success ? rows.output.map(({ id, symbol, type }) => id ?? `${symbol} ${type}`) : [];
  };
  const ask = async (sent: object) => {
    const answer = await context.call(name, sent);
    return { answer, keys: keysIn(await dataOf(context, name, answer, sent)) };
  };
  const before = await ask(params);
  if (before.keys.length === 0) throw new Skip(say('the list is empty'));
  const all = await ask({});
  const after = await ask(params);
  const lost = before.keys.find((key) => after.keys.includes(key) && !all.keys.includes(key));
  if (lost !== undefined) throw new Defect(say('{what} is missing', { what: lost }), all.answer.trip);
}

/** The method has to work without what is optional. */
export async function needDefaults(name: MethodName, context: CheckContext): Promise<void> {
  if (name === 'order') throw new Skip(say('needs the id of an order'));
  const optional = argumentsOf(name).flatMap((argument) => (argument.required ? [] : argument.name));
  const all = Object.entries(await context.paramsOf(name));
  const params = all.filter(([param]) => !optional.some((one) => one === param));
  const sent = Object.fromEntries(params);
  const none = params.length === 0;
  await dataOf(context, name, await (none ? context.everything(name) : context.call(name, sent)), sent);
}

/** A limit of one has to be kept to. */
export async function needOne(name: MethodName, context: CheckContext): Promise<void> {
  const params = { ...(await context.paramsOf(name)), limit: '1' };
  const answer = await context.call(name, params);
  const data = await dataOf(context, name, answer, params);
  const limit = assertionsOf[name].find(({ id }) => id === 'limit');
  const defect = limit?.find(data, await context.expectationOf(params));
  if (defect === UNREADABLE) throw new Skip(say(defect));
  if (defect !== undefined) throw new Defect(defect, answer.trip);
}

/** Params may be JSON numbers. */
export async function needNumbers(name: MethodName, context: CheckContext): Promise<void> {
  const params = Object.entries(await context.paramsOf(name)).map(([param, value]) => [
    param,
    /^\d+$/.test(String(value)) ? Number(value) : value,
  ]);
  const sent = Object.fromEntries(params);
  await dataOf(context, name, await context.call(name, sent), sent);
}

/** Made-up keys must not be answered with data. */
export async function needRefusal(name: MethodName, context: CheckContext): Promise<void> {
  if (await context.takesAnyKeys()) throw new Skip(say('this exchange accepts any keys'));
  const params = name === 'order' ? { id: NO_ORDER, symbol: context.symbol } : await context.paramsOf(name);
  needError(await context.call(name, params, { keys: context.madeUpKeys }), say('the keys were made up'));
}

/** A method has to be found through IO. */
export async function needReserved(context: CheckContext): Promise<void> {
  await context.needTicker();
  const answer = await context.call(
    '__api_/fmz/ticker',
    { symbol: context.symbol },
    { headers: { 'http-method': 'GET' } },
  );
  if (v.is(v.object({ symbol: v.literal(context.symbol) }), answer.data)) return;
  throw new Defect(say('the answer is not the ticker'), answer.trip);
}
