import { contractCodes } from '../../protocol/contractCodes.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { ExchangeSettings } from '../settings.js';

/** Decimal places of prices and amounts, as SetPrecision takes them. */
export interface Precision {
  price: number;
  amount: number;
}

/** What a strategy has set of an exchange: FMZ's docker keeps it, no plugin hears of it. */
export class ExchangeState {
  readonly settings: ExchangeSettings;
  /** Of the plugin, as errors name it. */
  readonly origin: string;
  /** Multiplies prices. */
  rate = 1;
  /** Set by the strategy. */
  precision: Precision | undefined;
  /** How long requests may take, in ms. */
  timeout: number;
  base = '';
  maxBars = 0;
  /** What SetDirection was told last; "" before. */
  direction = '';
  /** The last answer, as it was received. */
  lastText = '';
  readonly data = new Map<string, unknown>();
  /** The exchange's own codes, by symbol; `undefined` of what it does not list. */
  readonly codes = new Map<string, Promise<string | undefined>>();
  #currency: string;
  #contract = '';

  constructor(settings: ExchangeSettings, timeout: number) {
    this.settings = settings;
    this.origin = new URL(settings.url).origin;
    this.timeout = timeout;
    const [, pair = settings.currency, contract = ''] =
      /^([^_]+_[^_.]+)\.(\S+)$/.exec(settings.currency) ?? [];
    // The class of a security is a part of its name: BTC_USD.stock.
    const named = contractCodes.some((code) => code === contract) || /\d/.test(contract);
    this.#currency = named ? pair : settings.currency;
    this.#contract = named ? contract : '';
  }

  get currency(): string {
    return this.#currency;
  }

  /** @throws ProtocolError when it is no pair. */
  set currency(pair: string) {
    if (!/^[^_\s]+_[^_\s]+$/.test(pair))
      throw new ProtocolError(
        say('the currency is a pair like BTC_USDT, not {value}', { value: quote(pair) }),
      );
    this.#currency = pair;
  }

  /** As the strategy named it, like `swap`; "" on spot. */
  get contract(): string {
    return this.#contract;
  }

  /** What the exchange has under that name. */
  get listedContract(): string {
    return this.#listed(this.#contract);
  }

  /** The symbol of a contract type of the current pair; a symbol, which has a pair in it, stays as it is. */
  symbolOfContract(contract: string): string {
    return isCode(contract) || !contract.includes('_')
      ? `${this.#currency}.${this.#listed(contract)}`
      : contract;
  }

  #listed(contract: string): string {
    const { perpetualFor } = this.settings;
    if (contract === '' || perpetualFor === 'none') return contract;
    return isCode(contract) || perpetualFor === 'all' ? 'swap' : contract;
  }

  /** As the strategy named a contract that an answer is about. */
  nameOf(contract: string): string {
    return this.#contract !== '' && contract === this.listedContract ? this.#contract : contract;
  }

  /** @throws ProtocolError when it is none. */
  set contract(contract: string) {
    if (!/^\S+$/.test(contract))
      throw new ProtocolError(
        say('the contract type is one like swap or quarter, not {value}', { value: quote(contract) }),
      );
    this.#contract = contract;
  }

  /** What a function is about where it names no symbol. */
  get symbol(): string {
    return this.#contract === '' ? this.#currency : `${this.#currency}.${this.listedContract}`;
  }

  /** The symbol that a function was given, or else the current one. */
  symbolFor(argument: unknown): string {
    return typeof argument === 'string' && argument !== '' ? argument : this.symbol;
  }

  /**
   * What lists of positions and fundings are about that name no symbol: all of the kind that the strategy trades;
   * `undefined`, which is everything, on spot.
   */
  get range(): string | undefined {
    if (this.#contract === '') return undefined;
    return `${this.quote}.${this.listedContract === 'swap' ? 'swap' : 'futures'}`;
  }

  get baseAsset(): string {
    return this.#currency.split('_')[0] ?? '';
  }

  get quote(): string {
    return this.#currency.split('_')[1] ?? '';
  }
}

function isCode(contract: string): boolean {
  return contractCodes.some((code) => code === contract);
}
