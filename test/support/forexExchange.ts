import * as v from 'valibot';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { ExchangeDefinition } from '../../src/adapter/Exchange.js';
import type { FixLine } from '../../src/adapter/FixDefinition.js';
import { untilTotal } from '../../src/adapter/fixRows.js';
import { createClientOrderId } from '../../src/adapter/orderIds.js';
import { relayFixIo } from '../../src/adapter/relayFixIo.js';
import type { FixMessage } from '../../src/fix/FixMessage.js';
import { parseUtc } from '../../src/fix/utc.js';
import type { Data } from '../../src/protocol/methods.js';
import { passwordLogon } from '../../src/signing/passwordLogon.js';
import { type FixServer, type FixServerOptions, startFixServer } from '../../src/testing/startFixServer.js';

/** An account at the broker, as FMZ's boxes hold it. */
export const forexKeys = { access_key: 'demo.broker.7340215', secret_key: 'correct-horse-9c41' };

export interface ForexKeys {
  sender: string;
  password: string;
}

type Forex = ExchangeDefinition<ForexKeys, object>;

const credentials = v.pipe(
  v.object({
    access_key: v.pipe(v.string(), v.nonEmpty('access_key: the SenderCompID is missing')),
    secret_key: v.pipe(v.string(), v.nonEmpty('secret_key: the password is missing')),
  }),
  v.transform(({ access_key, secret_key }) => ({ sender: access_key, password: secret_key })),
);

/** A line of the broker, none of whose own addresses is there. */
function forexLine(name: string, parts: Partial<FixLine<ForexKeys>> = {}): FixLine<ForexKeys> {
  return {
    address: `fix+tls://${name.toLowerCase()}.broker.invalid:5212`,
    sender: (keys) => keys.sender,
    target: 'BROKER',
    header: [[57, name]],
    logon: passwordLogon({
      username: ({ sender }) => sender.split('.').at(-1) ?? '',
      password: (keys) => keys.password,
    }),
    ...parts,
  };
}

/** A broker that speaks FIX alone: orders on one line, prices on the other. */
export function forexExchange({
  trade,
  quote,
  ...parts
}: Partial<Forex> & { trade?: Partial<FixLine<ForexKeys>>; quote?: Partial<FixLine<ForexKeys>> } = {}) {
  return defineExchange<ForexKeys, object>({
    name: 'Forex',
    credentials,
    fix: {
      lines: {
        trade: forexLine('TRADE', trade),
        quote: forexLine('QUOTE', { subjectOf: (message) => message.get(55), ...quote }),
      },
    },
    createState: () => ({}),
    ...parts,
    methods: {
      async ticker({ symbol }, api) {
        const subscribed = symbol.base + symbol.quote;
        const { memory, reply } = await api.fix.follow({
          ...{ line: 'quote', name: `best ${subscribed}`, subject: subscribed },
          subscribe: (id) => ({
            type: 'V',
            fields: [
              [262, id],
              [263, '1'],
              [55, subscribed],
            ],
          }),
          unsubscribe: (id) => ({
            type: 'V',
            fields: [
              [262, id],
              [263, '2'],
              [55, subscribed],
            ],
          }),
          create: () => ({ bid: '', ask: '' }),
          apply(memory, message) {
            for (const entry of message.group(268, [279, 269, 270]))
              memory[entry.get(269) === '0' ? 'bid' : 'ask'] = entry.get(270) ?? '';
          },
        });
        const { bid, ask } = memory;
        const prices = { buy: bid, sell: ask, high: ask, low: bid, open: bid, last: bid, vol: '0' };
        const time = String(parseUtc(reply.message.get(52) ?? ''));
        return { data: { symbol: symbol.name, ...prices, time }, raw: reply.raw };
      },
      async trade({ symbol, type, price, amount }, api) {
        const id = createClientOrderId();
        const reply = await api.fix.ask({
          type: 'D',
          fields: [
            [11, id],
            ...([
              [55, symbol.base + symbol.quote],
              [54, type === 'buy' ? '1' : '2'],
            ] as const),
            ...([
              [38, amount],
              [44, String(price)],
            ] as const),
          ],
        });
        return { data: { id: reply.message.get(37) ?? '' }, raw: reply.raw };
      },
      async order({ id }, api) {
        const { message, raw } = await api.fix.ask({ type: 'H', fields: [[11, id]] });
        return { data: orderOf(message), raw };
      },
      async orders(_params, api) {
        const { messages, raw } = await api.fix.ask({
          ...{
            type: 'AF',
            fields: [
              [584, 'all'],
              [585, '7'],
            ],
          },
          isComplete: untilTotal(911),
        });
        return { data: messages.map(orderOf), raw };
      },
      io: relayFixIo,
      ...parts.methods,
    },
  });
}

function orderOf(message: FixMessage): Data<'order'> {
  const [id = '', price = '', amount = ''] = [37, 44, 38].map((tag) => message.get(tag));
  const filled = { deal_amount: 0, avg_price: 0 };
  return {
    ...{ id, symbol: 'EUR_USD', price: Number(price), amount: Number(amount), ...filled },
    ...{ type: 'buy', status: 'submitted' },
  };
}

/** The broker's server: takes every order, and has two of them open. */
export function startForexServer(options: FixServerOptions = {}): Promise<FixServer> {
  const report = (id: string, kind: string) => ({
    type: '8',
    fields: [
      [37, '4711'],
      [11, id],
      [150, kind],
      [39, '0'],
      [38, '1000'],
      [44, '1.10'],
    ] as const,
  });
  return startFixServer({
    ...options,
    on: {
      D: (order) => report(order.get(11) ?? '', '0'),
      H: (asked) => report(asked.get(11) ?? '', 'I'),
      AF: (asked) =>
        ['1', '2'].map((id) => ({
          type: '8',
          fields: [
            [584, asked.get(584) ?? ''],
            [37, id],
            [150, 'I'],
            [39, '0'],
            [38, '5'],
            [44, '1.1'],
            [911, '2'],
          ] as const,
        })),
      V: (asked) =>
        asked.get(263) === '1'
          ? {
              type: 'W',
              fields: [
                [55, asked.get(55) ?? ''],
                [268, '2'],
                [269, '0'],
                [270, '1.10'],
                [269, '1'],
                [270, '1.20'],
              ],
            }
          : undefined,
      ...options.on,
    },
  });
}
