// What the double of the benchmark says, in the fields that OKX documents.

/** How many pairs there are to ask for; together with the contracts they are 2000 instruments. */
const PAIRS = 1000;
const SWAPS = 800;
const FUTURES = 200;
/** How many orders are open. */
const ORDERS = 500;
const DAY = 86_400_000;

/** FMZ's name of a pair of the double. */
export function symbolOf(index) {
  return `${coin(index)}_USDT`;
}

function coin(index) {
  return `C${String(index % PAIRS).padStart(4, '0')}`;
}

/** A row of GET /api/v5/market/ticker. @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-ticker */
export function ticker(instId) {
  return {
    instType: 'SPOT',
    instId,
    last: '60123.4',
    lastSz: '0.00127',
    askPx: '60123.5',
    askSz: '0.83214',
    bidPx: '60123.4',
    bidSz: '1.40662',
    open24h: '59480.1',
    high24h: '60891.7',
    low24h: '59102.6',
    volCcy24h: '402181730.221',
    vol24h: '6691.82714',
    ts: String(Date.now()),
    sodUtc0: '59874.9',
    sodUtc8: '59633.2',
  };
}

/** Rows of GET /api/v5/public/instruments. @see https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments */
export function instruments(instType) {
  const count = { SPOT: PAIRS, SWAP: SWAPS, FUTURES }[instType] ?? 0;
  return Array.from({ length: count }, (_, index) => instrument(instType, index));
}

function instrument(instType, index) {
  const family = `${coin(index)}-USDT`;
  const spot = instType === 'SPOT';
  const expires = Date.now() + 30 * DAY;
  const code = new Date(expires).toISOString().slice(2, 10).replaceAll('-', '');
  return {
    instType,
    instId: { SPOT: family, SWAP: `${family}-SWAP`, FUTURES: `${family}-${code}` }[instType],
    uly: spot ? '' : family,
    instFamily: spot ? '' : family,
    category: '1',
    baseCcy: spot ? coin(index) : '',
    quoteCcy: spot ? 'USDT' : '',
    settleCcy: spot ? '' : 'USDT',
    ctVal: spot ? '' : '0.01',
    ctMult: spot ? '' : '1',
    ctValCcy: spot ? '' : coin(index),
    optType: '',
    stk: '',
    listTime: '1548133413000',
    expTime: instType === 'FUTURES' ? String(expires) : '',
    lever: '10',
    tickSz: '0.1',
    lotSz: '0.00001',
    minSz: '0.00001',
    ctType: spot ? '' : 'linear',
    alias: '',
    state: 'live',
    ruleType: 'normal',
    maxLmtSz: '9999999999',
    maxMktSz: '1000000',
    maxLmtAmt: '20000000',
    maxMktAmt: '1000000',
  };
}

const MINUTE = 60_000;
const PAGE = 300;

/** A page of GET /api/v5/market/candles, newest first. @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks */
export function candles(query) {
  const before = Number(query.get('after') ?? Date.now());
  const newest = Math.ceil(before / MINUTE) * MINUTE - MINUTE;
  const count = Math.min(Number(query.get('limit') ?? 100), PAGE);
  return Array.from({ length: count }, (_, index) => {
    const confirm = newest - index * MINUTE > Date.now() - MINUTE ? '0' : '1';
    const figures = ['60100.2', '60140.9', '60080.3', '60123.4', '12.40219', '745533.812', '745533.812'];
    return [String(newest - index * MINUTE), ...figures, confirm];
  });
}

/** A page of GET /api/v5/trade/orders-pending, newest first. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-list */
export function openOrders(query) {
  const newest = 1_900_000_000_000_000_000n + BigInt(ORDERS);
  const oldest = newest - BigInt(ORDERS) + 1n;
  const next = query.has('after') ? BigInt(query.get('after')) - 1n : newest;
  const left = Math.max(0, Number(next - oldest) + 1);
  const count = Math.min(Number(query.get('limit') ?? 100), left);
  return Array.from({ length: count }, (_, index) => order(query.get('instId'), next - BigInt(index)));
}

function order(instId, id) {
  return {
    instType: 'SPOT',
    instId,
    ordId: String(id),
    clOrdId: '',
    tag: '',
    px: '41000.5',
    sz: '0.00125',
    pnl: '0',
    ordType: 'limit',
    side: 'buy',
    posSide: 'net',
    tdMode: 'cash',
    accFillSz: '0',
    fillPx: '',
    tradeId: '',
    fillSz: '0',
    fillTime: '',
    source: '',
    state: 'live',
    avgPx: '',
    lever: '',
    tgtCcy: '',
    feeCcy: 'BTC',
    fee: '0',
    rebateCcy: 'USDT',
    rebate: '0',
    category: 'normal',
    reduceOnly: 'false',
    uTime: '1764277814000',
    cTime: '1764277814000',
  };
}
