import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Recording } from '../../src/recording/Recording.js';

test('what is recorded in one millisecond keeps its order, and a clock that is set back is followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-recording-'));
  const moments: string[] = [];
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:00.000Z') });
  try {
    const recording = new Recording({ folder, report: () => undefined });
    const add = () =>
      recording.add('ticker', (_scrubber, recorded) => {
        moments.push(recorded);
        return undefined;
      });
    add();
    add();
    vi.setSystemTime(Date.parse('2026-03-01T11:00:00.000Z'));
    add();
    await recording.close();
  } finally {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  }
  expect(moments).toEqual([
    '2026-03-01T12:00:00.000Z',
    '2026-03-01T12:00:00.001Z',
    '2026-03-01T11:00:00.000Z',
  ]);
});
