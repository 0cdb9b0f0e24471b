#!/usr/bin/env node
// The groundplan command; npm run build makes the folder it imports from.
import { processTerminal, run } from '../dist/groundplan.js';

process.exitCode = await run(process.argv.slice(2), processTerminal());
