// What the author of an adapter imports from 'fmzproto'.
export type { Answer, Api, MarketHours, RawReply } from './adapter/Api.js';
export type * from './adapter/ApiRequest.js';
export {
  amendOnce,
  type ChangedOrder,
  cancelOnce,
  type OrderWrite,
  resolveChange,
} from './adapter/changeOnce.js';
export { type BarDate, type DatedBarList, readDatedBars } from './adapter/datedBars.js';
export { defineExchange } from './adapter/defineExchange.js';
export { defineOrders, type OrderMethods } from './adapter/defineOrders.js';
export type * from './adapter/EndpointLimit.js';
export type { Exchange, ExchangeDefinition, Method, Methods } from './adapter/Exchange.js';
export { ExchangeError, isDecisiveStatus } from './adapter/ExchangeError.js';
export type {
  ExchangeStreams,
  StreamedMethod,
  StreamFeed,
  StreamPlan,
} from './adapter/ExchangeStreams.js';
export type * from './adapter/FixDefinition.js';
export {
  type FixTags,
  optionalUtcTimeField,
  parseFields,
  readGroup,
  rowOf,
  untilTotal,
  utcTimeField,
} from './adapter/fixRows.js';
export type { DeclaredAddress, HostAddress } from './adapter/hosts.js';
export {
  type FoundInstrument,
  type Instrument,
  type NamedInstrument,
  symbolOf,
  type UnreadableInstrument,
} from './adapter/Instrument.js';
export { Instruments } from './adapter/Instruments.js';
export {
  type InstrumentApi,
  type InstrumentRead,
  type InstrumentSource,
  type ListedInstruments,
  readInstruments,
} from './adapter/instrumentSource.js';
export { KeptBars, type KeptPages } from './adapter/KeptBars.js';
export type { Limits } from './adapter/LimitTable.js';
export type { WhileClosed } from './adapter/marketHours.js';
export type {
  OrderApi,
  OrderDefinition,
  OrderTerms,
  PlacedOrder,
} from './adapter/OrderDefinition.js';
export { type OrdersBySymbol, openBySymbol } from './adapter/openBySymbol.js';
export { createClientOrderId, isClientOrderId, type OrderIds, type OrderKey } from './adapter/orderIds.js';
export {
  type DeclaredOptions,
  type Ordered,
  refuseHedgedReduceOnly,
  refuseSpotReduceOnly,
  refuseTimedMarket,
  withOptions,
} from './adapter/orderOptions.js';
export {
  guessStatus,
  type OrderListing,
  type OrderPhase,
  type OrderStates,
  phaseOf,
  readStatus,
  warnOfState,
} from './adapter/orderStates.js';
export { type BarList, type BarPage, type BarWindow, pageBars, readBars } from './adapter/pageBars.js';
export { type OrderChange, RecentOrders } from './adapter/RecentOrders.js';
export { joinPages, type Page, type PagedList, type Pages, rawOf, readPages } from './adapter/readPages.js';
export { readReason, refusedField } from './adapter/refuseFix.js';
export { relayFixIo } from './adapter/relayFixIo.js';
export { relayIo } from './adapter/relayIo.js';
export {
  type OddRow,
  ownRow,
  parseReply,
  type RowList,
  readableRows,
  readLevels,
  requireTicker,
} from './adapter/rows.js';
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
export type { AccountApi, SessionDefinition } from './adapter/session.js';
export { checkOrderSteps, checkSteps, type SteppedWork, type Steps, withSteps } from './adapter/steps.js';
export {
  barFeed,
  bookFeed,
  type PushedRow,
  rowFeed,
  tradeFeed,
  whileTraded,
} from './adapter/streamFeeds.js';
export { type PriceBand, smallestTick, type TickSize } from './adapter/tickSizes.js';
export { type Write, type WriteOutcome, writeOnce } from './adapter/writeOnce.js';
export { type FixField, FixFields, FixMessage } from './fix/FixMessage.js';
export type { FixBody, FixTopic } from './fix/FixTopic.js';
export { formatUtc, parseUtc } from './fix/utc.js';
export type { LimitHeaders } from './http/limitHeaders.js';
export { NetworkError } from './http/NetworkError.js';
export { Reply } from './http/Reply.js';
export type { Query } from './http/request.js';
export { asRows } from './protocol/asRows.js';
export { contractCodesOf } from './protocol/contractCodes.js';
export {
  addDecimals,
  compareDecimals,
  decimalPlaces,
  exactNumber,
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
  isoTimeField,
  optionalDecimalField,
  optionalIsoTimeField,
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
export type { OrderOptions } from './protocol/orderOptions.js';
export { ProtocolError } from './protocol/ProtocolError.js';
export { contractIn } from './protocol/spelling.js';
export type * from './protocol/structures.js';
export { toBar, toLevel } from './protocol/structures.js';
export type { FmzSymbol, FmzSymbolRange } from './protocol/symbol.js';
export { barName, type Period } from './protocol/time.js';
export { type ApiKeys, base64Key, type PassphraseKeys } from './signing/ApiKeys.js';
export { ed25519Logon } from './signing/ed25519Logon.js';
export { hmac, jwt } from './signing/hmac.js';
export { type HmacLogonOptions, hmacLogon } from './signing/hmacLogon.js';
export type { LogonFields, OfKeys } from './signing/logonParts.js';
export { nonceLogon } from './signing/nonceLogon.js';
export { passwordLogon } from './signing/passwordLogon.js';
export { ed25519, privateKey, rsaSha256 } from './signing/privateKey.js';
export { signBackpack } from './signing/signBackpack.js';
export { signBinance } from './signing/signBinance.js';
export { signBitget } from './signing/signBitget.js';
export { signBithumb } from './signing/signBithumb.js';
export { signBybit } from './signing/signBybit.js';
export { signCoinbaseExchange } from './signing/signCoinbaseExchange.js';
export { increasingNonce } from './signing/signedParts.js';
export { signGate } from './signing/signGate.js';
export { signKraken } from './signing/signKraken.js';
export { signKucoin } from './signing/signKucoin.js';
export { signOkx } from './signing/signOkx.js';
export { signUpbit } from './signing/signUpbit.js';
export type { PushedBar } from './streams/BarMemory.js';
export type { BookChange, BookLevel } from './streams/OrderBook.js';
export type { StreamMessage, StreamProtocol, StreamTopic } from './streams/StreamProtocol.js';
