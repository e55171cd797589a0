// What the author of an adapter imports from 'fmzproto'.
export type { Api, ApiRequest, EndpointLimit, OutgoingRequest, WriteLimits } from './exchange/Api.js';
export { checkSteps, type Steps } from './exchange/checkSteps.js';
export {
  type Answer,
  defineExchange,
  type Exchange,
  type ExchangeDefinition,
  type Method,
  type Methods,
} from './exchange/defineExchange.js';
export { ExchangeError } from './exchange/ExchangeError.js';
export { Memo } from './exchange/Memo.js';
export { parseReply } from './exchange/parseReply.js';
export { rawOf } from './exchange/rawOf.js';
export { type Trace, type Write, writeOnce } from './exchange/writeOnce.js';
export { NetworkError } from './http/NetworkError.js';
export type { Query } from './http/query.js';
export { Reply } from './http/Reply.js';
export { contractCodesOf } from './protocol/contractCodesOf.js';
export type * from './protocol/data.js';
export { compareDecimals, isMultipleOf, multiplyDecimals, toDecimal, toNumber } from './protocol/decimal.js';
export type { Credentials } from './protocol/envelope.js';
export type { Data, MethodName, Params } from './protocol/methods.js';
export { formatOrderId, type OrderStatus, type OrderType, parseOrderId } from './protocol/order.js';
export { ProtocolError } from './protocol/ProtocolError.js';
export { barName, type Period } from './protocol/period.js';
export type { FmzSymbol, FmzSymbolRange } from './protocol/symbol.js';
export type { Verb } from './protocol/verbs.js';
