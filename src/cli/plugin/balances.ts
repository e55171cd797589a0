import { toDecimal } from '../../protocol/decimal.js';
import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { refuseFullWidth } from '../terminal/fullWidth.js';

const CURRENCY = /^[\p{L}\p{N}]{1,40}$/u;
const FORM = 'write CURRENCY=AMOUNT, like USDT=100000,BTC=2';

/**
 * Reads `--paper-balance CURRENCY=AMOUNT,...`; currencies in lower case are meant in upper case, as in symbols.
 *
 * @returns amounts as decimal strings, by currency.
 * @throws UsageError on anything else, such as a full-width comma, a currency twice, and an amount that is below 0 or not a plain number.
 * @example parseBalances('USDT=100000,BTC=0.5') // { USDT: '100000', BTC: '0.5' }
 */
export function parseBalances(text: string): Readonly<Record<string, string>> {
  refuseFullWidth('--paper-balance', text);
  const balances = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [currency, amount] = parseBalance(pair.trim());
    if (balances.has(currency)) {
      throw new UsageError(
        say('--paper-balance names {currency} twice: leave out one of them', { currency }),
      );
    }
    balances.set(currency, amount);
  }
  return Object.fromEntries(balances);
}

function parseBalance(pair: string): [currency: string, amount: string] {
  const at = pair.indexOf('=');
  if (at < 0)
    throw new UsageError(
      say('--paper-balance {value} has no amount: {form}', { value: quote(pair), form: say(FORM) }),
    );
  const [written, asked] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (!CURRENCY.test(written)) {
    throw new UsageError(
      say('--paper-balance {value} is not a currency: {form}', { value: quote(written), form: say(FORM) }),
    );
  }
  const currency = written === written.toLowerCase() ? written.toUpperCase() : written;
  const amount = /^[-+]?[\d.]+$/.test(asked) ? toDecimal(asked) : undefined;
  if (amount === undefined) {
    throw new UsageError(
      say(
        '--paper-balance {value} is not an amount of {currency}: write a plain number, like {currency}=100.5',
        { value: quote(asked), currency },
      ),
    );
  }
  if (amount.startsWith('-')) {
    throw new UsageError(
      say('--paper-balance {currency}={amount} is below 0: an account starts with 0 or more', {
        currency,
        amount,
      }),
    );
  }
  return [currency, amount];
}
