import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FixField } from '../../../src/fix/FixMessage.js';
import type { CtraderAcceptor, ReceivedMessage } from '../ctrader/CtraderAcceptor.js';
import { buildAcceptor, NoQuickfix } from './buildAcceptor.js';

type LineName = ReceivedMessage['line'];

/** cTrader's part played by QuickFIX, with its own session layer. */
export interface QuickfixAcceptor extends CtraderAcceptor {
  readonly name: 'quickfix';
  /** Messages of the session layer too. */
  arrived(): Promise<readonly ReceivedMessage[]>;
  /** Asks for a Heartbeat with this text (112). */
  testRequest(line: LineName, text: string): Promise<void>;
  logOut(line: LineName, text: string): Promise<void>;
  /** Moves the number of what it sends next. Numbers that are left out are filled when they are asked for. */
  moveSender(line: LineName, by: number): Promise<void>;
  /** Moves the number that it expects next: where it goes back, it asks for what it has missed. */
  moveTarget(line: LineName, by: number): Promise<void>;
  /** Keeps nothing of what it sends: it fills gaps instead of sending again. */
  forget(line: LineName): Promise<void>;
}

/** The name of a test that is skipped where there is no QuickFIX: it says why. */
export async function whyNoQuickfix(): Promise<string | undefined> {
  try {
    await buildAcceptor();
    return undefined;
  } catch (error) {
    if (error instanceof NoQuickfix && process.env.FMZPROTO_NEEDS_QUICKFIX !== '1') return error.message;
    throw error;
  }
}

/** What starts it, where there is one: `[startCtraderDouble, ...(await quickfixIfAny())]`. */
export async function quickfixIfAny(): Promise<readonly (typeof startQuickfix)[]> {
  return (await whyNoQuickfix()) === undefined ? [startQuickfix] : [];
}

/**
 * Starts an acceptor on free ports of this machine.
 *
 * @throws NoQuickfix
 */
export async function startQuickfix(): Promise<QuickfixAcceptor> {
  const child = spawn(await buildAcceptor(), { stdio: 'pipe' });
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const messages: ReceivedMessage[] = [];
  const ports: string[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const listening = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));

  createInterface({ input: child.stdout }).on('line', (line) => {
    const [kind = '', name = '', ...rest] = line.split(' ');
    const text = rest.join(' ');
    if (kind === 'received') messages.push(readReceived(name, text));
    if (kind === 'listens' && ports.push(text) === 2) waiting.shift()?.resolve();
    if (kind === 'done') waiting.shift()?.resolve();
    if (kind === 'failed')
      waiting.shift()?.reject(new Error(`the acceptor on QuickFIX cannot ${name} ${text}`));
  });
  child.once('exit', (code, signal) => {
    const error = new Error(`the acceptor on QuickFIX ended with ${code ?? signal}: ${complaints}`);
    for (const { reject } of waiting.splice(0)) reject(error);
  });

  const command = (...words: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${words.join(' ')}\n`);
    });
  const drive = (what: string, line: LineName, value: string | number = '') =>
    command(what, line.toUpperCase(), String(value));
  const arrived = async () => {
    await command('sync');
    return [...messages];
  };
  const received = async () => (await arrived()).filter(({ type }) => !SESSION_TYPES.includes(type));

  await listening;
  return {
    name: 'quickfix',
    trade: `fix://127.0.0.1:${ports[0]}`,
    quote: `fix://127.0.0.1:${ports[1]}`,
    keys: { access_key: 'demo.broker.12345', secret_key: 'fix-password,host=ctrader.invalid' },
    ...{ arrived, received },
    count: async (type) => (await received()).filter((message) => message.type === type).length,
    fault: (type, kind) => command('fault', type, kind ?? ''),
    release: () => command('release'),
    price: (symbol, bid, ask) => command('price', symbol, bid, ask),
    cut: () => command('cut'),
    testRequest: (line, text) => drive('testRequest', line, text),
    logOut: (line, text) => drive('logout', line, text),
    moveSender: (line, by) => drive('sender', line, by),
    moveTarget: (line, by) => drive('target', line, by),
    forget: (line) => drive('persist', line, 0),
    async close() {
      child.stdin.end();
      const [code, signal] = await exited;
      if (code !== 0) throw new Error(`the acceptor on QuickFIX ended with ${code ?? signal}: ${complaints}`);
    },
  };
}

const SESSION_TYPES = ['0', '1', '2', '3', '4', '5'];

function readReceived(name: string, text: string): ReceivedMessage {
  const fields = text
    .slice(0, -1)
    .split('\x01')
    .map((field): FixField => {
      const equals = field.indexOf('=');
      return [Number(field.slice(0, equals)), field.slice(equals + 1)];
    });
  const type = fields.find(([tag]) => tag === 35)?.[1] ?? '';
  return { line: name === 'QUOTE' ? 'quote' : 'trade', type, fields };
}
