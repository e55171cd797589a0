#!/usr/bin/env node
import { execute } from '@oclif/core';
import { guardOutput } from '../dist/cli/terminal/guardOutput.js';

guardOutput();
await execute({ dir: import.meta.url });
