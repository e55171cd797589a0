import { adapter } from './chinese/adapter.js';
import { alpaca } from './chinese/alpaca.js';
import { bybit } from './chinese/bybit.js';
import { call } from './chinese/call.js';
import { ccxt } from './chinese/ccxt.js';
import { ccxtCalls } from './chinese/ccxtCalls.js';
import { ccxtOrders } from './chinese/ccxtOrders.js';
import { check } from './chinese/check.js';
import { checkCases } from './chinese/checkCases.js';
import { checkInputs } from './chinese/checkInputs.js';
import { checkMethods } from './chinese/checkMethods.js';
import { checkOrders } from './chinese/checkOrders.js';
import { checkStructures } from './chinese/checkStructures.js';
import { config } from './chinese/config.js';
import { connections } from './chinese/connections.js';
import { ctrader } from './chinese/ctrader.js';
import { definitions } from './chinese/definitions.js';
import { docker } from './chinese/docker.js';
import { doctor } from './chinese/doctor.js';
import { exchanges } from './chinese/exchanges.js';
import { fix } from './chinese/fix.js';
import { help } from './chinese/help.js';
import { helpNewExchange } from './chinese/helpNewExchange.js';
import { helpRun } from './chinese/helpRun.js';
import { helpServe } from './chinese/helpServe.js';
import { instruments } from './chinese/instruments.js';
import { loading } from './chinese/loading.js';
import { newExchange } from './chinese/newExchange.js';
import { okx } from './chinese/okx.js';
import { orders } from './chinese/orders.js';
import { paper } from './chinese/paper.js';
import { protocol } from './chinese/protocol.js';
import { recordings } from './chinese/recordings.js';
import { requests } from './chinese/requests.js';
import { run } from './chinese/run.js';
import { runtime } from './chinese/runtime.js';
import { scaffold } from './chinese/scaffold.js';
import { serve } from './chinese/serve.js';
import { server } from './chinese/server.js';
import { sharing } from './chinese/sharing.js';
import { signing } from './chinese/signing.js';
import { strategy } from './chinese/strategy.js';
import { streams } from './chinese/streams.js';
import { symbols } from './chinese/symbols.js';
import { synthetic } from './chinese/synthetic.js';
import { terminal } from './chinese/terminal.js';
import { tls } from './chinese/tls.js';
import { words } from './chinese/words.js';

/** All texts, each in Chinese: by the English of the source, which the type of `say` reads from here. */
export const chinese = {
  ...adapter,
  ...alpaca,
  ...bybit,
  ...call,
  ...ccxt,
  ...ccxtCalls,
  ...ccxtOrders,
  ...check,
  ...checkCases,
  ...checkInputs,
  ...checkMethods,
  ...checkOrders,
  ...checkStructures,
  ...config,
  ...connections,
  ...ctrader,
  ...definitions,
  ...docker,
  ...doctor,
  ...exchanges,
  ...fix,
  ...help,
  ...helpNewExchange,
  ...helpRun,
  ...helpServe,
  ...instruments,
  ...loading,
  ...newExchange,
  ...okx,
  ...orders,
  ...paper,
  ...protocol,
  ...recordings,
  ...requests,
  ...run,
  ...runtime,
  ...scaffold,
  ...serve,
  ...server,
  ...sharing,
  ...signing,
  ...strategy,
  ...streams,
  ...symbols,
  ...synthetic,
  ...terminal,
  ...tls,
  ...words,
} as const;
