import type { Credentials } from '../../protocol/envelope.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { encode } from '../encode/encode.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import type { Planner } from './Plan.js';

/** Exchange's Encode and HMAC: as the global ones, but a signature may be made with the exchange's own key. */
export const encodePlans = {
  Encode: ([algorithm, input, output, data, keyFormat, key], { keys }) => ({
    value: encode({ algorithm, input, output, data, keyFormat, key: keyOf(key, keys) }),
  }),
  HMAC: ([algorithm, output, data, key], { keys }) => ({
    value: encode({
      algorithm,
      input: 'string',
      output,
      data,
      keyFormat: 'string',
      key: keyOf(key, keys),
    }),
  }),
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;

/** FMZ's templates stand for the two key boxes; of the secret box the part before its first comma. */
function keyOf(key: unknown, { access_key, secret_key }: Credentials): unknown {
  const boxes = new Map<unknown, string | undefined>([
    ['{{accesskey}}', access_key],
    ['{{secretkey}}', secret_key.split(',')[0]],
  ]);
  if (boxes.get(key) === '')
    throw new ProtocolError(say('the exchange has no key for {key}', { key: String(key) }));
  return boxes.get(key) ?? key;
}
