// What the author of an adapter imports from 'fmzproto'.
export type {
  Answer,
  Api,
  ApiRequest,
  EndpointLimit,
  OutgoingRequest,
  PreparedRequest,
  SignLimits,
  WriteLimits,
} from './adapter/Api.js';
export { checkOrderSteps } from './adapter/checkOrderSteps.js';
export { checkSteps, type Steps } from './adapter/checkSteps.js';
export { createClientOrderId, isClientOrderId } from './adapter/clientOrderId.js';
export { defineExchange } from './adapter/defineExchange.js';
export {
  defineOrders,
  type FoundOrder,
  type OrderApi,
  type OrderDefinition,
  type OrderMethods,
  type OrderTerms,
  type PlacedOrder,
} from './adapter/defineOrders.js';
export type { Exchange, ExchangeDefinition, Method, Methods, Throttled } from './adapter/Exchange.js';
export { ExchangeError, isDecisiveStatus } from './adapter/ExchangeError.js';
export {
  type FoundInstrument,
  type Instrument,
  type NamedInstrument,
  nameAsAsked,
  symbolOf,
  type UnreadableInstrument,
} from './adapter/Instrument.js';
export {
  type InstrumentApi,
  type InstrumentRead,
  type InstrumentSource,
  Instruments,
} from './adapter/Instruments.js';
export type { OrderIds, OrderKey } from './adapter/orderIds.js';
export {
  guessStatus,
  type OrderListing,
  type OrderPhase,
  type OrderStates,
  phaseOf,
  readStatus,
  warnOfState,
} from './adapter/orderStates.js';
export { amendOnce, cancelOnce, type OrderWrite } from './adapter/orderWrites.js';
export { type BarList, type BarPage, type BarWindow, pageBars, readBars } from './adapter/pageBars.js';
export { type OrderChange, RecentOrders } from './adapter/RecentOrders.js';
export { type ListedInstruments, readInstruments } from './adapter/readInstruments.js';
export { joinPages, type Page, type PagedList, type Pages, rawOf, readPages } from './adapter/readPages.js';
export { relayIo } from './adapter/relayIo.js';
export { requireTicker } from './adapter/requireTicker.js';
export { type ChangedOrder, resolveChange } from './adapter/resolveChange.js';
export { type OddRow, ownRow, parseReply, type RowList, readableRows, readLevels } from './adapter/rows.js';
export { type CachedValue, retryIfCacheStale, SwrCache } from './adapter/SwrCache.js';
export {
  type InstrumentKey,
  nameRows,
  readLists,
  type Selection,
  type SelectionApi,
  selectContracts,
  selectInstruments,
} from './adapter/selection.js';
export { type SteppedWork, withSteps } from './adapter/withSteps.js';
export { type Write, type WriteOutcome, writeOnce } from './adapter/writeOnce.js';
export { NetworkError } from './http/NetworkError.js';
export { Reply } from './http/Reply.js';
export type { Query } from './http/request.js';
export { contractCodesOf } from './protocol/contractCodes.js';
export {
  compareDecimals,
  decimalPlaces,
  InvalidDecimalError,
  isMultipleOf,
  multiplyDecimals,
  optionalNumber,
  requireDecimal,
  subtractDecimals,
  toDecimal,
  toNumber,
} from './protocol/decimal.js';
export type { Credentials } from './protocol/envelope.js';
export {
  decimalField,
  emptyDecimalField,
  flagField,
  optionalDecimalField,
  optionalTextField,
  optionalTimeField,
  textField,
  timeField,
} from './protocol/fields.js';
export type { Data, MethodName, Params, Verb } from './protocol/methods.js';
export {
  cutHistory,
  type Direction,
  directionOf,
  formatOrderId,
  type OrderAmounts,
  type OrderStatus,
  type OrderType,
  parseOrderId,
  spotSideOf,
  statusOf,
} from './protocol/order.js';
export { ProtocolError } from './protocol/ProtocolError.js';
export type * from './protocol/structures.js';
export { toBar, toLevel } from './protocol/structures.js';
export type { FmzSymbol, FmzSymbolRange } from './protocol/symbol.js';
export { barName, type Period } from './protocol/time.js';
export type { ApiKeys, PassphraseKeys } from './signing/ApiKeys.js';
export { base64Key } from './signing/base64Key.js';
export { ed25519 } from './signing/ed25519.js';
export { hmac } from './signing/hmac.js';
export { increasingNonce } from './signing/increasingNonce.js';
export { jwt } from './signing/jwt.js';
export { privateKey } from './signing/privateKey.js';
export { rsaSha256 } from './signing/rsaSha256.js';
export { signBackpack } from './signing/signBackpack.js';
export { signBinance } from './signing/signBinance.js';
export { signBitget } from './signing/signBitget.js';
export { signBithumb } from './signing/signBithumb.js';
export { signBybit } from './signing/signBybit.js';
export { signCoinbaseExchange } from './signing/signCoinbaseExchange.js';
export { signGate } from './signing/signGate.js';
export { signKraken } from './signing/signKraken.js';
export { signKucoin } from './signing/signKucoin.js';
export { signOkx } from './signing/signOkx.js';
export { signUpbit } from './signing/signUpbit.js';
