import type { CcxtExchange } from '../instance/ccxtTypes.js';
import type { MarketRow } from '../parse/market.js';

/** Asks an exchange whether the account keeps long and short positions apart. */
type AskMode = (exchange: CcxtExchange, row: MarketRow) => Promise<boolean>;

type Told = Readonly<Record<string, unknown>>;

/** What the exchange told of the positions of a contract, and of one that there is none of. */
async function positionsOf(exchange: CcxtExchange, { symbol }: MarketRow): Promise<Told[]> {
  const rows: unknown = await exchange.fetchPositions([symbol]);
  return Array.isArray(rows) ? rows.map((row) => Object(Object(row).info)) : [];
}

/** The `data` of an answer. */
async function dataOf(
  exchange: CcxtExchange,
  path: string,
  api: readonly string[],
  method: string,
  params: object = {},
): Promise<Told> {
  const answer = await exchange.request(path, api, method, params, undefined, undefined, {});
  return Object(Object(answer).data);
}

/** 1 and 2 are the two sides of hedge mode. @see https://bybit-exchange.github.io/docs/v5/position */
const bybit: AskMode = async (exchange, row) =>
  (await positionsOf(exchange, row)).some(({ positionIdx }) => ['1', '2'].includes(String(positionIdx)));

/** Of exchanges that have a hedge mode for which ccxt has no fetchPositionMode. */
const MODES: Readonly<Record<string, AskMode>> = {
  /** @see https://www.bitget.com/api-doc/contract/account/Get-Single-Account */
  bitget: async (exchange, { symbol }) => {
    const { info }: Told = Object(await exchange.fetchLeverage(symbol));
    return Object(info).posMode === 'hedge_mode';
  },
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  /** @see https://www.htx.com/en-us/opend/newApiPages/?id=8cb89359-77b5-11ed-9966-18fcf8af08e */
  htx: async (exchange) => {
    const { position_mode: mode } = await dataOf(
      exchange,
      'v5/position/mode',
      ['contract', 'private'],
      'GET',
    );
    return mode === 'dual_side';
  },
  /** @see https://phemex-docs.github.io/#query-account-positions */
  phemex: async (exchange, row) =>
    (await positionsOf(exchange, row)).some(({ posMode }) => posMode === 'Hedged'),
  /** @see https://docs.whitebit.com/private/http-trade-v4/#get-collateral-account-hedge-mode */
  whitebit: async (exchange) => {
    const path = 'collateral-account/hedge-mode';
    const answer = await exchange.request(path, ['v4', 'private'], 'POST', {}, undefined, undefined, {});
    return Object(answer).hedgeMode === true;
  },
  /** @see https://docs.woox.io/?json#get-account-information-new */
  woo: async (exchange) =>
    (await dataOf(exchange, 'account/info', ['v3', 'private'], 'GET')).positionMode === 'HEDGE_MODE',
};

/** How an exchange is asked for its position mode where ccxt has no method for it; `undefined` where it has none. */
export function positionModeOf(id: string): AskMode | undefined {
  return Object.hasOwn(MODES, id) ? MODES[id] : undefined;
}
