// Random sites in the lab: what reachability says is what their networks do. LAB_RUNS, LAB_SEED, LAB_ONLY and LAB_FLOWS choose others.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeReal, type Probe } from '../../packages/engine/test/real-checker.js';
import { anySite, resolveForwarding } from '../../packages/generators/test/random-sites.js';
import { findTool } from '../real/run-tool.js';
import type { Result } from './experiment.js';
import { requireTools, runInside } from './isolated-lab.js';
import { findLabTool, labTools } from './lab-tool.js';
import { siteFiles } from './prepare.js';
import { isRight, textReport } from './report.js';

const seed = Number(process.env.LAB_SEED ?? 50);
const runs = Number(process.env.LAB_RUNS ?? 50);
/** Flows per site at most: the largest sites have two hundred thousand. */
const most = Number(process.env.LAB_FLOWS ?? 10_000);
const only = process.env.LAB_ONLY === undefined ? undefined : Number(process.env.LAB_ONLY);

const program = fileURLToPath(new URL('../dist/lab/main.js', import.meta.url));
const missing =
  labTools.find((tool) => !findLabTool(tool)) ?? (findTool('nix-instantiate') ? undefined : 'nix-instantiate');
const usable: Probe = missing ? [missing, '--version'] : ['unshare', '-Urnmpf', '--mount-proc', 'true'];

async function lab(input: object): Promise<Result> {
  const resolution = resolveForwarding(input);
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings, null, 2));
  const { topology } = resolution;
  const files = await siteFiles(topology, []);
  const tools = await requireTools();
  const plan = { topology, files, tools, machine: null, timeout: 250, keepGoing: false, ports: null, most };
  const { stdout } = await runInside(plan, program);
  if (stdout === '') throw new Error('The lab ended without a result.');
  return JSON.parse(stdout) as Result;
}

/** What was wrong with one site, and how to see it again; undefined when nothing was. */
async function complaint(input: object, index: number): Promise<string | undefined> {
  const again = `LAB_SEED=${seed} LAB_ONLY=${index} npx vitest run tools/lab/random.test.ts`;
  const result = await lab(input).catch((error: Error) => error);
  if (!(result instanceof Error) && isRight(result)) return undefined;
  const what = result instanceof Error ? result.message : textReport(result);
  return `site ${index} of seed ${seed}:\n${what}\nonce more: ${again}\n${JSON.stringify(input)}`;
}

describeReal('random sites in the lab', usable, () => {
  it(
    `are reached as the policy says: ${runs} of seed ${seed}`,
    async () => {
      const sites = [...fc.sample(anySite, { numRuns: runs, seed }).entries()];
      const chosen = sites.filter(([index]) => only === undefined || index === only);
      const queue = chosen.values();
      const complaints: string[] = [];
      const worker = async () => {
        for (const [index, input] of queue) {
          const text = await complaint(input, index);
          if (text !== undefined) complaints.push(text);
        }
      };
      await Promise.all([worker(), worker()]);
      expect(complaints.join('\n\n')).toBe('');
      expect(chosen.length).toBeGreaterThan(0);
    },
    30 * 60_000,
  );

  it('would be noticed: a rule of the policy that the rulesets do not have', async () => {
    const [site] = fc.sample(anySite, { numRuns: 1, seed: 3 });
    const siteWith = (policy: readonly unknown[]) => {
      const resolution = resolveForwarding({ ...site, policy });
      if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings));
      return resolution.topology;
    };
    const topology = siteWith([{ from: 'wan', to: 'alpha-host', allow: ['tcp/4444'] }]);
    const files = await siteFiles(siteWith([]), []);
    const tools = await requireTools();
    const plan = { topology, files, tools, machine: null, timeout: 250, keepGoing: false, ports: [4444], most: null };
    const { stdout } = await runInside(plan, program);
    const { differences } = JSON.parse(stdout) as Result;
    expect(new Set(differences.map(({ by, seen }) => `${by} ${seen}`))).toEqual(new Set(['policy[0] closed']));
  });
});
