// Process: the whole of `groundplan generate --root ROOT`, with the bench's generators added to the registry.
import { processTerminal, run } from '@groundplan/cli';
import { generators } from '@groundplan/generators';
import { benchGenerators } from '../generators/index.js';
import { tell } from './tell.js';

const [root = '.'] = process.argv.slice(2);
process.exitCode = await run(['generate', '--root', root], processTerminal(), [...generators, ...benchGenerators]);
tell({ peakKiB: process.resourceUsage().maxRSS });
