import { methodNames, methods, verbs } from '../../protocol/methods.js';
import { orderTypes } from '../../protocol/order.js';
import { argumentsOf } from '../../protocol/resolveMethod.js';
import { periods } from '../../protocol/time.js';
import { namesOf } from '../../runtime/describeExchanges.js';
import type { Registry } from '../../runtime/registry.js';
import type { ConsoleModel } from './model.js';

/** What the page is given: what can be called, and on which exchanges. */
export function describeConsole(options: {
  token: string;
  version: string;
  plugin: string;
  registry: Registry;
}): ConsoleModel {
  const { token, version, plugin, registry } = options;
  return {
    token,
    version,
    plugin,
    exchanges: namesOf(registry.exchanges),
    library: registry.library,
    methods: methodNames.map((name) => ({
      name,
      fmz: methods[name].fmz,
      writes: methods[name].access === 'write',
      args: argumentsOf(name),
    })),
    choices: { type: orderTypes, period: periods, verb: verbs },
  };
}
