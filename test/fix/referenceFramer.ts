/** What a stream is, by the rules as they are written down, with no regard for speed: to compare with. */
export interface Read {
  /** Each message as `tag=value`. */
  messages: string[][];
  /** Whether what follows them can be nothing that is FIX. */
  failed: boolean;
}

const DATA = new Map(
  '90 91 93 89 95 96 212 213 348 349 350 351 352 353 354 355 356 357 358 359 360 361 362 363 364 365 445 446 618 619 621 622'
    .split(' ')
    .flatMap((tag, index, tags) => (index % 2 === 0 ? [[tag, tags[index + 1]] as const] : [])),
);

const SOH = '\u0001';
const PREFIX = `8=FIX.4.4${SOH}9=`;

export function readStream(bytes: Buffer): Read {
  const messages: string[][] = [];
  let rest = bytes.toString('latin1');
  for (;;) {
    const digits = /^\d{0,10}/.exec(rest.slice(PREFIX.length))?.[0] ?? '';
    const head = `${PREFIX}${digits}${SOH}`;
    // As much of it as is there.
    if (!head.startsWith(rest.slice(0, head.length)) && !rest.startsWith(head))
      return { messages, failed: true };
    if (rest.length > PREFIX.length && digits === '') return { messages, failed: true };
    if (Number(digits) > 2 ** 24) return { messages, failed: true };
    if (rest.length < head.length) return { messages, failed: false };
    const end = head.length + Number(digits);
    if (rest.length < end + 7) return { messages, failed: false };
    let sum = 0;
    for (let at = 0; at < end; at += 1) sum = (sum + rest.charCodeAt(at)) % 256;
    const trailer = `10=${String(sum).padStart(3, '0')}`;
    const fields = fieldsOf(rest.slice(0, end));
    if (rest.slice(end, end + 7) !== `${trailer}${SOH}` || !fields?.[2]?.startsWith('35='))
      return { messages, failed: true };
    messages.push([...fields, trailer]);
    rest = rest.slice(end + 7);
  }
}

function fieldsOf(text: string): string[] | undefined {
  const fields: string[] = [];
  let rest = text;
  let before = ['', ''];
  while (rest !== '') {
    const [head, tag = ''] = /^([1-9]\d{0,8})=/.exec(rest) ?? [];
    if (head === undefined) return undefined;
    const isData = DATA.get(before[0] ?? '') === tag && /^\d{1,9}$/.test(before[1] ?? '');
    const length = isData ? Number(before[1]) : rest.indexOf(SOH) - head.length;
    const value = rest.slice(head.length, head.length + length);
    if (length < 0 || rest[head.length + length] !== SOH) return undefined;
    fields.push(head + textOf(value));
    before = [tag, value];
    rest = rest.slice(head.length + length + 1);
  }
  return fields;
}

/** UTF-8 where it is, Latin-1 otherwise. */
function textOf(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return Buffer.from(text).equals(bytes) ? text : latin1;
}
