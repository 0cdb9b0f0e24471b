// Both sides of the wall: starts the lab again inside namespaces of its own, and takes the plan over there.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { output } from './commands.js';
import { findLabTool, type LabTool, labTools, packages } from './lab-tool.js';
import type { Plan } from './plan.js';
import { Unable } from './unable.js';

const flags = ['-Urnmpf', '--kill-child', '--mount-proc', '--propagation', 'private'];

/** Paths of all programs; throws when one is missing or user namespaces are forbidden. */
export async function requireTools(): Promise<Plan['tools']> {
  const paths = labTools.map((tool): [LabTool, string | undefined] => [tool, findLabTool(tool)]);
  const missing = paths.filter(([, path]) => path === undefined).map(([tool]) => `${tool} (${packages[tool]})`);
  if (missing.length > 0)
    throw new Unable(`Missing programs and their Debian packages: ${missing.join(', ')}. Run tools/real/install.`);
  const tools = Object.fromEntries(paths) as Plan['tools'];
  await output([tools.unshare, ...flags, 'true']).catch((error: Error) => {
    throw new Unable(`This machine does not allow user namespaces. ${error.message}`);
  });
  return tools;
}

export const insideFlag = '--inside';

const main = fileURLToPath(new URL('main.js', import.meta.url));

export interface Ending {
  readonly code: number;
  /** The result as JSON; empty when it failed. */
  readonly stdout: string;
}

/** Takes one plan and carries it out. */
export type Inside = (plan: Plan) => Promise<Ending>;

export const runInside = (plan: Plan, program = main): Promise<Ending> => enter(plan.tools, program)(plan);

/** In new user, network, mount and process namespaces; they end with this process, however it ends. */
export function enter({ unshare, mount, sh }: Plan['tools'], program = main): Inside {
  const script = '"$1" -t tmpfs tmpfs /run && shift && exec "$@"';
  const args = [...flags, sh, '-c', script, sh, mount, process.execPath, program, insideFlag];
  const child = spawn(unshare, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stdin.on('error', () => {});
  const ended = new Promise<Ending>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 70, stdout }));
  });
  // It may end before it has a plan, and then the plan's bearer hears of it.
  ended.catch(() => {});
  return (plan) => {
    child.stdin.write(`${JSON.stringify(plan)}\n`);
    return ended;
  };
}

/** Reads the plan; when stdin closes, the lab outside is gone and nothing may stay behind. */
export function takePlan(): Promise<Plan> {
  return new Promise((done) => {
    const lines = createInterface(process.stdin);
    lines.once('line', (line) => done(JSON.parse(line) as Plan));
    lines.once('close', () => process.exit(1));
  });
}
