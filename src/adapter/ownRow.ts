import * as v from 'valibot';
import { describeIssue } from '../protocol/parseWith.js';
import { nameOf } from './readableRows.js';

/**
 * A row of the account's own, such as an order, a position or a balance. None is ever left out in silence: where one cannot
 * be read, the whole answer is an error that names it and the field.
 *
 * @param what for people: `order`.
 * @param id the field that names it.
 * @example const ordersReply = v.object({ data: v.array(ownRow('order', 'ordId', v.object({ ordId: textField, ... }))) })
 */
export function ownRow<Row>(
  what: string,
  id: string,
  row: v.GenericSchema<unknown, Row>,
): v.GenericSchema<unknown, Row> {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Row => {
      const result = v.safeParse(row, dataset.value, { abortEarly: true });
      if (result.success) return result.output;
      const name = nameOf(dataset.value, id);
      addIssue({
        message: `(${what} ${name || `without ${id}`}): ${describeIssue(result.issues[0], 'the row')}`,
      });
      return NEVER;
    }),
  );
}
