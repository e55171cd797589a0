/** Whether ccxt's word for an order's type, or the exchange's own where ccxt has none, is that of a market order. */
export function isMarketOrder(type: string | undefined): boolean {
  return type !== undefined && /(^|[ _-])(market|mkt)$/i.test(type);
}

/** Whether it is that of an order with a price of its own. */
export function isLimitOrder(type: string | undefined): boolean {
  return type !== undefined && !isMarketOrder(type) && /limit|lmt|maker|post|^(fok|ioc|gtc)$/i.test(type);
}
