import * as v from 'valibot';
import type { Credentials } from '../../protocol/envelope.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/** A cTrader account over FIX: whose it is, where its broker is, and how its positions are kept. */
export interface CTraderKeys {
  /** SenderCompID (49): `demo.broker.12345`. */
  sender: string;
  /** Username (553): the last part of it, the number of the account. */
  login: string;
  /** Password (554): that of FIX, which is not the one of the cTrader ID. */
  password: string;
  host: string;
  /** The ports with TLS of the two sessions. */
  trade: string;
  quote: string;
  /** TargetCompID (56). */
  target: string;
  /** One position a symbol, instead of as many as orders have opened. */
  netted: boolean;
}

// FIX knows no other characters here, and SOH ends a field.
const PRINTABLE = /^[\x20-\x7e]*$/;
const SENDER = /^[^\s,]+\.(\d+)$/;
const HOST =
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*|\[[\da-f:.]+\])$/i;

const ACCESS =
  "FMZ's access key box holds the SenderCompID of cTrader's FIX form, like demo.mybroker.7654321";
const SECRET =
  "FMZ's secret key box holds password,host=HOST, and where they differ from cTrader's own trade=5212, quote=5211, target=cServer and account=netted";

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** What may stand behind the password, and what each is. */
const OPTIONS: Readonly<
  Record<string, readonly [isValid: (text: string) => boolean, expected: PlainTemplate]>
> = {
  host: [
    (text) => HOST.test(text) && text.length <= 253,
    "must be the broker's host alone, like demo-uk-eqx-01.p.c-trader.com: no https:// or fix://, no path, and a port goes into ,trade=5212 or ,quote=5211",
  ],
  trade: [isPort, 'must be a port, like 5212'],
  quote: [isPort, 'must be a port, like 5211'],
  target: [(text) => /^\S+$/.test(text), 'must be the TargetCompID of the FIX form, like cServer'],
  account: [(text) => /^(hedged|netted)$/i.test(text), 'must be hedged or netted'],
};

/**
 * FMZ's two boxes: the SenderCompID, and `password,host=HOST`, with other options behind it. The first comma ends the
 * password.
 *
 * @see https://help.ctrader.com/fix/getting-credentials/
 */
export const credentials = v.pipe(
  v.object({ access_key: v.string(), secret_key: v.string() }),
  v.rawTransform<Credentials, CTraderKeys>(({ dataset, addIssue, NEVER }) => {
    const sender = dataset.value.access_key.trim();
    const [password = '', ...parts] = dataset.value.secret_key.split(',').map((part) => part.trim());
    const { options, problem } = readOptions(parts);
    const login = SENDER.exec(sender)?.[1];
    const wrong = findProblem(sender, dataset.value.secret_key) ?? problem ?? findMissing(options);
    if (wrong !== undefined || login === undefined) {
      addIssue({ message: wrong ?? say('needs keys') });
      return NEVER;
    }
    const { host: typed = '', trade = '5212', quote = '5211', target = 'cServer', account } = options;
    // Names of hosts are the same in either case, and so is the account.
    const host = typed.toLowerCase();
    const netted = account?.toLowerCase() === 'netted';
    return { sender, login, password, host, trade, quote, target, netted };
  }),
);

function readOptions(parts: readonly string[]): {
  options: Partial<Record<string, string>>;
  problem?: string;
} {
  const options: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const [, word = '', value = ''] = /^(\w+)\s*=\s*(.*)$/.exec(part) ?? [];
    const name = word.toLowerCase();
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!option)
      return {
        options,
        problem: say('has no option in part {part} of its secret key, counted by commas: {advice}', {
          part: index + 2,
          advice: adviseOn(part),
        }),
      };
    const [isValid, expected] = option;
    if (Object.hasOwn(options, name))
      return { options, problem: say('has {name}= twice in its secret key', { name }) };
    if (value === '')
      return {
        options,
        problem: say('has an empty {name}= in its secret key: it {expected}', {
          name,
          expected: say(expected),
        }),
      };
    if (!isValid(value))
      return {
        options,
        problem: say('has a wrong {name}= in its secret key: it {expected}', {
          name,
          expected: say(expected),
        }),
      };
    options[name] = value;
  }
  return { options };
}

/** What is likely meant by a part that is no option; it may be the end of a password, which is not shown. */
function adviseOn(part: string): string {
  if (part === '') return say('take out the comma that nothing follows');
  if (/^simulate$/i.test(part))
    return say('a demo account needs no simulate, its SenderCompID says that it is one');
  if (/^port\s*=/i.test(part)) return say('orders have the port trade=5212, and prices quote=5211');
  if (/^(host|trade|quote|target|account)\s*:/i.test(part)) return say('write = where it has a colon');
  if (part.includes('.') && HOST.test(part)) return say("write host= before the broker's host");
  return say('the first comma ends the password: choose one without a comma in the FIX form; {form}', {
    form: say(SECRET),
  });
}

function findProblem(sender: string, secretKey: string): string | undefined {
  if (sender === '') return say('needs an account: the access key is empty; {form}', { form: say(ACCESS) });
  if (!PRINTABLE.test(sender) || !SENDER.test(sender))
    return say('needs another access key: it does not end in a dot and the number of the account; {form}', {
      form: say(ACCESS),
    });
  if (!PRINTABLE.test(secretKey.trim()))
    return say(
      'has characters in its secret key that FIX does not take, such as a full-width comma, colon or equals sign: type , and = on an English keyboard',
    );
  if (/^\s*(,|$)/.test(secretKey))
    return say('needs the FIX password: the secret key is empty; {form}', { form: say(SECRET) });
  if (/^\s*(host|trade|quote|target|account)\s*=/i.test(secretKey))
    return say('needs the FIX password first: the secret key begins with an option; {form}', {
      form: say(SECRET),
    });
  return undefined;
}

function findMissing({ host }: Partial<Record<string, string>>): string | undefined {
  return host === undefined
    ? say("needs the broker's host: host=... is missing in its secret key; {form}", { form: say(SECRET) })
    : undefined;
}
