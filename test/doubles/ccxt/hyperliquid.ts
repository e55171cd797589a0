import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { countFrom, type DoubleOrder, type DoubleWithOrders, Orders } from './Orders.js';
import { addressOfKey, recoverAgent } from './recoverAgent.js';
import { type DoubleAnswer, startDouble } from './startDouble.js';

const PRIVATE_KEY = `0x${'1f2e3d4c5b6a7988'.repeat(4)}`;

/** The wallet of the double's only account, as FMZ's boxes hold it: its address, and its private key. */
export const hyperliquidKeys = { access_key: addressOfKey(PRIVATE_KEY), secret_key: PRIVATE_KEY };

export interface HyperliquidDouble extends DoubleWithOrders {
  /** The actions that were signed and taken, oldest first. */
  readonly actions: Record<string, unknown>[];
  /** What was asked of `/info`, by its type. */
  asked(type: string): Record<string, unknown>[];
}

const PRICE = 50_000;

/**
 * A double of Hyperliquid: a DEX whose two paths take everything, and whose actions are signed with a wallet's key.
 *
 * @see https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api
 */
export async function startHyperliquid(): Promise<HyperliquidDouble> {
  const orders = new Orders(countFrom(77_738_308_000n));
  const actions: Record<string, unknown>[] = [];
  const nonces = new Set<number>();
  const double = await startDouble(
    {
      'POST /info': ({ body }) => {
        const asked = parse(body);
        const type = String(asked.type);
        return (Object.hasOwn(infos, type) && infos[type]?.(asked, orders)) || malformed;
      },
      'POST /exchange': ({ body }) => {
        const request = parse(body);
        const refusal = authenticate(request, nonces);
        if (refusal !== undefined) return refuse(refusal);
        const action = fields(request.action);
        actions.push(action);
        return doings[String(action.type)]?.(action, orders) ?? malformed;
      },
    },
    () => ({ status: 404, body: 'null' }),
  );
  const asked = (type: string) =>
    double
      .sent('POST /info')
      .map(({ body }) => parse(body))
      .filter((request) => request.type === type);
  return { ...double, orders, actions, asked };
}

const malformed: DoubleAnswer = {
  status: 422,
  body: 'Failed to deserialize the JSON body into the target type',
};

/** What is wrong with a signed request. A key that is not known is taken for the key of another account. */
function authenticate(request: Record<string, unknown>, nonces: Set<number>): string | undefined {
  const { action, nonce, signature } = request;
  if (typeof nonce !== 'number' || Math.abs(Date.now() - nonce) > 86_400_000)
    return `Invalid nonce: ${nonce}`;
  const { r, s, v } = fields(signature);
  if (typeof r !== 'string' || typeof s !== 'string' || typeof v !== 'number') return 'Invalid signature';
  const signer = recoverAgent(action, nonce, { r, s, v });
  if (signer !== hyperliquidKeys.access_key) return `User or API Wallet ${signer} does not exist.`;
  if (nonces.has(nonce)) return `Invalid nonce: duplicate nonce: ${nonce}`;
  nonces.add(nonce);
  return undefined;
}

const universe = [
  { name: 'BTC', szDecimals: 5, maxLeverage: 40, marginTableId: 56 },
  { name: 'ETH', szDecimals: 4, maxLeverage: 25, marginTableId: 55 },
  { name: 'SOL', szDecimals: 2, maxLeverage: 20, marginTableId: 54 },
];

const context = (price: number) => ({
  funding: '0.0000125',
  openInterest: '31028.45',
  prevDayPx: (price * 0.99).toFixed(1),
  dayNtlVlm: '2450588000.2273',
  premium: '0.0001',
  oraclePx: price.toFixed(1),
  markPx: price.toFixed(1),
  midPx: price.toFixed(1),
  impactPxs: [(price - 4).toFixed(1), (price + 4).toFixed(1)],
  dayBaseVlm: '49011.76',
});

const tokens = [
  { name: 'USDC', szDecimals: 8, weiDecimals: 8, index: 0, isCanonical: true, fullName: null },
  { name: 'PURR', szDecimals: 0, weiDecimals: 5, index: 1, isCanonical: true, fullName: null },
];
const pairs = [{ name: 'PURR/USDC', tokens: [1, 0], index: 0, isCanonical: true }];
const pairContext = {
  coin: 'PURR/USDC',
  prevDayPx: '0.20432',
  dayNtlVlm: '8906.0',
  dayBaseVlm: '43227.0',
  markPx: '0.20927',
  midPx: '0.20926',
};

type Answers = Record<string, (request: Record<string, unknown>, orders: Orders) => DoubleAnswer>;
const isOwn = ({ user }: Record<string, unknown>) => user === hyperliquidKeys.access_key;

const infos: Answers = {
  spotMeta: () => ({ body: { tokens, universe: pairs } }),
  spotMetaAndAssetCtxs: () => ({ body: [{ tokens, universe: pairs }, [pairContext]] }),
  perpDexs: () => ({ body: [null, { name: 'xyz', fullName: 'XYZ', deployer: `0x${'88'.repeat(20)}` }] }),
  metaAndAssetCtxs: ({ dex }) =>
    dex === undefined
      ? { body: [{ universe, collateralToken: 0 }, [context(PRICE), context(2500), context(150)]] }
      : {
          body: [
            {
              universe: [{ name: 'xyz:GOLD', szDecimals: 4, maxLeverage: 20, onlyIsolated: true }],
              collateralToken: 0,
            },
            [context(4100)],
          ],
        },
  l2Book: ({ coin }) => {
    const side = (direction: number) =>
      Array.from({ length: 20 }, (_, level) => ({
        px: String(PRICE + direction * (level + 1)),
        sz: (0.5 + level / 10).toFixed(5),
        n: 2,
      }));
    return { body: { coin, time: Date.now(), levels: [side(-1), side(1)] } };
  },
  candleSnapshot: ({ req }) => {
    const { coin, interval, startTime, endTime } = fields(req);
    const step = lengthOf(String(interval));
    const since = Math.max(Number(startTime), Date.now() - 5000 * step);
    const rows = candles(PRICE, step, { since, count: 5000 }).filter(({ time }) => time <= Number(endTime));
    return {
      body: rows.map(({ time, open, high, low, close, volume }) => ({
        t: time,
        T: time + step - 1,
        s: coin,
        i: interval,
        o: open,
        c: close,
        h: high,
        l: low,
        v: volume,
        n: 46,
      })),
    };
  },
  userAbstraction: () => ({ body: '"default"' }),
  clearinghouseState: (request) => {
    const [value, used] = isOwn(request) ? ['11250.5', '1250.0'] : ['0.0', '0.0'];
    const summary = { accountValue: value, totalNtlPos: '0.0', totalRawUsd: value, totalMarginUsed: used };
    return {
      body: {
        marginSummary: summary,
        crossMarginSummary: summary,
        crossMaintenanceMarginUsed: '0.0',
        withdrawable: '0.0',
        assetPositions: isOwn(request) ? [position] : [],
        time: Date.now(),
      },
    };
  },
  frontendOpenOrders: (request, orders) => ({ body: isOwn(request) ? orders.open().map(toRow) : [] }),
  historicalOrders: (request, orders) => ({
    body: isOwn(request) ? orders.all.map(toStatus).reverse() : [],
  }),
  orderStatus: ({ oid, ...request }, orders) => {
    if (typeof oid !== 'number' && !/^0x[\da-f]{32}$/.test(String(oid))) return malformed;
    const order = typeof oid === 'number' ? orders.find(String(oid)) : orders.find(undefined, String(oid));
    return {
      body: order && isOwn(request) ? { status: 'order', order: toStatus(order) } : { status: 'unknownOid' },
    };
  },
};

const position = {
  type: 'oneWay',
  position: {
    coin: 'BTC',
    szi: '-0.5',
    leverage: { type: 'cross', value: 20 },
    entryPx: '51000.0',
    positionValue: '25000.0',
    unrealizedPnl: '500.0',
    returnOnEquity: '0.4',
    liquidationPx: '60125.3',
    marginUsed: '1250.0',
    maxLeverage: 40,
    cumFunding: { allTime: '0.0', sinceOpen: '0.0', sinceChange: '0.0' },
  },
};

const doings: Answers = {
  order: ({ orders: wanted }, orders) =>
    done(
      'order',
      list(wanted).map((order) => place(order, orders)),
    ),
  batchModify: ({ modifies }, orders) =>
    done(
      'order',
      list(modifies).map(({ oid, order }) => {
        const old = orders.find(String(oid));
        if (old?.status !== 'open') return { error: 'Cannot modify canceled or filled order' };
        // It is another order from then on.
        old.status = 'canceled';
        return place(fields(order), orders);
      }),
    ),
  cancel: ({ cancels }, orders) =>
    done(
      'cancel',
      list(cancels).map(({ a, o }) => {
        const order = orders.find(String(o));
        if (typeof o !== 'number' || order?.status !== 'open' || order.market !== universe[Number(a)]?.name)
          return { error: `Order was never placed, already canceled, or filled. asset=${a}` };
        order.status = 'canceled';
        return 'success';
      }),
    ),
  updateLeverage: ({ asset, leverage }) =>
    Number(leverage) > (universe[Number(asset)]?.maxLeverage ?? 0)
      ? refuse('Invalid leverage value')
      : { body: { status: 'ok', response: { type: 'default' } } },
};

function place({ a, b, p, s, r, t, c }: Record<string, unknown>, orders: Orders): object {
  const market = universe[Number(a)]?.name;
  if (market === undefined) return { error: `Invalid asset ${a}` };
  const worth = BigNumber(String(p)).times(String(s));
  if (worth.lt(10) && r !== true) return { error: `Order must have minimum value of $10. asset=${a}` };
  if (worth.gt(500_000)) return { error: `Insufficient margin to place order. asset=${a}` };
  const { tif } = fields(fields(t).limit);
  const order = orders.place({
    market,
    side: b === true ? 'buy' : 'sell',
    type: tif === 'Ioc' ? 'market' : 'limit',
    amount: String(s),
    price: String(p),
    clientId: typeof c === 'string' ? c : undefined,
  });
  order.reduceOnly = r === true;
  const oid = Number(order.id);
  return order.status === 'filled'
    ? { filled: { totalSz: order.amount, avgPx: PRICE.toFixed(1), oid } }
    : { resting: { oid, ...(order.clientId !== undefined && { cloid: order.clientId }) } };
}

function toRow(order: DoubleOrder) {
  const { id, clientId, market, side, type, amount, price, filled, time } = order;
  return {
    coin: market,
    side: side === 'buy' ? 'B' : 'A',
    limitPx: price,
    sz: BigNumber(amount).minus(filled).toFixed(),
    oid: Number(id),
    timestamp: time,
    triggerCondition: 'N/A',
    isTrigger: false,
    triggerPx: '0.0',
    children: [],
    isPositionTpsl: false,
    reduceOnly: order.reduceOnly ?? false,
    orderType: 'Limit',
    origSz: amount,
    tif: type === 'market' ? 'Ioc' : 'Gtc',
    cloid: clientId ?? null,
  };
}

const toStatus = (order: DoubleOrder) => ({
  order: toRow(order),
  status: order.status,
  statusTimestamp: order.time,
});

const done = (type: string, statuses: unknown[]): DoubleAnswer => ({
  body: { status: 'ok', response: { type, data: { statuses } } },
});

const refuse = (response: string): DoubleAnswer => ({ body: { status: 'err', response } });
const parse = (body: string) => fields(JSON.parse(body));
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(fields) : []);

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
