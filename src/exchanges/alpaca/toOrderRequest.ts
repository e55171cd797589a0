import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import { compareDecimals, isMultipleOf } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { spotSideOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { AlpacaInstrument } from './instruments.js';
import { isUnknown } from './reject.js';
import { positionReply } from './replies.js';
import type { AlpacaApi } from './state.js';

/** The body of POST /v2/orders, but for the client order id. */
export interface OrderRequest {
  symbol: string;
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  time_in_force: string;
  qty?: string;
  /** Dollars, or what else a pair of coins is quoted in. */
  notional?: string;
  limit_price?: string;
  extended_hours?: true;
}

type Ordered = Params<'trade'>;

/**
 * The order that a `trade` means. A market buy spends money. Without a `timeInForce` an order stays until it is canceled where
 * Alpaca takes that: parts of a share, orders for money, and those that also trade before and after hours are good for the day.
 *
 * @throws ProtocolError for what Alpaca does not take.
 * @see https://docs.alpaca.markets/reference/postorder
 */
export function toOrderRequest(instrument: AlpacaInstrument, params: Ordered): OrderRequest {
  const { list, id: symbol } = instrument;
  const { price, amount, options } = params;
  const side = spotSideOf(params.type);
  const forMoney = price === undefined && side === 'buy';
  if (forMoney) checkMoney(instrument, params);
  const time_in_force = list === 'stock' ? timeOfStock(params, forMoney) : timeOfCoin(params);
  return {
    ...{ symbol, side, time_in_force },
    ...(price === undefined ? { type: 'market' } : { type: 'limit', limit_price: price }),
    ...(forMoney ? { notional: amount } : { qty: amount }),
    ...(options.extendedHours && { extended_hours: true }),
  };
}

function checkMoney({ list, row }: AlpacaInstrument, { symbol, amount }: Ordered): void {
  if (!isMultipleOf(amount, '0.01')) {
    throw new ProtocolError(
      say('amount {amount} is what a market buy of {symbol} spends: give two decimals at most', {
        amount,
        symbol: symbol.name,
      }),
    );
  }
  if (list === 'crypto' || row.fractionable) return;
  throw new ProtocolError(
    say(
      '{symbol} is traded in whole shares only, and cannot be bought for an amount of money: give a price, and a number of shares',
      { symbol: symbol.name },
    ),
  );
}

function timeOfStock({ price, amount, options }: Ordered, forMoney: boolean): string {
  const { timeInForce, extendedHours } = options;
  if (extendedHours && price === undefined) {
    throw new ProtocolError(say('extendedHours needs a price: a market order waits for the regular hours'));
  }
  if (extendedHours && timeInForce === 'ioc') {
    throw new ProtocolError(say('extendedHours and timeInForce=ioc exclude each other: use timeInForce=day'));
  }
  const partly = forMoney || !isMultipleOf(amount, '1');
  if (partly && timeInForce !== undefined && timeInForce !== 'day') {
    throw new ProtocolError(
      forMoney
        ? say(
            'a market buy, which spends an amount of money, is good for the day only: leave timeInForce={timeInForce} out',
            { timeInForce },
          )
        : say(
            'amount {amount}, which is not a whole number of shares, is good for the day only: leave timeInForce={timeInForce} out',
            { amount, timeInForce },
          ),
    );
  }
  return timeInForce ?? (partly || extendedHours || price === undefined ? 'day' : 'gtc');
}

function timeOfCoin({ symbol, options: { timeInForce = 'gtc', extendedHours } }: Ordered): string {
  if (extendedHours)
    throw new ProtocolError(
      say('extendedHours is for stocks: {symbol} is traded at all hours', { symbol: symbol.name }),
    );
  if (timeInForce !== 'day') return timeInForce;
  throw new ProtocolError(
    say('timeInForce=day is for stocks: {symbol} takes gtc, ioc', { symbol: symbol.name }),
  );
}

/**
 * Refuses to sell shares that are not there: Alpaca would borrow them, and sell short.
 *
 * @throws ProtocolError that says how many there are.
 */
export async function checkHolding(
  api: AlpacaApi,
  { id }: AlpacaInstrument,
  { symbol, amount }: Ordered,
): Promise<void> {
  const available = await readAvailable(api, id);
  if (compareDecimals(amount, available) <= 0) return;
  throw new ProtocolError(
    say(
      'amount {amount} is more than the {available} shares of {symbol} that are free: nothing is sold short',
      { amount, available, symbol: symbol.name },
    ),
  );
}

async function readAvailable(api: AlpacaApi, id: string): Promise<string> {
  try {
    const reply = await api.signedGet(`/v2/positions/${encodeURIComponent(id)}`);
    const { side, qty_available } = parseReply(positionReply, reply);
    return side === 'long' ? qty_available : '0';
  } catch (error) {
    if (error instanceof ExchangeError && error.outcome === 'rejected' && isUnknown(error)) return '0';
    throw error;
  }
}
