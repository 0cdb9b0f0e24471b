// The folder of an environment: what it lays over the shared skeletons, and what is its own, layer by layer.
import type { Artifact, Generator } from '@groundplan/engine';
import { modelPath } from '@groundplan/model';
import type { Folder } from '../gitops/folder.js';
import { type Stage, stagePath, stagesOf } from '../gitops/layout.js';
import { type EnvironmentSlice, environmentSlices, nodePaths } from '../gitops/slice.js';
import { kustomization } from '../kubernetes/kustomization-file.js';
import { nameReferences } from '../kubernetes/name-references.js';
import { printFile, printManifests } from '../kubernetes/print.js';

export const clusterEnvironment: Generator<EnvironmentSlice> = {
  name: 'cluster-environment',
  slices: environmentSlices,
  render: (slice) => {
    const stages = stagesOf(slice);
    const root = `clusters/${slice.environment.name}`;
    return [
      ...stages.flatMap(({ folders }) => folders.flatMap((folder) => folderFiles(root, folder))),
      ...stages.map((stage) => stageFile(root, stage, slice)),
      { ...list(root, ['flux', ...stages.map(stagePath)]), from: origins(slice) },
    ];
  },
};

/** What stands where follows from all that runs in the environment. */
function origins(slice: EnvironmentSlice) {
  const { environment, cluster } = slice;
  return [modelPath('environments', environment.name), modelPath('clusters', cluster.name), ...nodePaths(slice)];
}

const list = (folder: string, resources: readonly string[]) => ({
  path: `${folder}/kustomization.yaml`,
  content: printFile(kustomization({ resources })),
});

/** A later part of a layer lists folders beside its own. */
function stageFile(root: string, stage: Stage, slice: EnvironmentSlice): Artifact {
  const names = stage.folders.map(({ name }) => (stage.part === 0 ? name : `../${name}`));
  return { ...list(`${root}/${stagePath(stage)}`, names), from: origins(slice) };
}

const [objectsFile, patchFile, referencesFile] = ['objects.yaml', 'patch.yaml', 'name-references.yaml'] as const;

function folderFiles(root: string, folder: Folder): Artifact[] {
  const { name, layer, from, bases, objects, patches, namespace, suffix, images } = folder;
  const path = `${root}/${layer}/${name}`;
  const file = kustomization({
    resources: [...bases, ...(objects.length > 0 ? [objectsFile] : [])],
    patches: patches.length > 0 ? [patchFile] : [],
    namespace,
    nameSuffix: suffix,
    configurations: suffix === null ? [] : [referencesFile],
    images: images ?? [],
  });
  return [
    { path: `${path}/kustomization.yaml`, content: printFile(file), from },
    ...(objects.length > 0 ? [{ path: `${path}/${objectsFile}`, content: printManifests(objects), from }] : []),
    ...(patches.length > 0 ? [{ path: `${path}/${patchFile}`, content: printManifests(patches), from }] : []),
    ...(suffix === null ? [] : [{ path: `${path}/${referencesFile}`, content: printFile(nameReferences), from }]),
  ];
}
