const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** As a plugin tells it that asks one endpoint for each of two products, and takes all rows for those of either. */
export function underOtherProduct<Row extends { symbol: string; id?: string }>(row: Row): Row {
  const label = row.id === undefined ? {} : { id: `margin:${row.id}` };
  return { ...row, ...label, symbol: `${row.symbol}.swap` };
}

/** A ticker; what begins with an A is traded more than the rest. */
export function ticker(symbol: string, now: number) {
  const prices = { buy: '199', sell: '201', high: '210', low: '190', open: '195', last: '200' };
  return { symbol, ...prices, vol: symbol.startsWith('A') ? '900' : '100', time: String(now) };
}

/** A row of GetMarkets. */
export function market(symbol: string) {
  const [base_asset = '', quote_asset = ''] = symbol.split('_');
  return { symbol, base_asset, quote_asset, tick_size: 0.01, amount_size: 0.001, min_qty: 0.001 };
}

/** Two shares that are held. */
export function position(symbol: string) {
  const sums = { amount: 2, frozen_amount: 0, price: 100, profit: 5, margin: 200, margin_level: 1 };
  return { symbol, type: 'long', ...sums, contract_type: '' };
}

/** The latest bars, those of a market with hours from 14 to 21 o'clock in UTC. */
export function bars(now: number, seconds: number, limit: number, hours: boolean): number[][] {
  const found: number[][] = [];
  for (let time = now - (now % (seconds * 1000)); found.length < limit; time -= seconds * 1000) {
    const hour = (time % DAY) / HOUR;
    if (!hours || (hour >= 14 && hour < 21)) found.unshift([time / 1000, 200, 201, 199, 200, 5]);
  }
  return found;
}
