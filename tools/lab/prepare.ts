// Makes the plan of an experiment: reads the topology and generates the files of its hosts.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type GeneratedFile, generateSorted, openTree } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import type { ResolvedTopology } from '@groundplan/model';
import type { findProject as FindProject } from '../../packages/cli/src/project.js';
import type { readTopology as ReadTopology, Unreadable } from '../../packages/cli/src/read-topology.js';
import { type HostFiles, hostFiles } from './host-files.js';
import type { Options } from './options.js';
import type { SiteFiles } from './plan.js';
import { NoPlan } from './unable.js';

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

/** The files of every host that has some, generated unless the options name others for the routers. */
export async function siteFiles(topology: ResolvedTopology, replacements: Options['files']): Promise<SiteFiles> {
  const generated = generateSorted(topology, generators, { source: 'topology/topology.ts' });
  const given = givenFiles(replacements);
  const hosts = Object.values(topology.hosts).filter(({ firewall }) => firewall !== null);
  const files = await Promise.all(
    hosts.map(async ({ name, router }): Promise<[string, HostFiles]> => {
      const own = generated.filter(({ path }) => path.startsWith(`hosts/${name}/`));
      const wanted = router
        ? own.map((file) => replaced(file, given))
        : own.filter(({ path }) => path.endsWith('.nft'));
      return [name, await hostFiles(name, wanted)];
    }),
  );
  return Object.fromEntries(files);
}

type Given = { readonly [name: string]: string };

const replaced = (file: GeneratedFile, given: Given): GeneratedFile => {
  const text = given[file.path.split('/').slice(3).join('/')];
  return text === undefined ? file : { ...file, text };
};

/** By the name of the generated file. */
function givenFiles(files: Options['files']): Given {
  return Object.fromEntries(files.map(({ name, path }) => [name, read(path)]));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NoPlan((error as Error).message);
  }
}
