#!/usr/bin/env node
// Compiles src/ and runs the command.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

execFileSync(process.execPath, [fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'))], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
});
await import('./run.js');
