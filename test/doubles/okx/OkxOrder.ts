/** An order that the double accepted, in the words of the exchange's rows. */
export interface OkxOrder {
  accessKey: string;
  ordId: string;
  clOrdId: string;
  tag: string;
  instId: string;
  instType: 'SPOT' | 'MARGIN' | 'SWAP' | 'FUTURES';
  tdMode: string;
  side: 'buy' | 'sell';
  posSide: '' | 'net' | 'long' | 'short';
  ordType: string;
  px: string;
  sz: string;
  tgtCcy: '' | 'base_ccy' | 'quote_ccy';
  reduceOnly: 'true' | 'false';
  lever: string;
  state: 'live' | 'partially_filled' | 'filled' | 'canceled' | 'mmp_canceled';
  accFillSz: string;
  avgPx: string;
  fillPx: string;
  fillSz: string;
  fillTime: string;
  tradeId: string;
  fee: string;
  feeCcy: string;
  pnl: string;
  cTime: string;
  uTime: string;
}

export function isOpen({ state }: OkxOrder): boolean {
  return state === 'live' || state === 'partially_filled';
}

/** The row of trade/order, orders-pending and, with `done`, of orders-history. */
export function orderRow({ accessKey: _, ...order }: OkxOrder, done: boolean): Record<string, unknown> {
  const [baseCcy = '', quoteCcy = ''] = order.instId.split('-');
  const spot = order.instType === 'SPOT';
  return {
    ...emptyOrderRow,
    ...order,
    // Spot orders read "net" while they are open and "" in the history.
    posSide: spot ? (done ? '' : 'net') : order.posSide,
    cancelSource: order.state === 'canceled' ? '1' : '',
    rebateCcy: spot && order.side === 'sell' ? baseCcy : quoteCcy,
    tradeQuoteCcy: spot ? quoteCcy : '',
  };
}

const emptyOrderRow = {
  algoClOrdId: '',
  algoId: '',
  attachAlgoClOrdId: '',
  attachAlgoOrds: [],
  cancelSource: '',
  cancelSourceReason: '',
  category: 'normal',
  ccy: '',
  isTpLimit: 'false',
  linkedAlgoOrd: { algoId: '' },
  pxType: '',
  pxUsd: '',
  pxVol: '',
  quickMgnType: '',
  rebate: '0',
  rebateCcy: '',
  slOrdPx: '',
  slTriggerPx: '',
  slTriggerPxType: '',
  source: '',
  stpId: '',
  stpMode: 'cancel_maker',
  tpOrdPx: '',
  tpTriggerPx: '',
  tpTriggerPxType: '',
};
