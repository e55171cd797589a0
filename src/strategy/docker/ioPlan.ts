import { parseJson, RawJson } from '../../protocol/json.js';
import { verbs } from '../../protocol/methods.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { textArgument } from './arguments.js';
import type { ExchangeState } from './ExchangeState.js';
import { setCurrency, setRate } from './localPlans.js';
import type { Local, Planner, Request } from './Plan.js';
import { UnavailableError } from './UnavailableError.js';

/** What the docker answers itself; each gives what the strategy gets. */
const COMMANDS: Readonly<Record<string, (args: readonly unknown[], state: ExchangeState) => unknown>> = {
  currency([currency], state) {
    setCurrency(currency, state);
    return true;
  },
  rate([rate], state) {
    setRate(rate ?? 1, state);
    return true;
  },
  base([base], state) {
    state.base = String(base ?? '');
    return true;
  },
  status: () => true,
  simulate: () => true,
  cross: () => true,
  dual: () => true,
  trade_margin: () => true,
  trade_normal: () => true,
  trade_super_margin: () => true,
  // Which way prices come is for the plugin to choose.
  websocket: () => true,
  rest: () => true,
  wait: () => null,
};

/** IO: `api`, and a path in its place, go to the exchange; the rest is the docker's own. */
export const planIo: Planner = ([command, ...args], { state }) => {
  const name = textArgument(command, say('the command of IO'));
  if (name === 'api') return askApi(args);
  if (name.startsWith('/')) return askApi(['GET', name, ...args]);
  return runCommand(name, args, state);
};

function runCommand(name: string, args: readonly unknown[], state: ExchangeState): Local {
  const run = Object.hasOwn(COMMANDS, name.toLowerCase()) ? COMMANDS[name.toLowerCase()] : undefined;
  if (!run)
    throw new UnavailableError(
      say('IO has no command {name} for exchanges behind the general protocol', { name: quote(name) }),
    );
  return { value: run(args, state) };
}

/** A request to the exchange's own API. Without a verb in front it is older spelling: the plugin decides. */
function askApi(args: readonly unknown[]): Request {
  const verb = verbs.find((one) => one === String(args[0]).toUpperCase());
  const [path, query, body] = verb ? args.slice(1) : args;
  return {
    method: 'io',
    wire: `__api_${textArgument(path, say('the path of IO("api", ...)'))}`,
    params: paramsOf(query, body),
    ...(verb && { verb }),
    read: (data) => data,
  };
}

/** Params as strategies write them: a query and a body, each a query string, JSON, or an object. */
function paramsOf(query: unknown, body: unknown): object {
  if (isEmpty(body)) return readParams(query);
  return isEmpty(query) ? readParams(body) : { ...parsed(query), ...parsed(body) };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** JSON goes on as it was written, with every digit. */
function readParams(value: unknown): object {
  const read = parsed(value);
  return typeof value === 'string' && isJson(value) ? new RawJson(value) : read;
}

function parsed(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  if (typeof value !== 'string') return {};
  if (!isJson(value)) return Object.fromEntries(new URLSearchParams(value));
  const read = readJson(value);
  if (typeof read === 'object' && read !== null) return read;
  throw new ProtocolError(say('the params of IO are not JSON: {value}', { value: quote(value) }));
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
