import { type MethodName, methods } from '../protocol/methods.js';
import { say } from '../wording/say.js';
import { type AnswerEnvelope, needData, needOpen, Skip } from './AnswerEnvelope.js';
import { type CallOptions, type CheckContext, NO_METHOD } from './CheckContext.js';
import { saysKeys, saysUnsupported } from './errorTexts.js';
import { saysPeriod } from './sampleParams.js';

/**
 * The data of an answer.
 *
 * @param params that were sent.
 * @throws Skip when the exchange lacks the method, the plugin does not know it, keys are missing, or the market is closed.
 * @throws Defect with the error otherwise.
 */
export async function dataOf(
  context: CheckContext,
  name: MethodName,
  answer: AnswerEnvelope,
  params: object,
): Promise<unknown> {
  if (answer.error === undefined) return answer.data;
  const { error } = answer;
  if (saysUnsupported(error)) throw new Skip(say('not supported: {error}', { error }));
  if (!(await isKnown(context, name, answer, { params })))
    throw new Skip(say('the method is not dispatched'));
  needOpen(error);
  if (name === 'records' && saysPeriod(error))
    throw new Skip(say('no bars of this length: {error}', { error }));
  needKeysFor(name, context, error);
  return needData(answer).data;
}

/** @throws Skip where there are no keys, and an error is for that. */
export function needKeysFor(name: MethodName, context: CheckContext, error: string): void {
  const { keys } = methods[name];
  const keyed = keys === 'none' && !(context.publicData ?? !saysKeys(error));
  if (keys === 'required' || keyed) context.needKeys();
}

/** Whether the plugin knows a method: one that it does not is answered as a made-up one is. */
export async function isKnown(
  context: CheckContext,
  name: MethodName,
  answer: AnswerEnvelope,
  { params, ...options }: CallOptions & { params: object },
): Promise<boolean> {
  if (answer.error === undefined || saysUnsupported(answer.error)) return true;
  const made = await context.call(NO_METHOD, params, options).catch(() => undefined);
  const blank = (text: string, method: string) => text.toLowerCase().replaceAll(method, '*');
  return made?.error === undefined || blank(made.error, NO_METHOD) !== blank(answer.error, name);
}
