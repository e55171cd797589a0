import { BigNumber } from 'bignumber.js';
import type { Contract } from '../exchange/Contract.js';

const CATEGORIES = ['spot', 'linear', 'inverse'] as const;

export type Category = (typeof CATEGORIES)[number];

export type ContractType = 'LinearPerpetual' | 'LinearFutures' | 'InversePerpetual' | 'InverseFutures';

/** Something that is traded: a symbol is one only together with its category. */
export interface Instrument {
  category: Category;
  symbol: string;
  /** Absent on spot. */
  contractType?: ContractType;
  status: 'Trading' | 'PreLaunch' | 'Delivering' | 'Closed';
  baseCoin: string;
  quoteCoin: string;
  /** Of spot the quote coin. */
  settleCoin: string;
  tick: string;
  /** Step of a quantity. */
  lot: string;
  minQty: string;
  /** The least worth of an order: in quote coin, or in dollars of an inverse contract. */
  minValue: string;
  maxQty: string;
  maxMarketQty: string;
  /** How far from the market a limit price may be, as a fraction. */
  priceLimit: string;
  maxLeverage: string;
  /** 0 where there is no funding. */
  fundingMinutes: number;
  launchTime: number;
  /** 0 where there is none. */
  deliveryTime: number;
  /** What it starts with. */
  price: BigNumber;
}

export function isCategory(value: unknown): value is Category {
  return CATEGORIES.some((category) => category === value);
}

/** Quantities are in the base coin, of inverse contracts in dollars. */
export function contractOf({ category }: Instrument): Contract {
  return { inverse: category === 'inverse', face: 1 };
}

/** The highest price that a contract can have. */
export function highestPrice(instrument: Instrument): string {
  return priceText(new BigNumber(instrument.tick).times(19_999_998), instrument);
}

/** A price with as many decimals as the tick has. */
export function priceText(price: BigNumber, { tick }: Instrument): string {
  return price.toFixed(decimals(tick));
}

/** A quantity with as many decimals as its step has, as contracts have it; spot leaves zeros out. */
export function quantityText(quantity: BigNumber, { category, lot }: Instrument): string {
  return category === 'spot' ? quantity.toFixed() : quantity.toFixed(decimals(lot));
}

function decimals(step: string): number {
  return step.split('.')[1]?.length ?? 0;
}
