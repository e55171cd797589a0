const UNSUPPORTED = /\b(not|un)[\s-]*support|not implemented|no such function/i;

/** Whether an error says that the exchange lacks the method; a pair that is "not supported" is another matter. */
export function saysUnsupported(error: string): boolean {
  return UNSUPPORTED.test(error) && !/symbol|instrument|pair|_/i.test(error);
}

/** What is shut, and that it is; an order or a position that is closed is another matter. */
const CLOSED =
  /(market|exchange|trading|session)(?:(?!order|position)[^.;]){0,60}?(closed|not[ _]open|halted)|outside (of )?(the )?(regular |trading |market )*(hours|session)|休市|闭市|已收盘|未开盘|非交易时[间段]/i;

/**
 * Whether an error says that nothing can be traded at this hour: `the market is closed`, or the like.
 *
 * @example saysClosed('AAPL_USD: the market is closed, it opens at 14:30') // true
 */
export function saysClosed(error: string): boolean {
  return CLOSED.test(error);
}

/** Of the exchange; not that too many requests wait on this side of it. */
const THROTTLED =
  /\bHTTP (429|418)\b|^([\w/ ]+: )?429\b|\btoo many requests\b(?! are waiting)|\brate[ -]?limit (is |was )?(exceeded|reached)|wants no requests|请求过于频繁|访问过于频繁|频率限制/i;

/**
 * Whether an error says that the exchange wants no more requests for now.
 *
 * @example saysThrottled('429 Too Many Requests') // true
 */
export function saysThrottled(error: string): boolean {
  return THROTTLED.test(error);
}

const KEYS =
  /\b(access|api|secret)?[ _-]?keys?\b|un-?authori[sz]ed|not authori[sz]ed|authenticat|credential|log(ged)?[ -]?in\b|密钥|登录/i;

/** Whether an error is about the keys, or that there are none. */
export function saysKeys(error: string): boolean {
  return KEYS.test(error);
}

const LATE = /\b(timed? ?-?out|in time|within \d[\d.]* ?m?s|deadline)\b|超时/i;

/**
 * Whether an error says that an answer did not come in time.
 *
 * @example saysLate('the list of markets did not load in time') // true
 */
export function saysLate(error: string): boolean {
  return LATE.test(error);
}

const LEAST = /\bmin\w*[^\d;]{0,40}\b(?:volume|quantity|qty)\b[^\d;]{0,20}(\d+(?:\.\d+)?)/i;

/**
 * The least amount of an order that a refusal tells: of brokers whose lists do not tell it.
 *
 * @example leastAmountIn('volume = 40.00 is smaller than minimum allowed volume = 1000.00.') // '1000.00'
 */
export function leastAmountIn(error: string): string | undefined {
  return LEAST.exec(error)?.[1];
}
