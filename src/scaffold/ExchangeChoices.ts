import type { SigningName } from './signings.js';
import type { SymbolStyleName } from './symbolStyles.js';

/** What an exchange may offer. */
export const productNames = ['spot', 'futures'] as const;

export type Product = (typeof productNames)[number];

/** What a new adapter is made of. */
export interface ExchangeChoices {
  /** As `parseExchangeName` gives it. */
  name: string;
  /** An origin. */
  baseUrl: string;
  /** At least one. */
  products: readonly Product[];
  signing: SigningName;
  symbols: SymbolStyleName;
}

/** The address of an exchange that nobody has filled in: `.example` never resolves (RFC 2606). */
export function placeholderUrl(name: string): string {
  return `https://api.${name.toLowerCase()}.example`;
}
