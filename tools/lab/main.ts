// Entry of the lab: builds the site of a topology on real components and compares every flow with the policy.
import { MissingTool } from '../real/run-tool.js';
import { CommandError } from './commands.js';
import type { Result } from './experiment.js';
import { enter, insideFlag, requireTools, takePlan } from './isolated-lab.js';
import { type Options, readOptions, UsageError, usage } from './options.js';
import { isRight, jsonReport, textReport } from './report.js';
import { NoPlan, Unable } from './unable.js';
import { guestFlag } from './vm/guest-flag.js';
import { requireMachine } from './vm/machine-tools.js';

const say = (text: string) => void process.stderr.write(`lab: ${text}\n`);

/** The side that has the files: makes the plan. The other side starts meanwhile; each loads only what it needs. */
async function outside(options: Options): Promise<number> {
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const tools = await requireTools();
  const machine = options.vm ? requireMachine() : null;
  const carryOut = enter(tools);
  const { readSite, siteFiles } = await import('./prepare.js');
  const topology = await readSite(options.file);
  const files = await siteFiles(topology, options.files);
  const { timeout, keepGoing, ports } = options;
  const { code, stdout } = await carryOut({ topology, files, tools, machine, timeout, keepGoing, ports, most: null });
  const result = stdout === '' ? undefined : (JSON.parse(stdout) as Result);
  if (!result) return code;
  say(
    Object.entries(result.took)
      .map(([step, ms]) => `${step} ${ms} ms`)
      .join(', '),
  );
  await write(options.json ? jsonReport(result) : textReport(result));
  return isRight(result) ? 0 : 1;
}

/** The side that has the network: carries the plan out. */
async function inside(): Promise<number> {
  const [plan, { experiment }] = await Promise.all([takePlan(), import('./experiment.js')]);
  limitTime(plan.machine ? 3600 : 900);
  await write(JSON.stringify(await experiment(plan, say)));
  return 0;
}

function limitTime(seconds: number): void {
  const giveUp = () => process.exit(failed(new Error(`Not done after ${seconds} seconds.`)));
  setTimeout(giveUp, seconds * 1000).unref();
}

const write = (text: string) => new Promise<void>((done) => process.stdout.write(text, () => done()));

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
const sides: { readonly [flag: string]: () => Promise<number> } = {
  [insideFlag]: inside,
  [guestFlag]: async () => (await import('./vm/guest-side.js')).serveGuest(args[1] ?? ''),
};
const run = sides[args[0] ?? ''] ?? (() => outside(readOptions(args)));
process.exit(await (async () => run())().catch(failed));
