/**
 * By these words the sample of SetErrorFilter in FMZ's documents hides lines from a robot's log; many robots have it as
 * it is.
 *
 * @see https://www.fmz.com/api#seterrorfilter
 */
const HIDING =
  /(?<!\w)50[23](?!\w)|50[23](?=:)|tcp|character|unexpected|network|timeout|wsarecv|connect|getaddr|no such|reset|http|received|eof|reused/giu;

/** How they are said otherwise. Codes of the system are left to the log of fmzproto. */
const OTHERWISE: readonly [RegExp, string][] = [
  [/\s*\((?:E[A-Z]{3,}|UND_ERR_[A-Z_]+)\)/g, ''],
  [/https?:\/\//gi, ''],
  [/\bHTTP(?= \d)/gi, 'status'],
  [/\bunexpected\b/gi, 'odd'],
  [/\bdisconnected\b/gi, 'cut off'],
  [/\bconnection(?=s?\b)/gi, 'link'],
  [/\breceived\b/gi, 'taken'],
  [/\btimeout\b/gi, 'time-out'],
  [/\bno such\b/gi, 'no'],
  [/\breset\b/gi, 'broken off'],
  [/\bnetwork\b/gi, 'net'],
  [/\bcharacter(?=s?\b)/gi, 'letter'],
  [/\bEOF\b/gi, 'end'],
  [/\breused\b/gi, 'used again'],
];

/**
 * A line that has to be seen, without the words by which FMZ's documented filter would hide it: said otherwise where
 * there are other words, and else broken by an underscore. Longer numbers, such as ids of orders, keep their digits: the
 * sample hides 502 and 503 before a colon.
 *
 * @example keepVisible('answered HTTP 502: connection reset') // 'answered status 50_2: link broken off'
 */
export function keepVisible(line: string): string {
  let text = OTHERWISE.reduce((said, [words, other]) => said.replace(words, other), line);
  while (text.search(HIDING) >= 0) text = text.replace(HIDING, breakUp);
  return text;
}

function breakUp(word: string): string {
  const half = Math.ceil(word.length / 2);
  return `${word.slice(0, half)}_${word.slice(half)}`;
}
