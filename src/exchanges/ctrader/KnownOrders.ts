import type { Api, RawReply } from '../../adapter/Api.js';
import type { Page } from '../../adapter/readPages.js';
import type { OrderRow } from './parse.js';

/** What a changed order may be known by. */
export interface OrderNames {
  /** ClOrdID (11) of the latest change. */
  clientId: string;
  /** OrderID (37), which stays. */
  orderId: string;
}

type Account = Pick<Api<unknown, unknown>, 'accountId'>;

const MOST = 5000;

/** What no request tells of orders later on: of each account the latest, by the ids that FMZ knows them by. */
export class KnownOrders {
  readonly #changes = new Map<string, OrderNames>();
  readonly #ended = new Map<string, Page<OrderRow, RawReply>>();

  /** Some servers let an order go on under its own id, and others under that of the change. */
  noteChange(account: Account, id: string, names: OrderNames): void {
    put(this.#changes, keyOf(account, id), names);
  }

  changeOf(account: Account, id: string): OrderNames | undefined {
    return this.#changes.get(keyOf(account, id));
  }

  /** Some servers forget an order in the moment in which it ends. */
  noteEnd(account: Account, page: Page<OrderRow, RawReply>): void {
    for (const { id } of page.rows) put(this.#ended, keyOf(account, id), page);
  }

  endOf(account: Account, id: string): Page<OrderRow, RawReply> | undefined {
    return this.#ended.get(keyOf(account, id));
  }
}

function keyOf({ accountId }: Account, id: string): string {
  return `${accountId} ${id}`;
}

/** The oldest go first. */
function put<Value>(known: Map<string, Value>, key: string, value: Value): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}
