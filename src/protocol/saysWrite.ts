/** What is told to be done, where a part of a path begins with it. */
const DOES =
  /^(abort|accept|acquire|activate|allocate|alter|assign|authorize|ban|bind|broadcast|change|charge|claim|clear|commit|confirm|deactivate|decrease|del|delegate|deny|deploy|deregister|destroy|discard|disconnect|dismiss|distribute|do|donate|drop|enroll|erase|exec|exit|extend|follow|freeze|generate|grant|increase|initiate|insert|invalidate|join|leave|liquidate|lock|login|logout|make|mass|mint|participate|patch|pause|post|publish|purge|reduce|register|reject|rename|reopen|resend|respond|restart|restore|resume|revise|revoke|rotate|save|sign|signin|signout|start|suspend|terminate|unbind|unblock|unfollow|unfreeze|unlink|unlock|unstake|unsubscribe|unwind|unwrap|upload|upsert|verify|wipe)$/;
/** The same, wherever it stands, as in `batchCancelReplace` and `order-create`. */
const DOES_ANYWHERE =
  /^(add|amend|apply|approve|create|delete|disable|edit|enable|execute|modify|place|release|remove|replace|reset|set|submit|toggle|update)$/;
/** What may be told to be done, and is also the name of a thing. */
const MAY_DO =
  /^(adjust|borrow|burn|buy|cancel|cashout|chase|close|collect|convert|exercise|invest|kill|lend|merge|move|pay|payback|payout|purchase|rebalance|reborrow|redeem|refund|reinvest|remit|renew|repay|roll|rollover|sell|send|split|stake|subscribe|sweep|switch|topup|transact|transfer|upgrade|vote|withdraw|wrap)$/;
/** The same for these at the end alone: they are kinds of contracts and of coins elsewhere. */
const MAY_DO_AT_LAST = /^(settle|swap)$/;
const FEW = 4;
/** Of those, what is told to be done to what follows in the path, as in `cancel/all`. */
const DOES_TO = /^(buy|cancel|close|sell|send)$/;
/** Words that are written as one. */
const DOES_IN_ONE =
  /^(add|amend|cancel|change|close|create|delete|edit|execute|modify|move|place|remove|replace|reset|send|set|submit|update)(address|all|api|batch|child|coin|fund|key|leverage|limit|margin|market|multi|my|oco|open|order|parent|plan|position|quote|stop|sub|trade)|^(buy|post|sell)(limit|market|order)$|^new(address|api|oco|order|position|quote|sub)|^open(long|position|short)$|^put(limit|market|order|stop)|^request(fiat|order|quote|transfer|withdrawal)|^reverseposition|^stop(all|copy)|.(cancel|create)$/;
/** From whom to whom. */
const PASSES_ON = / to (account|main|master|sub\w*|super|user|wallet)/;

/** What asks, whatever follows. */
const ASKS =
  /^(calculate|check|estimate|fetch|find|get|getall|hist|history|list|precheck|query|search|show|simulate|view)$/;
/** What is told of what would be done. */
const TELLS_AHEAD = /^(precheck|preview)$/;
/** What is told of what was done, but for what does away with it. */
const TELLS_AFTER = /^(hist|histories|history|logs?)$/;
const DOES_AWAY = /^(clear|del|delete|drop|erase|purge|remove|replace|reset|wipe)$/;
/** What is told of what may be the name of a thing. */
const TELLS_OF_ALL = /^(fees?|nonce|ongoing|records?|results?|state|statistics|status|summary|vol|volume)$/;
/** What is told of most of these, and done something to by what does it to what follows: `cancel_list` cancels. */
const TELLS_OF_MOST = /^(check|configs?|depth|details?|infos?|list|quota)$/;
/** What is told of some of these, and done something to by others: transfers have limits, and `move_orders` moves. */
const TELLS_OF_SOME =
  /^(address|addresses|currencies|interests?|limits?|methods?|orders|power|prices?|quoted?|rates?|whitelist)$/;
const SOME = /^(borrow|buy|convert|lend|pay|purchase|redeem|repay|sell|stake|subscribe|transfer|withdraw)$/;
const NO_DOING = /^(avail|available|ensure|ltv|max|maximum|min|minimum|recent)$/;
/** Parts below which there are things. */
const THINGS_BELOW = /^(get|history|limits|prices|public|query)$/;
/** What is an id or a symbol, as far as can be seen. */
const isValue = (part: string) => /\d/.test(part) || /^[^a-z]+$/.test(part);

/**
 * Whether a GET asks for something to be done, by the names in its path: a few exchanges take writes by GET. What may be a
 * write is taken for one.
 *
 * @param parts of the path, in their order.
 * @example saysWrite(['api', 'v2', 'private', 'mass_quote'])          // true: Deribit takes all of its API by GET
 * @example saysWrite(['api', 'v5', 'asset', 'withdrawal-history'])    // false
 */
export function saysWrite(parts: readonly string[]): boolean {
  // Values stand behind what is asked for; one may be a name all the same.
  const last = parts.findLastIndex((part) => !isValue(part));
  const named = parts.map((part) => wordsOf(part).map((word) => word.replace(/(?<!\d)\d+$/, '')));
  const things = named.findIndex((words) => words.length === 1 && THINGS_BELOW.test(words.join('')));
  return named.some((words, at) =>
    at < last ? begins(words, named[last]) : names(words, things >= 0 && things < at),
  );
}

/** Whether something is to be done to what follows. @param rest what is asked for in the end. */
function begins(words: readonly string[], rest: readonly string[] = []): boolean {
  const [first = ''] = words;
  if (DOES_TO.test(first)) return words.length === 1 && !isToldOf(first, rest);
  return (DOES.test(first) || DOES_ANYWHERE.test(first)) && !isTold([...words, ...rest]);
}

/** @param things whether what may be the name of a thing is that. */
function names(words: readonly string[], things: boolean): boolean {
  const [first = ''] = words;
  if (words.some((word) => DOES_ANYWHERE.test(word))) return !isTold(words);
  if (ASKS.test(first)) return false;
  if (DOES.test(first) || [words.join(''), ...words].some((word) => DOES_IN_ONE.test(word)))
    return MAY_DO.test(first) ? !isToldOf(first, words) : !isTold(words);
  if (PASSES_ON.test(words.join(' '))) return !isTold(words);
  const at = words.findIndex((word, index) => mayDo(word, index, words));
  const done = words[at];
  return (
    done !== undefined &&
    !things &&
    !words.slice(0, at).some((word) => NO_DOING.test(word)) &&
    !isToldOf(done, words)
  );
}

/** Names of many words, such as ccxt's, hold names of things in their middle. */
function mayDo(word: string, at: number, { length }: readonly string[]): boolean {
  const isLast = at === length - 1;
  if (isLast && MAY_DO_AT_LAST.test(word)) return true;
  return (at === 0 || isLast || length <= FEW) && MAY_DO.test(word);
}

/** Whether it is told of what would be done, or was. */
function isTold(words: readonly string[]): boolean {
  if (words.some((word) => TELLS_AHEAD.test(word))) return true;
  return words.some((word) => TELLS_AFTER.test(word)) && !words.some((word) => DOES_AWAY.test(word));
}

/** Whether it is told of what may be the name of a thing. */
function isToldOf(thing: string, words: readonly string[]): boolean {
  const most = !DOES_TO.test(thing);
  const some = SOME.test(thing) && !words.includes('to');
  return (
    isTold(words) ||
    words.some(
      (word) =>
        TELLS_OF_ALL.test(word) || (most && TELLS_OF_MOST.test(word)) || (some && TELLS_OF_SOME.test(word)),
    )
  );
}

/** @example wordsOf('cancelAll-by_id') // ['cancel', 'all', 'by', 'id'] */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
