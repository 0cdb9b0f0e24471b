// Entry of the lab: builds the site of a topology in network namespaces and compares every flow with the policy.

import { MissingTool } from '../real/run-tool.js';
import { CommandError } from './commands.js';
import { experiment } from './experiment.js';
import { insideFlag, requireTools, runInside, takePlan, Unable } from './isolated-lab.js';
import { type Options, readOptions, UsageError, usage } from './options.js';
import { NoPlan, readSite, routerFiles } from './prepare.js';
import { isRight, jsonReport, textReport } from './report.js';

const say = (text: string) => void process.stderr.write(`lab: ${text}\n`);

/** The side that has the files: makes the plan. */
async function outside(options: Options): Promise<number> {
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const tools = await requireTools();
  const topology = await readSite(options.file);
  const files = await routerFiles(topology, options);
  const { timeout, keepGoing } = options;
  return runInside({ topology, files, tools, timeout, keepGoing }, options.json);
}

/** The side that has the network: carries the plan out. */
async function inside(json: boolean): Promise<number> {
  setTimeout(() => failed(new Error('Not done after five minutes.')) && process.exit(70), 300_000).unref();
  const result = await experiment(await takePlan(), say);
  const steps = Object.entries(result.took).map(([step, ms]) => `${step} ${ms} ms`);
  say(steps.join(', '));
  const text = json ? jsonReport(result) : textReport(result);
  await new Promise<void>((done) => process.stdout.write(text, () => done()));
  return isRight(result) ? 0 : 1;
}

function failed(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 64;
  }
  const code = codeOf(error);
  say(code === 70 ? String((error as Error).stack ?? error) : (error as Error).message);
  return code;
}

/** No valid input, a missing program, or a bug. */
function codeOf(error: unknown): number {
  if (error instanceof NoPlan || error instanceof CommandError) return 1;
  return error instanceof Unable || error instanceof MissingTool ? 69 : 70;
}

const args = process.argv.slice(2);
const run = () => (args[0] === insideFlag ? inside(args.includes('--json')) : outside(readOptions(args)));
process.exit(await (async () => run())().catch(failed));
