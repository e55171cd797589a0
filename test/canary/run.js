// The end-to-end suite with every server at level debug, in which whatever is said and written is searched for keys: npm run canary.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('vitest', ['run', '--project', 'e2e', ...process.argv.slice(2)], {
  env: { ...process.env, CANARY_LOG_LEVEL: 'debug' },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
