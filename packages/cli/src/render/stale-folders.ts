// Which folders of clusters/ are not what the topology implies: a render of them would show yesterday's topology.
import { type Generator, generate, plan, type Tree } from '@groundplan/engine';
import type { Project } from '../project.js';
import type { TopologyRead } from '../read-topology.js';

interface Context {
  readonly project: Project;
  readonly generators: readonly Generator[];
  readonly tree: Tree;
}

/** Such as clusters/base or clusters/prod, sorted. */
export function staleFolders({ project, generators, tree }: Context, { topology, manifest }: TopologyRead): string[] {
  const files = generate(topology, generators, { source: project.source });
  const { changes } = plan(files, manifest, tree.read, { only: (path) => path.startsWith('clusters/') });
  return [...new Set(changes.map(({ path }) => path.split('/').slice(0, 2).join('/')))].sort();
}
