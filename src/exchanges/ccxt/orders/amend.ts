import { amendOnce, matchesField } from '../../../adapter/changeOnce.js';
import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { symbolOf } from '../../../adapter/Instrument.js';
import { compareDecimals, isMultipleOf, signOf, subtractDecimals } from '../../../protocol/decimal.js';
import { formatOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import { parseRow } from '../calls/answers.js';
import type { MethodCall } from '../calls/MethodCall.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { type CcxtInstrument, checkDigits } from '../instruments.js';
import { isHedged } from '../leverage.js';
import type { CcxtApi } from '../state.js';
import type { AmendRules } from '../venues/orderRules.js';
import { factsOf } from '../venues.js';
import { findChanged, findOrder, findPlaced, type Placed } from './findOrder.js';
import { isCanceled, isOpen, type OrderRow, parseStatus, placedOrder } from './orderRow.js';

/**
 * Changes the price or the amount of an open order, or both.
 *
 * @returns the id of the order, which is another one on some exchanges.
 */
export async function amendOrder(
  call: MethodCall,
  instrument: CcxtInstrument,
  id: string,
  change: { price?: string | undefined; amount?: string | undefined },
): Promise<Placed> {
  const { api } = call;
  const { value: planned } = await call.run((exchange) => planChange(api, exchange, instrument, id, change), {
    order: id,
  });
  const { type, side, amount, price, clientOrderId, params } = planned;
  return amendOnce<Placed>(api, {
    id: formatOrderId(instrument.id, id),
    expires: false,
    async send({ within }) {
      const { value, replies } = await call.run(
        async (exchange) => {
          const { symbol } = instrument.row;
          const answer = await exchange.editOrder(id, symbol, type, side, amount, price, params);
          return parseRow(placedOrder, answer).id;
        },
        { order: id, writes: true, within },
      );
      return { id: value, replies };
    },
    async find() {
      if (clientOrderId !== undefined) {
        const placed = await findPlaced(call, instrument, clientOrderId, { order: id });
        return placed && { reply: placed, done: true, open: true, state: '' };
      }
      const isAmended = (row: OrderRow) =>
        !isCanceled(row) && matchesField(row.price, price) && matchesField(row.amount, amount);
      const found = await findChanged(call, instrument, id, isAmended);
      if (!found) return undefined;
      // It may have been canceled to be placed anew.
      const open = found.open || found.state.includes('canceled');
      return { ...found, open, reply: { id, replies: found.reply } };
    },
  });
}

/** What ccxt is told to make of an order. */
interface PlannedChange {
  type: string;
  side: string;
  amount: string | undefined;
  price: string | undefined;
  /** The client order id of the order that takes its place. */
  clientOrderId: string | undefined;
  params: object;
}

/**
 * Looks at an order, and works out how it becomes what it is to be. Where a change cancels it and places another one,
 * that is of what is not filled yet.
 *
 * @throws ExchangeError where the order is not there, or over.
 * @throws ProtocolError where its amount could be ordered twice.
 */
async function planChange(
  api: CcxtApi,
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  id: string,
  change: { price?: string | undefined; amount?: string | undefined },
): Promise<PlannedChange> {
  const symbol = symbolOf(instrument, api.now());
  checkDigits(exchange, instrument, symbol, change);
  const order = await findOrder(exchange, instrument, id);
  if (!order)
    throw new ExchangeError({ message: say('order {id} of {symbol} cannot be found', { id, symbol }) });
  if (!isOpen(order))
    throw new ExchangeError({
      message: say('the order is {status} already', { status: parseStatus(order) }),
    });
  const { kind, named, params, rest, whole } = changesOf(exchange.id, instrument);
  if (kind === 'refused') {
    throw new ProtocolError(
      say('{name} changes orders of pairs only: cancel it, and place another order', {
        name: api.state.name,
      }),
    );
  }
  if (order.side === undefined) {
    throw new ProtocolError(
      say('it is not told whether it buys or sells: cancel it, and place another order'),
    );
  }
  const amount = change.amount ?? order.amount;
  const planned = {
    type: order.type ?? 'limit',
    side: order.side,
    price: change.price ?? order.price,
  };
  if (kind === 'inPlace') return { ...planned, amount, clientOrderId: undefined, params: {} };
  const filled = filledOf(order);
  const partly = filled === undefined || signOf(filled) > 0;
  if (kind === 'unclear' && (partly || order.reduceOnly)) {
    throw new ProtocolError(
      partly
        ? say(
            '{name} may place the whole amount again, including what is already filled: cancel it, and place another order',
            { name: api.state.name },
          )
        : say(
            '{name} may place the whole amount again, and open a position: cancel it, and place another order',
            { name: api.state.name },
          ),
    );
  }
  if (whole && !isMultipleOf(amount ?? '0', '1')) {
    throw new ProtocolError(
      say('amount {amount} cannot be sent exactly: cancel it, and place another order', {
        amount: String(amount),
      }),
    );
  }
  if (kind === 'unclear') return { ...planned, amount, clientOrderId: undefined, params: {} };
  if (!instrument.row.spot && (await isHedged(api, exchange, instrument))) {
    throw new ProtocolError(
      say(
        '{name} places another order instead, which ccxt cannot tell the position of in hedge mode: cancel it, and place another order',
        { name: api.state.name },
      ),
    );
  }
  const extra = params?.(order, partly) ?? {};
  if (Object.values(extra).includes(undefined)) {
    throw new ProtocolError(
      say('the exchange does not tell enough of it: cancel it, and place another order'),
    );
  }
  const clientOrderId = named ? factsOf(exchange.id).clientOrderId?.() : undefined;
  const left = subtract(amount, filled, symbol);
  checkDigits(exchange, instrument, symbol, { amount: left });
  return {
    ...planned,
    amount: left,
    clientOrderId,
    params: {
      ...(clientOrderId !== undefined && { clientOrderId }),
      ...(order.reduceOnly && { reduceOnly: true }),
      ...extra,
      ...(change.amount === undefined && rest),
    },
  };
}

/** @throws ProtocolError where nothing is left, or it is not known how much. */
function subtract(amount: string | undefined, filled: string | undefined, symbol: string): string {
  if (amount === undefined || filled === undefined) {
    throw new ProtocolError(
      say('it is not known how much of it is filled: cancel it, and place another order'),
    );
  }
  if (compareDecimals(amount, filled) > 0) return subtractDecimals(amount, filled);
  throw new ProtocolError(
    say('amount {amount} is not above the {filled} of {symbol} that are filled already', {
      amount,
      filled,
      symbol,
    }),
  );
}

function filledOf({ amount, filled, remaining }: OrderRow): string | undefined {
  if (filled !== undefined || amount === undefined || remaining === undefined) return filled;
  return subtractDecimals(amount, remaining);
}

/** How the exchange changes orders of an instrument. */
function changesOf(id: string, { row }: CcxtInstrument): AmendRules {
  const { changes = { kind: 'unclear' } } = factsOf(id);
  if ('kind' in changes) return changes;
  return row.spot ? changes.pairs : changes.contracts;
}
