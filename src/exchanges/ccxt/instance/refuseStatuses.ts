import { ExchangeError, isDecisiveStatus } from '../../../adapter/ExchangeError.js';
import { findRefusal } from '../call/findRefusal.js';
import type { CcxtExchange } from './CcxtExchange.js';

/** ccxt knows a few statuses of HTTP for errors, and takes all others for a success. */
export function refuseStatuses(exchange: CcxtExchange): void {
  const judge = exchange.handleHttpStatusCode.bind(exchange);
  exchange.handleHttpStatusCode = (status, reason, url, method, body) => {
    judge(status, reason, url, method, body);
    if (status < 300) return;
    const { code, message } = findRefusal(parseText(body)) ?? {};
    throw new ExchangeError({
      code: code ?? '',
      message: message ?? `answered HTTP ${status}`,
      outcome: isDecisiveStatus(status) ? 'rejected' : 'unknown',
    });
  };
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
