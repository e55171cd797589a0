import type { Account } from './Account.js';
import { type Money, NOTHING } from './model.js';
import { maintenanceOf, type PaperPosition, profitOf } from './Positions.js';

/** The lowest and the highest price of a stretch of time. */
export type Range = readonly [low: Money, high: Money];

/** How the positions of a margin currency stand at the worst prices of a stretch of time. */
export interface Risk {
  positions: readonly PaperPosition[];
  /** Balance and unrealised profit. */
  equity: Money;
  /** What has to be there for the positions to be kept. */
  maintenance: Money;
  priceAt(position: PaperPosition): Money;
}

export function riskOf(
  account: Account,
  currency: string,
  rangeOf: (position: PaperPosition) => Range,
): Risk {
  const positions = account.positionsIn(currency);
  const prices = worstPrices(positions, rangeOf);
  const priceAt = (position: PaperPosition) => prices.get(position.instrument.name) ?? position.mark;
  return {
    positions,
    equity: positions.reduce(
      (sum, position) => sum.plus(profitOf(position, priceAt(position))),
      account.ledger.balance(currency),
    ),
    maintenance: positions.reduce(
      (sum, position) => sum.plus(maintenanceOf(position, priceAt(position))),
      NOTHING,
    ),
    priceAt,
  };
}

/** The last price that was seen, for lowest and highest. */
export function atMark({ mark }: PaperPosition): Range {
  return [mark, mark];
}

/** By symbol, whichever of low and high leaves its positions with less. */
function worstPrices(
  positions: readonly PaperPosition[],
  rangeOf: (position: PaperPosition) => Range,
): Map<string, Money> {
  const sums = new Map<string, { range: Range; low: Money; high: Money }>();
  for (const position of positions) {
    const range = rangeOf(position);
    const { name } = position.instrument;
    const { low, high } = sums.get(name) ?? { low: NOTHING, high: NOTHING };
    sums.set(name, {
      range,
      low: low.plus(profitOf(position, range[0])),
      high: high.plus(profitOf(position, range[1])),
    });
  }
  return new Map([...sums].map(([name, { range, low, high }]) => [name, low.lt(high) ? range[0] : range[1]]));
}
