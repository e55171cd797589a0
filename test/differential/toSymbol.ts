import { datedExpiries } from '../doubles/exchange/datedExpiries.js';

const WEEK = 7 * 24 * 3_600_000;

/**
 * ccxt's name of FMZ's symbol.
 *
 * @example toSymbol('BTC_USD.swap')             // 'BTC/USD:BTC'
 * @example toSymbol('BTC_USDT.BTC-USDT-260925') // 'BTC/USDT:USDT-260925'
 * @example toSymbol('BTC_USDT.BTCUSDT-25SEP26') // 'BTC/USDT:USDT-260925'
 * @example toSymbol('BTC_USD.BTCUSDU26')        // 'BTC/USD:BTC-260925'
 */
export function toSymbol(fmz: string): string {
  const [pair = '', contract] = fmz.split('.');
  const [base = '', quote = ''] = pair.split('_');
  if (contract === undefined) return `${base}/${quote}`;
  // Dollars as such are the margin of those contracts only whose family has a name of its own.
  const settle = quote === 'USD' && !contract.includes('_UM') ? base : quote;
  const date = contract === 'swap' || contract.endsWith('-SWAP') ? '' : `-${dateOf(contract)}`;
  return `${base}/${quote}:${settle}${date}`;
}

/** YYMMDD of a native contract id, or of FMZ's word for one. */
function dateOf(contract: string): string {
  const expiry = expiryOf(contract) ?? expiryOfName(contract);
  if (expiry === undefined) return contract.split('-').at(-1) ?? '';
  return new Date(expiry).toISOString().slice(2, 10).replaceAll('-', '');
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const QUARTER_ENDS: Record<string, number> = { H: 3, M: 6, U: 9, Z: 12 };

/** The end that the name of one of Bybit's contracts holds: 25SEP26, or U26 for the end of a quarter. */
function expiryOfName(id: string): number | undefined {
  const [, day, month = '', year] = /-(\d{2})([A-Z]{3})(\d{2})$/.exec(id) ?? [];
  if (day) return Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(day));
  const [, letter = '', ofYear] = /USD([HMUZ])(\d{2})$/.exec(id) ?? [];
  if (!ofYear) return undefined;
  const last = new Date(Date.UTC(2000 + Number(ofYear), QUARTER_ENDS[letter] ?? 0, 0));
  return last.getTime() - ((last.getUTCDay() + 2) % 7) * (WEEK / 7);
}

function expiryOf(code: string): number | undefined {
  const expiries = datedExpiries(Date.now());
  const months = expiries.filter(
    (expiry) => new Date(expiry).getUTCMonth() !== new Date(expiry + WEEK).getUTCMonth(),
  );
  const quarters = months.filter((expiry) => new Date(expiry).getUTCMonth() % 3 === 2);
  const byCode: Record<string, number | undefined> = {
    this_week: expiries[0],
    next_week: (expiries[0] ?? 0) + WEEK,
    month: months[0],
    next_month: months[1],
    quarter: quarters[0],
    next_quarter: quarters[1],
  };
  return byCode[code];
}
