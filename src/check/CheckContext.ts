import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type Credentials, encodeRequest } from '../protocol/envelope.js';
import type { MethodName } from '../protocol/methods.js';
import { say } from '../wording/say.js';
import { type AnswerEnvelope, needData, needOpen, readAnswer, Skip } from './AnswerEnvelope.js';
import { saysThrottled } from './errorTexts.js';
import { ListedSymbols } from './ListedSymbols.js';
import { type Hours, readHours } from './MarketHours.js';
import type { RawHttpClient, RawRequest, RoundTrip } from './RawHttpClient.js';
import type { SessionWatch } from './SessionWatch.js';
import { periodFor, sampleParams, type WireParams } from './sampleParams.js';
import { type Expectation, expectationOf } from './structures/Assertion.js';
import { TestOrder } from './TestOrder.js';

/** How a check is run. */
export interface CheckContextOptions {
  http: RawHttpClient;
  /** Of the exchange's own list, as FMZ writes it. */
  symbol: string;
  /** What FMZ's key boxes hold; empty texts where there are none. */
  keys: Credentials;
  /** Whether one order may be placed. */
  trade: boolean;
  /** Whether prices and lists are told without keys; `undefined` where only the answers show it. */
  publicData?: boolean | undefined;
  /** What goes over the exchange's FIX lines, or why that cannot be seen. */
  sessions?: SessionWatch | string;
}

/** A request that is not the usual one. */
export interface CallOptions extends Omit<RawRequest, 'body'> {
  keys?: Credentials;
}

/** A method that no plugin has. */
export const NO_METHOD = 'nosuchmethod';

/** An order id that no plugin has given out. */
export const NO_ORDER = 'BTC-USDT,1';

/** An amount that no exchange takes: a plugin that has keys of its own must not trade either. */
export const NO_AMOUNT = '0.00000001';

const priced = v.object({ last: v.pipe(v.string(), v.decimal()) });

/** What a case has at hand: the plugin, keys, and answers that several cases look at. */
export class CheckContext {
  readonly http: RawHttpClient;
  readonly symbol: string;
  readonly trade: boolean;
  readonly hasKeys: boolean;
  readonly publicData: boolean | undefined;
  readonly sessions: SessionWatch | string;
  /** The user's keys, or else made-up ones: the docker always sends some. */
  readonly keys: Credentials;
  /** Keys that belong to no account; their marks are looked for in answers. */
  readonly madeUpKeys: Credentials;
  /** The one order that is placed. */
  readonly order = new TestOrder(this);
  /** What else the exchange lists. */
  readonly symbols = new ListedSymbols(this);
  /** The first error that says that the exchange wants no more requests. */
  throttled: string | undefined;
  readonly #kept = new Map<string, Promise<AnswerEnvelope>>();
  #hours: Promise<Hours> | undefined;

  constructor({ http, symbol, keys, trade, publicData, sessions }: CheckContextOptions) {
    this.http = http;
    this.symbol = symbol;
    this.trade = trade;
    this.publicData = publicData;
    this.sessions = sessions ?? say('this plugin does not show its sessions');
    this.madeUpKeys = {
      access_key: `mark-access-${randomBytes(6).toString('hex')}`,
      secret_key: `mark-secret-${randomBytes(6).toString('hex')},mark-phrase-${randomBytes(6).toString('hex')}`,
    };
    this.hasKeys = keys.access_key !== '' || keys.secret_key !== '';
    this.keys = this.hasKeys ? keys : this.madeUpKeys;
  }

  /** The body that the docker posts. */
  body(method: string, params: object, keys = this.keys): string {
    return encodeRequest({ method, params }, keys);
  }

  /** @throws Defect when the answer is not an envelope. */
  async post(request: RawRequest): Promise<AnswerEnvelope> {
    const answer = readAnswer(await this.http.send(request));
    if (saysThrottled(answer.error ?? '')) this.throttled ??= answer.error;
    return answer;
  }

  /** Calls a method as the docker does. @throws Defect when the answer is not an envelope. */
  call(
    method: string,
    params: object,
    { keys, headers, ...rest }: CallOptions = {},
  ): Promise<AnswerEnvelope> {
    return this.post({
      ...rest,
      headers: { 'content-type': 'application/json', ...headers },
      body: this.body(method, params, keys),
    });
  }

  /** The ticker of the pair: what most cases ask for, to see whether a request arrives. */
  async ticker(options: CallOptions = {}): Promise<AnswerEnvelope> {
    await this.needTicker();
    return needData(await this.call('ticker', { symbol: this.symbol }, options));
  }

  /** @throws Skip where there are no keys. */
  needKeys(): void {
    if (!this.hasKeys) throw new Skip(say('needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY'));
  }

  /** @throws Skip when even the plainest request is not answered with data. */
  async needTicker(): Promise<RoundTrip> {
    if (this.publicData === false) this.needKeys();
    const plain = await this.sample('ticker').catch(() => undefined);
    if (plain?.error !== undefined) needOpen(plain.error);
    if (plain?.data === undefined) throw new Skip(say('GetTicker itself does not return data'));
    return plain.trip;
  }

  /** The answer to a method with usual params, asked for once. @throws Defect when it is not an envelope. */
  sample(name: MethodName): Promise<AnswerEnvelope> {
    return this.keep(name, async () => {
      const io = name === 'io' ? { method: '__api_/', headers: { 'http-method': 'GET' } } : undefined;
      const params = await this.paramsOf(name);
      if (name === 'records') return this.#bars(params);
      return this.call(io?.method ?? name, params, { ...(io && { headers: io.headers }) });
    });
  }

  /** The params of {@link sample}. */
  async paramsOf(name: MethodName): Promise<WireParams> {
    const symbol = ABOUT_CONTRACTS.includes(name) ? await this.symbols.held(name) : this.symbol;
    const params = sampleParams(name, symbol);
    if (name !== 'records') return params;
    const { error } = await this.#bars(params).catch(() => ({ error: undefined }));
    return { ...params, period: periodFor(error) };
  }

  /** Bars, asked for once with the same params. */
  #bars(params: WireParams): Promise<AnswerEnvelope> {
    return this.keep(`bars/${params.period}`, () => this.call('records', params));
  }

  /** What the answer to some params has to match. */
  async expectationOf(params: WireParams): Promise<Expectation> {
    const ticker = await this.sample('ticker').catch(() => undefined);
    return {
      ...expectationOf(params, Date.now()),
      last: v.is(priced, ticker?.data) ? Number(ticker.data.last) : undefined,
    };
  }

  /** The answer to a method without any params, asked for once. @throws Defect when it is not an envelope. */
  everything(name: MethodName): Promise<AnswerEnvelope> {
    return this.keep(`${name}/all`, () => this.call(name, {}));
  }

  /** When the market is open, as far as the plugin shows it. */
  hours(): Promise<Hours> {
    this.#hours ??= readHours(this);
    return this.#hours;
  }

  /** Whether prices are shown to accounts only: made-up keys get none, and the user's do. */
  async needsKeys(): Promise<boolean> {
    if (this.publicData !== undefined) return !this.publicData;
    if (!this.hasKeys || (await this.sample('ticker').catch(() => undefined))?.data === undefined)
      return false;
    const answer = await this.keep('ticker/any-keys', () =>
      this.call('ticker', { symbol: this.symbol }, { keys: this.madeUpKeys }),
    ).catch(() => undefined);
    return answer?.error !== undefined;
  }

  /** Whether account methods work with made-up keys, as on an exchange that is made up. */
  async takesAnyKeys(): Promise<boolean> {
    const answer = await this.keep('accounts/any-keys', () =>
      this.call('accounts', {}, { keys: this.madeUpKeys }),
    ).catch(() => undefined);
    return answer?.data !== undefined;
  }

  /** An answer that several cases look at: asked for when first wanted. */
  keep(key: string, ask: () => Promise<AnswerEnvelope>): Promise<AnswerEnvelope> {
    const kept = this.#kept.get(key) ?? ask();
    this.#kept.set(key, kept);
    return kept;
  }
}

/** Methods about contracts: a pair of coins alone has neither positions nor funding. */
const ABOUT_CONTRACTS: readonly MethodName[] = ['positions', 'fundings', 'setmarginlevel'];
