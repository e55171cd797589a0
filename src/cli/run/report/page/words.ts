import type { EndEvent } from '../../../../strategy/events.js';
import type { OrderFigure } from '../model.js';

/** What the page says, in one language. */
interface Words {
  readonly title: string;
  readonly ended: Readonly<Record<EndEvent['reason'], string>>;
  readonly orders: Readonly<Record<OrderFigure, string>>;
  /** What happened to an order. */
  readonly marks: Readonly<Record<string, string>>;
  readonly time: string;
  readonly timesIn: string;
  readonly at: string;
  readonly duration: string;
  readonly calls: string;
  readonly errors: string;
  readonly ordersTitle: string;
  readonly noOrders: string;
  readonly profit: string;
  readonly prices: string;
  readonly chart: string;
  readonly candles: string;
  readonly status: string;
  readonly functionName: string;
  readonly count: string;
  readonly share: string;
  readonly otherErrors: string;
  readonly thinned: string;
  readonly omitted: string;
  readonly pricesLeft: string;
  readonly hint: string;
  readonly madeBy: string;
}

const english: Words = {
  title: 'Report',
  ended: {
    returned: 'returned',
    stopped: 'stopped',
    threw: 'threw an error',
    killed: 'ended from outside',
  },
  orders: { placed: 'placed', filled: 'filled', canceled: 'canceled', open: 'open', unknown: 'unknown' },
  marks: {
    bought: 'buys filled',
    sold: 'sells filled',
    placed: 'placed',
    canceled: 'canceled',
    unknown: 'outcome unknown',
  },
  time: 'time',
  timesIn: 'times in',
  at: 'at',
  duration: 'Duration',
  calls: 'Calls',
  errors: 'Errors',
  ordersTitle: 'Orders',
  noOrders: 'none placed',
  profit: 'Profit',
  prices: 'Prices',
  chart: 'Chart',
  candles: 'bars',
  status: 'Status bar',
  functionName: 'function',
  count: 'count',
  share: 'share',
  otherErrors: 'others',
  thinned: 'Thinned out: older points stand for several, with their highs and lows.',
  omitted: 'Not drawn:',
  pricesLeft: 'Further prices without a plot:',
  hint: 'Drag to zoom in, double-click to see all. A click on a name hides it.',
  madeBy: 'made by',
};

const chinese: Words = {
  title: '报告',
  ended: { returned: '正常返回', stopped: '被停止', threw: '抛出错误', killed: '被强制结束' },
  orders: { placed: '下单', filled: '成交', canceled: '撤单', open: '挂单中', unknown: '结果未知' },
  marks: {
    bought: '买单成交',
    sold: '卖单成交',
    placed: '下单',
    canceled: '撤单',
    unknown: '结果未知',
  },
  time: '时间',
  timesIn: '时区',
  at: '位置',
  duration: '时长',
  calls: '调用',
  errors: '错误',
  ordersTitle: '订单',
  noOrders: '未下单',
  profit: '收益',
  prices: '价格',
  chart: '图表',
  candles: 'K 线',
  status: '状态栏',
  functionName: '函数',
  count: '次数',
  share: '占比',
  otherErrors: '其他',
  thinned: '已抽稀：较早的一个点代表多个点，保留其最高值与最低值。',
  omitted: '未绘制：',
  pricesLeft: '另有未绘制的价格：',
  hint: '拖动放大，双击还原；点击名称可隐藏。',
  madeBy: '生成工具',
};

/** The reader's language. */
export function wordsFor(languages: readonly string[]): { words: Words; language: 'en' | 'zh-CN' } {
  const first = languages.find((language) => /^(en|zh)\b/i.test(language));
  return first && /^zh/i.test(first)
    ? { words: chinese, language: 'zh-CN' }
    : { words: english, language: 'en' };
}

export type { Words };
