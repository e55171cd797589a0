import type { FixField } from '../fix/FixMessage.js';
import { SECRET_TAGS, STRUCK } from '../fix/redact.js';
import { jsonItems, jsonMembers } from '../protocol/json.js';
import type { Params } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { listed, say } from '../wording/say.js';
import type { Answer, Api } from './Api.js';
import { untilTotal } from './fixRows.js';

/**
 * The `io` method of an adapter whose exchange speaks FIX: any message to one of its lines, whose parameters are its fields in
 * their order, answered with the fields of the messages that came. Header and trailer are added. Parameters that are a list
 * hold a tag more than once, as groups do: `[[268, 2], [269, 0], [269, 1]]`.
 *
 * @throws ProtocolError when the path names no line and no type, or one of the session itself, when a parameter is no field, or one of
 * the header or of a Logon, and when something is subscribed; and as `api.fix.ask` does.
 * @example defineExchange({ ..., methods: { io: relayFixIo } })
 * @see the guide's IO section: exchange.IO("api", "POST", "/trade/H", "11=abc&54=1")
 */
export async function relayFixIo(
  { path, params, text }: Params<'io'>,
  api: Pick<Api<unknown, unknown>, 'fix'>,
): Promise<Answer<[tag: number, value: string][]>> {
  const { line, type } = readPath(path, api.fix.lines);
  const json = text ?? JSON.stringify(params);
  const fields = Array.isArray(params) ? fieldsOfList(json) : fieldsOfMembers(json);
  const { shown } = await api.fix.ask({ line, type, fields, isComplete: untilTotal(911, 727) });
  return { data: shown.flat().map(withoutSides) };
}

/** Header and trailer of FIX 4.4, which are made for each message. */
const FRAME = [
  8, 9, 10, 34, 35, 43, 49, 50, 52, 56, 57, 89, 90, 91, 93, 97, 115, 116, 122, 128, 129, 212, 213,
];
/** What proves who is asking; a user's name (553) alone does not, and some requests are about one. */
const PROOFS = SECRET_TAGS.filter((tag) => tag !== 553);
/** SubscriptionRequestType (263), and its value for one answer. */
const SUBSCRIBES = 263;
const ONCE = '0';
/** Heartbeat, TestRequest, ResendRequest, Reject, SequenceReset, Logout and Logon. */
const OF_SESSION = ['0', '1', '2', '3', '4', '5', 'A'];

function readPath(path: string, lines: readonly string[]): { line: string; type: string } {
  const parts = path.split('/').filter(Boolean);
  const [type = '', line = lines[0] ?? ''] = parts.toReversed();
  const example = `/${lines[0]}/H`;
  if (parts.length > 2 || !/^[A-Za-z0-9]{1,4}$/.test(type))
    throw new ProtocolError(
      say('the path {path} names no message: write /LINE/MsgType, like {example}', {
        path: quote(path),
        example,
      }),
    );
  if (!lines.includes(line))
    throw new ProtocolError(
      say('there is no line {line}: write one of {lines}, like {example}', {
        line: quote(line),
        lines: listed(lines),
        example,
      }),
    );
  if (OF_SESSION.includes(type))
    throw new ProtocolError(
      say('messages of type {type} are made by the session itself, and cannot be sent through IO', { type }),
    );
  return { line, type };
}

function fieldsOfMembers(json: string): FixField[] {
  return jsonMembers(json).map(({ name, text }) => {
    if (!isPlain(text))
      throw new ProtocolError(
        say('{name} must be a text or a number: write tag=value, like 11=abc', { name: quote(name) }),
      );
    return toField(name, plainOf(text));
  });
}

function fieldsOfList(json: string): FixField[] {
  return jsonItems(json).map((item) => {
    const [tag, value, ...rest] = jsonItems(item).map((part) => (isPlain(part) ? plainOf(part) : undefined));
    if (tag === undefined || value === undefined || rest.length > 0)
      throw new ProtocolError(say('params must be a list of [tag, value], like [[11, "abc"], [54, 1]]'));
    return toField(tag, value);
  });
}

/** Whether JSON is that of a text or a number. */
const isPlain = (json: string) => /^["\-\d]/.test(json);
/** All its digits, or all its letters. */
const plainOf = (json: string) => (json.startsWith('"') ? String(JSON.parse(json)) : json);

/** @throws ProtocolError where it cannot be one, or is made for each message. */
function toField(name: string, value: string): FixField {
  const tag = Number(name);
  if (!/^[1-9]\d{0,8}$/.test(name))
    throw new ProtocolError(say('{name} is not a tag: write tag=value, like 11=abc', { name: quote(name) }));
  if (FRAME.includes(tag))
    throw new ProtocolError(
      say('tag {tag} stands in the header or the trailer, which are added: leave it out', { tag }),
    );
  if (PROOFS.includes(tag))
    throw new ProtocolError(
      say('tag {tag} proves who is asking, which the Logon does: leave it out', { tag }),
    );
  if (tag === SUBSCRIBES && value !== ONCE)
    throw new ProtocolError(
      say(
        '263=1 and 263=2 are for what is told again and again, and IO takes one answer: write 263=0, or call GetTicker or GetDepth',
      ),
    );
  return [tag, value];
}

/** Without the names of the two sides. */
function withoutSides([tag, value]: FixField): [number, string] {
  return [tag, tag === 49 || tag === 56 ? STRUCK : value];
}
