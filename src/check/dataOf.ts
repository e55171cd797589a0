import { type MethodName, methods } from '../protocol/methods.js';
import { type AnswerEnvelope, needData, Skip } from './AnswerEnvelope.js';
import { type CallOptions, type CheckContext, NO_METHOD } from './CheckContext.js';

const UNSUPPORTED = /\b(not|un)[\s-]*support|not implemented|no such function/i;

/**
 * The data of an answer.
 *
 * @param params that were sent.
 * @throws Skip when the exchange lacks the method, the plugin does not know it, or keys are missing.
 * @throws Defect with the error otherwise.
 */
export async function dataOf(
  context: CheckContext,
  name: MethodName,
  answer: AnswerEnvelope,
  params: object,
): Promise<unknown> {
  if (answer.error === undefined) return answer.data;
  if (lacks(answer)) throw new Skip(`not supported: ${answer.error}`);
  if (!(await isKnown(context, name, answer, { params }))) throw new Skip('the method is not dispatched');
  if (methods[name].keys === 'required' && !context.hasKeys)
    throw new Skip('needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY');
  return needData(answer).data;
}

/** Whether the plugin knows a method: one that it does not is answered as a made-up one is. */
export async function isKnown(
  context: CheckContext,
  name: MethodName,
  answer: AnswerEnvelope,
  { params, ...options }: CallOptions & { params: object },
): Promise<boolean> {
  if (answer.error === undefined || lacks(answer)) return true;
  const made = await context.call(NO_METHOD, params, options).catch(() => undefined);
  const blank = (text: string, method: string) => text.toLowerCase().replaceAll(method, '*');
  return made?.error === undefined || blank(made.error, NO_METHOD) !== blank(answer.error, name);
}

/** Whether an answer says that the exchange lacks the method; a pair that is "not supported" is another matter. */
function lacks({ error = '' }: AnswerEnvelope): boolean {
  return UNSUPPORTED.test(error) && !/symbol|instrument|pair|_/i.test(error);
}
