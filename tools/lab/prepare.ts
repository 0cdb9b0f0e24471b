// Makes the plan of an experiment: reads the topology, generates the routers' files, turns dhcp.nix into dnsmasq.conf.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type GeneratedFile, generateSorted, openTree } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import type { ResolvedTopology } from '@groundplan/model';
import type { findProject as FindProject } from '../../packages/cli/src/project.js';
import type { readTopology as ReadTopology, Unreadable } from '../../packages/cli/src/read-topology.js';
import { dnsmasqLines } from '../real/dnsmasq.js';
import { valueAt } from '../real/folder.js';
import { evaluateModules } from '../real/nix.js';
import { type Attrs, isAttrs } from '../real/nix-type.js';
import { withFiles } from '../real/temp-folder.js';
import type { Options } from './options.js';
import { routersOf } from './routers.js';
import type { RouterFiles } from './twin.js';

/** There is nothing to build; the message says why. */
export class NoPlan extends Error {}

const cli = (module: string) =>
  import(
    new URL(`${/\/dist\/lab\//.test(import.meta.url) ? '../' : ''}../../packages/cli/dist/${module}`, import.meta.url)
      .href
  );

export async function readSite(file: string): Promise<ResolvedTopology> {
  const { findProject }: { findProject: typeof FindProject } = await cli('project.js');
  const { readTopology }: { readTopology: typeof ReadTopology } = await cli('read-topology.js');
  const project = findProject({ cwd: dirname(resolve(file)), root: undefined, topology: resolve(file) });
  const result = await readTopology(project, openTree(project.root), { newLock: false });
  if (result.ok) return result.read.topology;
  throw new NoPlan(`${reasons(result.why).join('\n')}\nSee groundplan check --topology ${file}.`);
}

function reasons(why: Unreadable): readonly string[] {
  if (why.kind === 'refused') return why.messages;
  if (why.kind === 'problem') return [why.problem.message];
  return why.findings.map(({ code, at, message }) => `${code}  ${at}: ${message}`);
}

/** The files of every router, generated unless the options name others. */
export async function routerFiles(topology: ResolvedTopology, options: Options): Promise<RouterFiles[]> {
  const generated = generateSorted(topology, generators, { source: 'topology/topology.ts' });
  const given = { ruleset: read(options.ruleset), dhcp: read(options.dhcp) };
  return Promise.all(
    routersOf(topology).map(async ({ name }) => {
      const ruleset = given.ruleset ?? textOf(generated, `hosts/${name}/generated/nftables.nft`);
      if (ruleset === undefined) throw new NoPlan(`No generator makes nftables.nft for ${name}; give --ruleset FILE.`);
      const dhcp = given.dhcp ?? textOf(generated, `hosts/${name}/generated/dhcp.nix`);
      return { ruleset, dnsmasq: dhcp === undefined ? [] : await dnsmasqConf(dhcp) };
    }),
  );
}

function read(file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch (error) {
    throw new NoPlan((error as Error).message);
  }
}

const textOf = (files: readonly GeneratedFile[], path: string) => files.find((file) => file.path === path)?.text;

function dnsmasqConf(module: string): Promise<string[]> {
  return withFiles([{ name: 'dhcp.nix', content: module }], async (folder) => {
    const [evaluated] = await evaluateModules(folder, ['dhcp.nix'], {});
    const settings = valueAt(evaluated?.config as Attrs, 'services.dnsmasq.settings');
    if (!isAttrs(settings)) throw new NoPlan('dhcp.nix has no services.dnsmasq.settings.');
    return dnsmasqLines(settings);
  });
}
