import { LosslessNumber } from 'lossless-json';
import type { FixField } from '../fix/FixMessage.js';
import { SECRET_TAGS, STRUCK } from '../fix/redact.js';
import type { Reply } from '../http/Reply.js';
import { escapeRegExp } from '../protocol/oneLine.js';
import type { RequestContext } from '../runtime/outgoing.js';
import type { Secrets } from '../runtime/Secrets.js';
import { cookiesIn, Tokens, tokensOf } from '../runtime/tokens.js';
import { ACCOUNT_TAGS, Masks, namesAccount } from './accountMasks.js';
import { formsOf, secretsOf } from './recordedSecrets.js';

// Shorter ones, and words, are masked in the fields that name an account alone: elsewhere they may be anything.
const ID = /^(?=.*\d).{6,}$/;
const MADE_UP = /^fmz[0-9a-f]{20,}$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
const IP =
  /(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.]*\d)|(?<![\w:])([0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi;

/** What is recorded of one request. */
export interface Recordable {
  /** Of FMZ's. */
  params: unknown;
  request: unknown;
  reply: unknown;
  /** Of the reply, as they came. */
  headers: Reply['headers'];
}

/** What is recorded of what went over FIX. */
interface RecordableFields {
  /** Of FMZ's. */
  params: unknown;
  /** Of the request. */
  fields: readonly FixField[];
  /** The answer's, without what frames them. */
  messages: readonly (readonly FixField[])[];
  /** The exchange's no, in its words. */
  refusal: string | undefined;
}

/** The parties of a session, their parts and whom they speak for: what they are called names the account. */
const COMP_IDS = [49, 50, 56, 57, 115, 116, 128, 129, 142, 143, 144, 145];

/** Where a value stands: the endpoint, and which of its fields name an account. */
interface Place {
  path: string;
  named: typeof namesAccount;
}

/** Takes keys and signatures out of what is recorded, and masks accounts: the same one alike in all of it. */
export class Scrubber {
  readonly #masks = new Masks();
  readonly #tokens = new Tokens();

  /** What was given out and proves who is asking. */
  get tokens(): string[] {
    return this.#tokens.all;
  }

  /** @param parts data of `parseExactly` or `parseJson`. */
  scrub(
    { params, request, reply, headers }: Recordable,
    context: RequestContext,
  ): Omit<Recordable, 'headers'> {
    const path = context.unsigned.path.split('?')[0] ?? '';
    const secrets = secretsOf(context);
    // What an exchange tells everybody names no account: a coin has a fullName, too.
    const everybody = isPublic(formsOf(secrets), context);
    const named = everybody ? () => false : namesAccount;
    const open = everybody && context.unsigned.method === 'GET';
    this.#tokens.add([
      ...(open ? [] : cookiesIn(headers)),
      ...tokensOf(reply, open),
      ...[params, request].flatMap((part) => tokensOf(part, true)),
    ]);
    secrets.addValues(this.#tokens.all);
    // An id may stand somewhere before the field that says what it is.
    for (const part of [reply, request]) this.#learn(part, '', { path, named });
    const clean = (part: unknown, place: string) =>
      this.#clean(part, '', { path: place, named }, (text) => secrets.redact(text));
    return { params: clean(params, ''), request: clean(request, path), reply: clean(reply, path) };
  }

  /**
   * The same of what went over FIX, whose fields are told apart by tags.
   *
   * @param by.secrets keys and what was made of them.
   * @param by.sender the name of who asks: a number in it is that of the account.
   */
  scrubFix(
    { params, fields, messages, refusal }: RecordableFields,
    { secrets, sender }: { secrets: Secrets; sender: string },
  ): RecordableFields {
    secrets.addValues(this.#tokens.all);
    for (const part of sender.split(/[^\p{L}\p{N}]+/u)) if (ID.test(part)) this.#masks.of(part);
    const all = [fields, ...messages].flat();
    for (const [tag, value] of all) if (ACCOUNT_TAGS.includes(tag)) this.#masks.of(value);
    const redact = (text: string) => secrets.redact(text);
    const clean = ([tag, value]: FixField): FixField => {
      if (SECRET_TAGS.includes(tag) || COMP_IDS.includes(tag)) return [tag, STRUCK];
      const masked = ACCOUNT_TAGS.includes(tag) ? this.#masks.of(value) : value;
      return [tag, this.#maskMentions(redact(masked))];
    };
    const nothing = { path: '', named: () => false };
    return {
      params: this.#clean(params, '', nothing, redact),
      fields: fields.map(clean),
      messages: messages.map((message) => message.map(clean)),
      refusal: refusal && this.#maskMentions(redact(refusal)),
    };
  }

  #learn(value: unknown, name: string, at: Place): void {
    const text = textOf(value);
    if (text !== undefined) this.#maskField(name, text, at);
    else for (const [key, item] of membersOf(value)) this.#learn(item, Array.isArray(value) ? name : key, at);
  }

  #clean(value: unknown, name: string, at: Place, redact: (text: string) => string): unknown {
    const text = textOf(value);
    if (text !== undefined) {
      const clean = this.#maskMentions(redact(this.#maskField(name, text, at)));
      return typeof value === 'string' ? clean : toNumber(clean);
    }
    if (Array.isArray(value)) return value.map((item) => this.#clean(item, name, at, redact));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      membersOf(value).map(([key, item]) => [
        this.#maskMentions(redact(key)),
        this.#clean(item, key, at, redact),
      ]),
    );
  }

  #maskField(name: string, text: string, { path, named }: Place): string {
    return named(name, text, path) && !MADE_UP.test(text) ? this.#masks.of(text) : text;
  }

  /** Masks the ids, mail and IP addresses that a text mentions. */
  #maskMentions(text: string): string {
    const mask = (found: string) => this.#masks.of(found);
    return this.#masks.known
      .filter((id) => ID.test(id) && text.includes(id))
      .reduce((rest, id) => rest.replace(wordOf(id), mask), text)
      .replace(EMAIL, mask)
      .replace(IP, mask);
  }
}

/** Whether a request said nothing of who asks. */
function isPublic(
  forms: readonly string[],
  { signed, unsigned: { path, body = '' } }: RequestContext,
): boolean {
  return !signed && !forms.some((form) => path.includes(form) || body.includes(form));
}

/** Finds an id where it stands alone: not as a part of an amount. */
function wordOf(id: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9.])${escapeRegExp(id)}(?!\\.?[A-Za-z0-9])`, 'g');
}

/** A text, or the digits of a number; `undefined` for everything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof LosslessNumber ? String(value) : undefined;
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** What is left of a number may be none any more. */
function toNumber(text: string): LosslessNumber {
  return new LosslessNumber(NUMBER.test(text) ? text : '0');
}
