import { createHash } from 'node:crypto';
import type { ExchangeDefinition } from '../adapter/Exchange.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixLine } from '../adapter/FixDefinition.js';
import { readLineAddress, speaksFixAlone } from '../adapter/fixLines.js';
import { API, type MovedAddresses, nameOfPart } from '../adapter/hosts.js';
import type { FixField } from '../fix/FixMessage.js';
import type { LineSettings } from '../fix/FixTransport.js';
import { ANSWER_IDS, REQUEST_IDS } from '../fix/idTags.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { listed, say } from '../wording/say.js';
import type { Hosts } from './Hosts.js';
import { lineLeftBehind, notOfFix } from './misplaced.js';
import { proofsIn } from './tokens.js';

/** The types that change something, unless a line says otherwise. */
const WRITES = ['D', 'F', 'G', 'q', 'E', 'K', 'L', 's', 't', 'u'];

/** A FIX session of an exchange, as its definition declares it. */
export interface DeclaredLine<Keys> {
  name: string;
  line: FixLine<Keys>;
  writes: ReadonlySet<string>;
  ids: Pick<LineSettings, 'requestIds' | 'answerIds'>;
}

/** Who asks a line. */
export interface LineCaller<Keys> {
  keys: { value: Keys; id: string };
  /** Which environment the keys are of. */
  environment: string | undefined;
}

/** Of so many accounts and lines at most it is known what a session is opened with. */
const MOST = 1000;

/** The FIX sessions of an exchange, which belong to this object: where they are, and what they are opened with. */
export class Lines<Keys> {
  readonly #exchange: string;
  readonly #hosts: Hosts;
  readonly #moved: MovedAddresses;
  readonly #lines: ReadonlyMap<string, DeclaredLine<Keys>>;
  readonly #first: string;
  /** Whether its first line is what the exchange's own name moves. */
  readonly #alone: boolean;
  readonly #learn: (fields: readonly FixField[]) => void;
  /** What was made for an account, the same each time. */
  readonly #known = new Map<string, LineSettings>();
  /** What their last Logons proved who was asking with. */
  readonly #proofs = new WeakMap<LineSettings, readonly string[]>();

  /** @param options.learn told what proves who is asking, when a Logon is made of it. */
  constructor(
    definition: Pick<ExchangeDefinition<Keys, never>, 'name' | 'fix' | 'hosts' | 'baseUrl'>,
    options: { hosts: Hosts; moved?: MovedAddresses | undefined; learn(fields: readonly FixField[]): void },
  ) {
    const lines = Object.entries(definition.fix?.lines ?? {});
    this.#exchange = definition.name;
    this.#hosts = options.hosts;
    this.#moved = options.moved ?? new Map();
    this.#learn = options.learn;
    this.#lines = new Map(lines.map(([name, line]) => [name, declaredLine(name, line)]));
    this.#first = lines[0]?.[0] ?? '';
    this.#alone = speaksFixAlone(definition);
  }

  /** In their order. */
  get names(): string[] {
    return [...this.#lines.keys()];
  }

  /** @throws TypeError where none is declared under that name. */
  find(name = this.#first): DeclaredLine<Keys> {
    const found = this.#lines.get(name);
    if (found) return found;
    const facts = { name: quote(name), names: listed(this.names) };
    throw new TypeError(say('there is no line {name}: fix.lines of the definition has {names}', facts));
  }

  /**
   * What a session of a line is opened with.
   *
   * @throws NetworkError (outcome rejected) where it stands at its own address while the others were moved: what was forgotten must
   * not be told to a live exchange.
   * @throws ProtocolError where the keys name no address that can be used.
   */
  settingsOf(declared: DeclaredLine<Keys>, caller: LineCaller<Keys>): LineSettings {
    const key = `${declared.name} ${caller.environment ?? ''} ${caller.keys.id}`;
    const known = this.#known.get(key);
    if (known) return known;
    const settings = this.#make(declared, caller);
    this.#known.set(key, settings);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    return settings;
  }

  /** What of the last Logon of a session proved who was asking, the login among it. */
  proofsOf(settings: LineSettings): readonly string[] {
    return this.#proofs.get(settings) ?? [];
  }

  #make({ name, line, ids }: DeclaredLine<Keys>, caller: LineCaller<Keys>): LineSettings {
    const { value: keys, id } = caller.keys;
    const of = <T>(part: T | ((keys: Keys) => T)): T => (part instanceof Function ? part(keys) : part);
    const url = this.#locate(name, caller);
    const { version = 'FIX.4.4', heartbeat = 30, resets = true } = line;
    const session = {
      version,
      sender: of(line.sender),
      target: of(line.target),
      header: of(line.header ?? []),
    };
    const { sender, target } = session;
    const settings: LineSettings = {
      ...{ exchange: this.#exchange, line: name, url, owner: this, heartbeat, resets, ...session, ...ids },
      fingerprint: createHash('sha256')
        .update(JSON.stringify([id, url.href, session]))
        .digest('base64url'),
      subjectOf: line.subjectOf && ((message) => line.subjectOf?.(message)),
      advise: line.reject && ((message) => adviceIn(() => line.reject?.(message))),
      logon: (at) => {
        const fields = line.logon({ ...at, keys, sender, target });
        this.#learn(fields);
        this.#proofs.set(settings, proofsIn(fields));
        return fields;
      },
    };
    return settings;
  }

  #locate(name: string, caller: LineCaller<Keys>): URL {
    const part = nameOfPart(this.#exchange, this.#alone && name === this.#first ? '' : name);
    const other = this.#movedTo(name);
    if (other === undefined) return this.#unmoved(name, part, caller);
    const url = readLineAddress(other);
    if (url) return url;
    throw notOfFix(this.#exchange, part, other);
  }

  #movedTo(name: string): string | undefined {
    const own = this.#moved.get(name.toLowerCase());
    return own ?? (this.#alone && name === this.#first ? this.#moved.get('') : undefined);
  }

  /** The address that the definition declares, unless it is the one that was forgotten. */
  #unmoved(name: string, part: string, caller: LineCaller<Keys>): URL {
    const declared = this.#declared(name, caller.keys.value);
    const to = this.#leader(caller);
    if (to === undefined) return declared;
    throw lineLeftBehind(declared.href, { exchange: this.#exchange, to, line: name, part });
  }

  /** Where the API, or else the first line, was moved to. */
  #leader({ environment, keys }: LineCaller<Keys>): string | undefined {
    const api = this.#alone ? undefined : this.#hosts.find(API, environment);
    if (api && api.origin !== api.declared) return api.origin;
    const first = this.#movedTo(this.#first);
    const moved =
      first !== undefined && readLineAddress(first)?.href !== this.#declared(this.#first, keys.value).href;
    return moved ? first : undefined;
  }

  #declared(name: string, keys: Keys): URL {
    const { line } = this.find(name);
    const text = line.address instanceof Function ? line.address(keys) : line.address;
    const url = readLineAddress(text);
    if (url) return url;
    throw new ProtocolError(
      say(
        'the keys do not give the line {line} of {exchange} an address like fix+tls://fix.example.com:5212',
        {
          line: name,
          exchange: this.#exchange,
        },
      ),
    );
  }
}

function declaredLine<Keys>(name: string, line: FixLine<Keys>): DeclaredLine<Keys> {
  const { requests, answers } = line.ids ?? {};
  return {
    ...{ name, line, writes: new Set(line.writes ?? WRITES) },
    ids: { requestIds: { ...REQUEST_IDS, ...requests }, answerIds: { ...ANSWER_IDS, ...answers } },
  };
}

/** What the refusal of an adapter says that a person can do. */
function adviceIn(reject: () => void): string | undefined {
  try {
    reject();
    return undefined;
  } catch (error) {
    return error instanceof ExchangeError ? error.hint : undefined;
  }
}
