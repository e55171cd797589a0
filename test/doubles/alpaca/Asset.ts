import { createHash } from 'node:crypto';
import { BigNumber } from 'bignumber.js';

/** Something that is traded. */
export interface Asset {
  symbol: string;
  name: string;
  class: 'us_equity' | 'crypto';
  exchange: string;
  /** In the currency that it is quoted in. */
  price: BigNumber;
  status: 'active' | 'inactive';
  tradable: boolean;
  fractionable: boolean;
  shortable: boolean;
  /** The spread to either side, and the step of prices that the double makes up. */
  tick: string;
  /** The step of amounts that the double makes up. */
  lot: string;
  /** Of crypto alone. */
  minOrderSize: string;
  minTradeIncrement: string;
}

type Facts = Pick<Asset, 'symbol' | 'name'> & Partial<Omit<Asset, 'price'>> & { price: string };

export function stock(facts: Facts): Asset {
  return {
    ...{ class: 'us_equity', exchange: 'NASDAQ', status: 'active', tradable: true, fractionable: true },
    ...{ shortable: true, tick: '0.01', lot: '1', minOrderSize: '', minTradeIncrement: '' },
    ...facts,
    price: new BigNumber(facts.price),
  };
}

export function coin(facts: Facts): Asset {
  return {
    ...{ class: 'crypto', exchange: 'CRYPTO', status: 'active', tradable: true, fractionable: true },
    ...{ shortable: false, tick: '0.01', lot: '0.0001' },
    ...{ minOrderSize: '0.0001', minTradeIncrement: '0.000000001' },
    ...facts,
    price: new BigNumber(facts.price),
  };
}

/** An id that looks like those of the exchange, the same for the same text. */
export function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  const [a, b, c, d, e] = [0, 8, 12, 16, 20, 32].map((from, index, all) =>
    digits.slice(from, all[index + 1]),
  );
  return `${a}-${b}-4${c?.slice(1)}-a${d?.slice(1)}-${e}`;
}

/** The row of /v2/assets. */
export function assetRow(asset: Asset): Record<string, unknown> {
  const equity = asset.class === 'us_equity';
  return {
    id: uuidOf(`asset ${asset.symbol}`),
    class: asset.class,
    exchange: asset.exchange,
    symbol: asset.symbol,
    name: asset.name,
    status: asset.status,
    tradable: asset.tradable,
    marginable: equity,
    maintenance_margin_requirement: equity ? 30 : 100,
    margin_requirement_long: equity ? '30' : '0',
    margin_requirement_short: equity ? '30' : '0',
    shortable: asset.shortable,
    easy_to_borrow: asset.shortable,
    ...(equity && { borrow_status: asset.shortable ? 'easy_to_borrow' : 'hard_to_borrow' }),
    fractionable: asset.fractionable,
    attributes: equity ? ['has_options', 'overnight_tradable'] : [],
    ...(!equity && {
      min_order_size: asset.minOrderSize,
      min_trade_increment: asset.minTradeIncrement,
      price_increment: asset.tick,
    }),
  };
}
