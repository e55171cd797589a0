#!/usr/bin/env node
import { execute } from '@oclif/core';
import { guardOutput } from '../dist/cli/terminal/output.js';

guardOutput();
await execute({ dir: import.meta.url });
