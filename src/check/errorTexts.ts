const UNSUPPORTED = /\b(not|un)[\s-]*support|not implemented|no such function|不支持|未实现|没有这个函数/i;
/** What a plugin lacks is a method; an exchange says the same of messages, types and symbols. */
const METHOD =
  /\b(Get|Set|Create|Cancel|Modify)[A-Z]\w+|\bIO\b|\w\(\)|\b[Mm]ethod\b|\b[Ff]unction\b|support this\b|方法|函数/;
const NO_MORE =
  /^([\w./-]+[: ：]+)?(is )?(not support(ed)?|unsupported|not implemented|暂?不支持|[尚暂]?未实现)( yet)?[.!。！]?$/i;
/** Where a word of it stands, the error is about something else. */
const OTHER = /symbol|instrument|pair|_|交易对|品种|合约/i;
/** In the words of this program itself, whose reasons may have any words. */
const OWN =
  / does not support (Get|Set|Create|Cancel|Modify|IO\b)|不支持 (Get|Set|Create|Cancel|Modify|IO\b)|的 \w+ 不支持一次查询/;
/** The code that an exchange's own refusal begins with: `380=3`. */
const CODE = /^[\w.=-]*\d[\w.=-]*:? /;

/**
 * Whether an error says that the plugin lacks the method; a pair or a message that is "not supported" is another matter.
 *
 * @example saysUnsupported('Forex does not support GetRecords: collect GetTicker') // true
 * @example saysUnsupported('380=3 Unsupported Message Type') // false
 */
export function saysUnsupported(error: string): boolean {
  if (OWN.test(error)) return true;
  if (!UNSUPPORTED.test(error) || CODE.test(error) || OTHER.test(error)) return false;
  return METHOD.test(error) || NO_MORE.test(error);
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

/** Of the exchange; not that too many requests wait on this side of it, or that a limit is used up here. */
const THROTTLED =
  /\bHTTP (429|418)\b|^([\w/ ]+: )?429\b|\btoo many requests\b(?! are waiting)|\brate[ -]?limit (is |was )?(exceeded|reached)|wants no requests|(请求|访问)(过于|太)频繁|不接受(不带密钥的|该密钥的)?请求|频率限制(?!已用完|保存|的)/i;

/**
 * Whether an error says that the exchange wants no more requests for now.
 *
 * @example saysThrottled('429 Too Many Requests') // true
 */
export function saysThrottled(error: string): boolean {
  return THROTTLED.test(error);
}

const KEYS =
  /\b(access|api|secret)?[ _-]?keys?\b|un-?authori[sz]ed|not authori[sz]ed|authenticat|credential|log(ged)?[ -]?(in|on)\b|api secret|密钥|登录/i;

/** Whether an error is about the keys, or that there are none. */
export function saysKeys(error: string): boolean {
  return KEYS.test(error);
}

const LATE =
  /\b(timed? ?-?out|in time|within \d[\d.]* ?m?s|deadline)\b|超时|未及时|未能及时|截止时间|\d ?(m?s|毫秒|秒) ?内(没有|未)/i;

/**
 * Whether an error says that an answer did not come in time.
 *
 * @example saysLate('the list of markets did not load in time') // true
 */
export function saysLate(error: string): boolean {
  return LATE.test(error);
}

/** Whether an error says that a limit is used up on this side: of requests that a check itself has sent. */
export function saysUsedUp(error: string): boolean {
  return /rate limit is used up|频率限制已用完/.test(error);
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
