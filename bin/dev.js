#!/usr/bin/env node
// Builds, and runs the command.
import './build.js';

await import('./run.js');
