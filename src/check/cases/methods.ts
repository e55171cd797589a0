import { type MethodName, methodNames, methods } from '../../protocol/methods.js';
import { argumentsOf } from '../../protocol/resolveMethod.js';
import { say } from '../../wording/say.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import { assertionsOf } from '../structures/assertionsOf.js';
import { cancellationCases } from './cancellations.js';
import {
  isAsked,
  needAll,
  needAllOnce,
  needDefaults,
  needKnown,
  needMeaning,
  needNumbers,
  needOne,
  needRefusal,
  needReserved,
  needShape,
} from './methodChecks.js';
import { refusalCases } from './refusals.js';
import { tradingCases } from './trading.js';

type Row = Parameters<typeof casesOf>[1][number];

/** All cases of all methods, in the order of the method table. */
export const methodCases: readonly CheckCase[] = methodNames.flatMap((name) => [
  ...casesOf(name, rowsOf(name)),
  ...[...refusalCases, ...tradingCases, ...cancellationCases].filter(({ group }) => group === name),
]);

function rowsOf(name: MethodName): Row[] {
  const { fmz: method, keys, access } = methods[name];
  const args = argumentsOf(name);
  const rows: Row[] = [
    [
      'known',
      () => say('{method} is dispatched', { method }),
      'an exchange that lacks a method says so; the plugin knows them all',
      (context) => needKnown(name, context),
    ],
  ];
  if (isAsked(name)) {
    rows.push([
      'shape',
      () => say('{method} has the fields of the protocol', { method }),
      () => say('data of {name}: fields, types and words as the protocol has them', { name }),
      (context) => needShape(name, context),
    ]);
    for (const one of assertionsOf[name]) {
      rows.push([
        one.id,
        () => one.title,
        () => say('{method}: {title}', { method, title: one.title }),
        (context) => needMeaning(name, context, one),
      ]);
    }
  }
  if (access === 'read' && args.some(({ required }) => !required)) {
    rows.push([
      'defaults',
      () => say('{method} needs only its required params', { method }),
      'a strategy may leave out the rest',
      (context) => needDefaults(name, context),
    ]);
  }
  if (access === 'read' && args.some((argument) => argument.name === 'symbol' && !argument.required)) {
    rows.push(...rowsOfEverything(name));
  }
  if (args.some((argument) => argument.name === 'limit')) {
    rows.push(
      [
        'limit-of-one',
        () => say('{method} returns one row when asked for one', { method }),
        'limit is how many rows a strategy gets',
        (context) => needOne(name, context),
      ],
      [
        'numbers',
        () => say('{method} accepts numbers as well as strings', { method }),
        'values are mostly JSON strings, sometimes numbers: accept both',
        (context) => needNumbers(name, context),
      ],
    );
  }
  if (access === 'read' && keys === 'required') {
    rows.push([
      'wrong-keys',
      () => say('{method} refuses made-up keys', { method }),
      'the answer is about the account whose keys were sent',
      (context) => needRefusal(name, context),
    ]);
  }
  if (name === 'io') {
    rows.push([
      'reserved-path',
      'IO to /fmz/ticker is GetTicker',
      'IO is the only path certain to reach a plugin: each method is also found under /fmz/',
      needReserved,
    ]);
  }
  return rows;
}

/** Where the symbol may be left out, the answer is about all of them. An order by its id is no list. */
function rowsOfEverything(name: MethodName): Row[] {
  const { fmz: method } = methods[name];
  if (name === 'order') return [];
  const once: Row = [
    'all-once',
    () => say('{method} without a symbol tells each row once', { method }),
    'an endpoint that serves several products tells each row once',
    (context) => needAllOnce(name, context),
  ];
  const all: Row = [
    'all',
    () => say('{method} without a symbol holds what it holds with one', { method }),
    'no symbol means all of them',
    (context) => needAll(name, context),
  ];
  // A history may be cut, and funding rates are those of whole products.
  return name === 'orders' || name === 'positions' ? [once, all] : [once];
}
