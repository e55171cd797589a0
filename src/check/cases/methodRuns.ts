import * as v from 'valibot';
import { type MethodName, methods } from '../../protocol/methods.js';
import { type Bench, NO_ORDER } from '../Bench.js';
import { Defect, Skip } from '../CheckCase.js';
import { dataOf, isKnown } from '../dataOf.js';
import { type Envelope, needError } from '../readEnvelope.js';
import { argumentsOf } from '../samples.js';
import { type Asked, UNREADABLE } from '../structures/Assertion.js';
import { assertionsOf, findShapeDefects } from '../structures/assertionsOf.js';

/** The answer of a method that its cases look at; how to come by it differs where an order is needed. */
const answerOf: Partial<Record<MethodName, (bench: Bench) => Promise<Envelope>>> = {
  trade: (bench) => bench.order.place(),
  cancel: (bench) => bench.order.cancel(),
  order: async (bench) => bench.call('order', { id: await bench.order.id(), symbol: bench.symbol }),
};

/** Whether a method is called at all: what cannot be taken back is not. */
export const isAsked = (name: MethodName) => methods[name].access === 'read' || name in answerOf;

async function ask(name: MethodName, bench: Bench): Promise<Envelope> {
  return answerOf[name]?.(bench) ?? bench.sample(name);
}

/** The plugin has to know the method. */
export async function needKnown(name: MethodName, bench: Bench): Promise<void> {
  const plain = methods[name].access === 'read' && name !== 'order';
  const options = plain || name === 'io' ? {} : { keys: bench.nobody };
  const params = plain || name === 'io' ? bench.paramsOf(name) : name === 'trade' ? {} : { id: NO_ORDER };
  const asked = plain || name === 'io' ? bench.sample(name) : bench.call(name, params, options);
  // No answer at all is the finding of another case.
  const answer = await asked.catch(() => undefined);
  if (!answer || (await isKnown(bench, name, answer, { ...options, params }))) return;
  throw new Defect(`the method is not dispatched: ${answer.error}`, answer.trip);
}

/** The fields have to be those of the protocol. */
export async function needShape(name: MethodName, bench: Bench): Promise<void> {
  const answer = await ask(name, bench);
  const defects = findShapeDefects(name, await dataOf(bench, name, answer, bench.paramsOf(name)));
  if (defects.length === 0) return;
  const more = defects.length > 4 ? ` and ${defects.length - 4} more` : '';
  throw new Defect(`${defects.slice(0, 4).join('; ')}${more}`, answer.trip);
}

/** One assertion about the data has to hold. */
export async function needMeaning(
  name: MethodName,
  bench: Bench,
  find: (data: unknown, asked: Asked) => string | undefined,
): Promise<void> {
  const answer = await ask(name, bench).catch((error: unknown) => {
    throw error instanceof Skip ? error : new Skip('there is no answer to look at');
  });
  if (answer.error !== undefined) throw new Skip('there is no data to look at');
  if (Array.isArray(answer.data) && answer.data.length === 0) throw new Skip('the list is empty');
  const defect = find(answer.data, await bench.asked(bench.paramsOf(name)));
  if (defect === UNREADABLE) throw new Skip(defect);
  if (defect !== undefined) throw new Defect(defect, answer.trip);
}

/** The method has to work without what is optional. */
export async function needDefaults(name: MethodName, bench: Bench): Promise<void> {
  if (name === 'order') throw new Skip('needs the id of an order');
  const required = argumentsOf(name).filter((argument) => argument.required);
  const params = Object.entries(bench.paramsOf(name)).filter(([param]) =>
    required.some((argument) => argument.name === param),
  );
  const sent = Object.fromEntries(params);
  await dataOf(bench, name, await bench.call(name, sent), sent);
}

/** A limit of one has to be kept to. */
export async function needOne(name: MethodName, bench: Bench): Promise<void> {
  const params = { ...bench.paramsOf(name), limit: '1' };
  const answer = await bench.call(name, params);
  const data = await dataOf(bench, name, answer, params);
  const asked = await bench.asked(params);
  const defect = assertionsOf[name].find(({ id }) => id === 'limit')?.find(data, asked);
  if (defect === UNREADABLE) throw new Skip(defect);
  if (defect !== undefined) throw new Defect(defect, answer.trip);
}

/** Params may be JSON numbers. */
export async function needNumbers(name: MethodName, bench: Bench): Promise<void> {
  const params = Object.entries(bench.paramsOf(name)).map(([param, value]) => [
    param,
    /^\d+$/.test(String(value)) ? Number(value) : value,
  ]);
  const sent = Object.fromEntries(params);
  await dataOf(bench, name, await bench.call(name, sent), sent);
}

/** Keys of nobody must not be answered with data. */
export async function needRefusal(name: MethodName, bench: Bench): Promise<void> {
  if (await bench.takesAnyKeys()) throw new Skip('this exchange accepts any keys');
  const params = name === 'order' ? { id: NO_ORDER, symbol: bench.symbol } : bench.paramsOf(name);
  needError(await bench.call(name, params, { keys: bench.nobody }), 'the keys were made up');
}

/** A method has to be found through IO. */
export async function needReserved(bench: Bench): Promise<void> {
  await bench.needTicker();
  const answer = await bench.call(
    '__api_/fmz/ticker',
    { symbol: bench.symbol },
    { headers: { 'http-method': 'GET' } },
  );
  if (v.is(v.object({ symbol: v.literal(bench.symbol) }), answer.data)) return;
  throw new Defect('the answer is not the ticker', answer.trip);
}
