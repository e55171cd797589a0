// FILL IN: the numbers of the venue's own fields. All others are those of FIX 4.4, under the names that they have there.

/** What requests hold, and what says how many messages and entries there are. */
export const tag = {
  ...{ ClOrdID: 11, OrderQty: 38, OrdType: 40, OrigClOrdID: 41, Price: 44, Side: 54, Symbol: 55 },
  ...{ TimeInForce: 59, TransactTime: 60, ExecType: 150, TotNumReports: 911 },
  // #if spot
  ...{ CashOrderQty: 152 },
  // #else
  ...{ PositionEffect: 77, PosReqID: 710, PosReqType: 724, TotalNumPosReports: 727 },
  // #end
  ...{ MassStatusReqID: 584, MassStatusReqType: 585, CollInquiryID: 909 },
  ...{ MDReqID: 262, SubscriptionRequestType: 263, MarketDepth: 264, MDUpdateType: 265 },
  ...{ NoMDEntryTypes: 267, NoMDEntries: 268, MDEntryType: 269 },
  ...{ NoRelatedSym: 146, SecurityReqID: 320, SecurityListRequestType: 559, LastFragment: 893 },
} as const;

// FILL IN: all that an entry of these groups may hold, as a tag that is not among them ends it.
export const instrumentMembers = [15, 55, 231, 561, 562, 969];
export const entryMembers = [55, 269, 270, 271, 278, 279];

/** An instrument in a SecurityList (y). */
export const instrumentTags = {
  symbol: 55,
  // #if joined
  quote: 15,
  // #end
  tickSize: 969,
  lotSize: 561,
  minAmount: 562,
  // #if futures
  contractSize: 231,
  // #end
};

/** An entry of prices (W, X). */
export const entryTags = { action: 279, kind: 269, symbol: 55, price: 270, size: 271 };

/** ExecutionReport (8). */
export const orderTags = {
  ...{ symbol: 55, orderId: 37, clientOrderId: 11, side: 54, status: 39, time: 60 },
  ...{ price: 44, amount: 38, filledAmount: 14, averagePrice: 6 },
  // #if futures
  reduceOnly: 77,
  // #end
};

/** CollateralReport (BA). */
export const balanceTags = { currency: 15, total: 900, available: 899 };
// #if futures

/** PositionReport (AP). */
export const positionTags = { symbol: 55, long: 704, short: 705, entryPrice: 730 };
// #end
