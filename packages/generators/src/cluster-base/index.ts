// What environments share of their components: the skeletons of the catalogue, each in a folder of its own.
import type { Generator } from '@groundplan/engine';
import { byCodeUnit, layers, type ModelPath, modelPath, type ResolvedTopology } from '@groundplan/model';
import { type Base, baseOf, isBuiltIn, isSameOrigin } from '../gitops/base.js';
import { type EnvironmentSlice, environmentSlices } from '../gitops/slice.js';
import { kustomization } from '../kubernetes/kustomization-file.js';
import { printFile, printManifests } from '../kubernetes/print.js';

interface SharedBase extends Base {
  readonly from: readonly ModelPath[];
}

interface Index {
  readonly path: string;
  readonly resources: readonly string[];
  readonly from: readonly ModelPath[];
}

type Slice = { readonly base: SharedBase } | { readonly index: Index };

export const clusterBase: Generator<Slice> = {
  name: 'cluster-base',
  slices: (topology) => {
    const bases = sharedBases(topology);
    return [...bases.map((base) => ({ base })), ...indexes(bases).map((index) => ({ index }))];
  },
  render: (slice) => {
    if ('index' in slice) {
      const { path, resources, from } = slice.index;
      return [{ path, content: printFile(kustomization({ resources })), from }];
    }
    const { name, layer, objects, from } = slice.base;
    const folder = `clusters/base/${layer}/${name}`;
    return [
      {
        path: `${folder}/kustomization.yaml`,
        content: printFile(kustomization({ resources: ['objects.yaml'] })),
        from,
      },
      { path: `${folder}/objects.yaml`, content: printManifests(objects), from },
    ];
  },
};

/** Of components that some environment applies as the catalogue has them. */
function sharedBases(topology: ResolvedTopology): SharedBase[] {
  const users = new Map<string, ModelPath[]>();
  for (const slice of environmentSlices(topology))
    for (const name of usedBases(slice)) {
      const { environment, cluster } = slice;
      const from = environment.components[name as 'cilium']?.from ?? '';
      const paths = [from, modelPath('environments', environment.name), modelPath('clusters', cluster.name)];
      users.set(name, [...new Set([...(users.get(name) ?? []), ...paths])]);
    }
  return [...users.keys()].sort(byCodeUnit).flatMap((name) => {
    const base = baseOf(name);
    return base ? [{ ...base, from: users.get(name) ?? [] }] : [];
  });
}

function usedBases({ environment }: EnvironmentSlice): string[] {
  return Object.values(environment.components)
    .filter((component) => {
      const base = baseOf(component.name);
      return component.applied && base !== undefined && !isBuiltIn(component) && isSameOrigin(base, component);
    })
    .map(({ name }) => name);
}

/** Every directory says what it holds, also those that no environment builds upon as a whole. */
function indexes(bases: readonly SharedBase[]): Index[] {
  const used = layers.filter((layer) => bases.some((base) => base.layer === layer));
  const fromOf = (some: readonly SharedBase[]) => [...new Set(some.flatMap(({ from }) => from))];
  const ofLayers = used.map((layer) => {
    const own = bases.filter((base) => base.layer === layer);
    const path = `clusters/base/${layer}/kustomization.yaml`;
    return { path, resources: own.map(({ name }) => name), from: fromOf(own) };
  });
  if (used.length === 0) return [];
  return [...ofLayers, { path: 'clusters/base/kustomization.yaml', resources: used, from: fromOf(bases) }];
}
