// Measures fmzproto beside the least that the same work takes, on this machine and in this minute; docs/performance.md says
// how to read it. node test/bench/run.js [--short] [--only ROW]... [--json FILE] [--profile FOLDER], after a build.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { faultsOf } from './faults.js';
import { isBuilt, Laboratory } from './Laboratory.js';
import { loads, measureLoad } from './loads.js';
import { measureMemory } from './memory.js';
import * as paces from './paces.js';
import { measureStartup } from './startup.js';
import { measureCalls, measureGo, measureStrategyMemory } from './strategy.js';
import { measureStreamed } from './streamed.js';
import { measureSwitched, parts } from './switched.js';
import {
  callLines,
  goLines,
  headings,
  loadLines,
  memoryLines,
  startupLines,
  streamedLines,
  switchedHeading,
  switchedLines,
} from './tables.js';

const usage = 'usage: npm run bench -- [--short] [--only ROW]... [--json FILE] [--profile FOLDER]';
const flags = readFlags();
const plugins = ['paper', 'bare'];
const strategies = [...plugins.map((plugin) => `strategy-${plugin}`), 'strategy-go', 'strategy-memory'];
const names = [
  ...loads.map(({ name }) => name),
  'streamed-200',
  'startup',
  'memory',
  ...Object.keys(parts),
  ...strategies,
];
const isMeant = (name) => flags.only.some((only) => name === only || name.startsWith(`${only}-`));
const chosen = flags.only.length === 0 ? names : names.filter(isMeant);
const print = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
if (chosen.length === 0) fail(`no row is called ${flags.only.join(' or ')}: there are ${names.join(', ')}`);
if (!isBuilt()) fail('dist/ is missing: node bin/build.js first');

const pace = flags.short ? paces.short : paces.whole;
const laboratory = new Laboratory({ guide: process.env.GUIDE_PLUGIN, profile: flags.profile });
const report = {
  ...{ node: process.version, platform: process.platform, processors: availableParallelism() },
  ...{ date: new Date().toISOString(), short: flags.short },
  ...{ loads: [], streamed: [], startup: [], memory: [], switched: {}, calls: [], go: [] },
};
try {
  await laboratory.prepare();
  const rows = loads.filter(({ name }) => chosen.includes(name));
  if (rows.length > 0) print(headings.loads);
  for (const row of rows) {
    const { name, latency, tls, streamed = false, fix = false, bodies } = row;
    const results = await measureLoad(laboratory, row, pace.load);
    report.loads.push({ row: name, latency, tls, streamed, fix, callers: bodies.length, results });
    print(...loadLines({ row: name, results }));
  }
  if (chosen.includes('streamed-200')) {
    report.streamed = await measureStreamed(laboratory, pace.streamed);
    print('', headings.streamed, ...streamedLines(report.streamed));
  }
  if (chosen.includes('startup')) {
    report.startup = await measureStartup(laboratory, pace.startup);
    print('', headings.startup, ...startupLines(report.startup));
  }
  if (chosen.includes('memory')) {
    report.memory = await measureMemory(laboratory, pace.memory);
    print('', headings.memory, ...memoryLines(report.memory));
  }
  for (const part of Object.keys(parts).filter((name) => chosen.includes(name))) {
    report.switched[part] = await measureSwitched(laboratory, part, pace.switched);
    print('', switchedHeading(part), ...switchedLines(part, report.switched[part]));
  }
  const asked = plugins.filter((plugin) => chosen.includes(`strategy-${plugin}`));
  if (asked.length > 0) print('', headings.calls);
  for (const plugin of asked) {
    const results = await measureCalls(laboratory, plugin, pace.strategy);
    report.calls.push({ row: `strategy-${plugin}`, results });
    print(...callLines({ row: `strategy-${plugin}`, results }));
  }
  if (chosen.includes('strategy-go')) {
    report.go.push(await measureGo(laboratory, pace.strategy));
    print('', headings.go, ...goLines(report.go));
  }
  if (chosen.includes('strategy-memory')) {
    const results = await measureStrategyMemory(laboratory, pace.memory);
    report.memory.push(...results);
    print('', headings.memory, ...memoryLines(results));
  }
} finally {
  await laboratory.close();
}
const seconds = Math.round(performance.now() / 1000);
if (flags.json !== undefined)
  writeFileSync(flags.json, `${JSON.stringify({ ...report, seconds }, null, 2)}\n`);
const faults = flags.short ? faultsOf(report) : [];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function readFlags() {
  const options = {
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    const { values } = parseArgs({ options });
    if (!values.help) return values;
  } catch (error) {
    fail(`${error.message}\n${usage}`);
  }
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}
