import { expect, test } from 'vitest';
import Call from '../../src/commands/call.js';
import Check from '../../src/commands/check.js';
import Doctor from '../../src/commands/doctor.js';
import Exchanges from '../../src/commands/exchanges.js';
import NewExchange from '../../src/commands/new-exchange.js';
import Run from '../../src/commands/run.js';
import Serve from '../../src/commands/serve.js';
import { readDocument } from './readDocument.js';

const commands = [
  ['serve', Serve],
  ['call', Call],
  ['exchanges', Exchanges],
  ['run', Run],
  ['check', Check],
  ['doctor', Doctor],
  ['new-exchange', NewExchange],
] as const;

test.each(commands)('docs/commands.md lists the flags of %s, and no others', (name, command) => {
  const { text } = readDocument('docs/commands.md');
  const [, chapter = ''] = text.split(`\n## ${name}\n`);
  const [section = ''] = chapter.split('\n## ');
  const listed = [...section.matchAll(/^\| `--([a-z-]+)` \|/gm)].map(([, flag]) => flag);
  const own = Object.keys({ ...command.flags, ...(command.enableJsonFlag ? { json: true } : {}) });
  expect(listed.toSorted()).toEqual(own.toSorted());
});
