// What Flux starts from in an environment: its source, one Flux Kustomization per layer, and the environments it shares the cluster with.
import type { Artifact, Generator } from '@groundplan/engine';
import { modelPath, type ResolvedGitops, type ResolvedTopology } from '@groundplan/model';
import { stageName, stagePath, stagesOf } from '../gitops/layout.js';
import { type EnvironmentSlice, environmentSlices, nodePaths } from '../gitops/slice.js';
import { environmentSource, fluxName, sharesSource } from '../gitops/sources.js';
import { kustomization } from '../kubernetes/kustomization-file.js';
import type { Manifest } from '../kubernetes/manifest.js';
import { printFile, printManifests } from '../kubernetes/print.js';
import { fluxInstance } from './instance.js';
import { folderKustomization, layerKustomizations } from './layers.js';
import { sourceObject } from './source.js';

interface FluxSlice extends EnvironmentSlice {
  readonly owner: EnvironmentSlice;
  /** Environments whose controllers this one applies. */
  readonly guests: readonly EnvironmentSlice[];
}

export const flux: Generator<FluxSlice> = {
  name: 'flux',
  slices: fluxSlices,
  render: (slice) => {
    const { environment, cluster, guests } = slice;
    const folder = `clusters/${environment.name}/flux`;
    const from = [modelPath('environments', environment.name), modelPath('clusters', cluster.name)];
    const visible = [...from, ...guests.map((guest) => modelPath('environments', guest.environment.name))];
    const owning = modelPath('environments', slice.owner.environment.name);
    const files = [
      ...(environment.ownsCluster
        ? [objects('source.yaml', [ownSource(slice)], from), ...instanceFile(slice, from)]
        : []),
      ...layersFile(slice, [...from, owning, ...nodePaths(slice)]),
      ...(guests.length > 0
        ? [
            objects(
              'guests.yaml',
              guests.flatMap((guest) => guestObjects(guest, slice)),
              visible,
            ),
          ]
        : []),
    ];
    const isBootstrapped = environment.ownsCluster && gitopsOf(slice).bootstrap === 'flux';
    const resources = [...(isBootstrapped ? [bootstrapFolder] : []), ...files.map(({ path }) => path)];
    const all = [...new Set([...visible, owning, ...nodePaths(slice)])];
    const list = { path: 'kustomization.yaml', content: printFile(kustomization({ resources })), from: all };
    return [list, ...files, ...(isBootstrapped ? [bootstrapStarter(from)] : [])].map((file) => ({
      ...file,
      path: `${folder}/${file.path}`,
      from: [...new Set(file.from)],
    }));
  },
};

function fluxSlices(topology: ResolvedTopology): FluxSlice[] {
  const slices = environmentSlices(topology);
  return slices.map((slice) => {
    const { name, owner } = slice.environment;
    return {
      ...slice,
      owner: slices.find(({ environment }) => environment.name === owner) ?? slice,
      guests: slices.filter(({ environment }) => environment.owner === name && environment.name !== name),
    };
  });
}

const gitopsOf = ({ cluster }: EnvironmentSlice) => cluster.gitops as ResolvedGitops;

function objects(path: string, manifests: readonly Manifest[], from: Artifact['from']): Artifact {
  return { path, content: printManifests(manifests), from };
}

function ownSource(slice: EnvironmentSlice): Manifest {
  const { name, from } = environmentSource(slice);
  return sourceObject(name, from);
}

/** Where the platform says none: the one whose shapes are written here (github.com/fluxcd/flux2/releases). */
const fluxVersion = '2.9.6';

function instanceFile(slice: FluxSlice, from: Artifact['from']): Artifact[] {
  if (gitopsOf(slice).bootstrap !== 'operator') return [];
  const instance = fluxInstance({
    environment: slice.environment.name,
    version: slice.environment.platform.flux ?? fluxVersion,
    clusterDomain: slice.cluster.clusterDomain,
    source: environmentSource(slice).from,
  });
  return [objects('instance.yaml', [instance], from)];
}

function layersFile(slice: FluxSlice, from: Artifact['from']): Artifact[] {
  const layers = stagesOf(slice).map((stage) => ({
    name: stageName(stage),
    path: stagePath(stage),
    contents: stage.folders.flatMap(({ contents }) => contents),
  }));
  if (layers.length === 0) return [];
  const manifests = layerKustomizations({
    environment: slice.environment.name,
    source: sourceFor(slice, slice.owner),
    decryption: gitopsOf(slice).decryptionSecret,
    layers,
  });
  return [objects('layers.yaml', manifests, from)];
}

/** The owner's, where it holds the same. */
function sourceFor(slice: EnvironmentSlice, owner: EnvironmentSlice) {
  const [own, shared] = [environmentSource(slice), environmentSource(owner)];
  return sharesSource(own.from, shared.from) ? shared : own;
}

/** In the folder of the owner, which alone is told to Flux when it is installed. */
function guestObjects(guest: EnvironmentSlice, owner: EnvironmentSlice): Manifest[] {
  const { name } = guest.environment;
  const source = sourceFor(guest, owner);
  const isOwn = source.name === fluxName(name);
  return [
    ...(isOwn ? [sourceObject(source.name, source.from)] : []),
    folderKustomization({ name: fluxName(name), path: `./clusters/${name}/flux`, source }),
  ];
}

/** Where `flux bootstrap --path clusters/<environment>/flux` puts Flux itself and its first sync. */
const bootstrapFolder = 'flux-system';

/**
 * Flux takes over the list of resources that it finds at its path, so that list must name the folder which bootstrap fills:
 * it starts as an empty one, and bootstrap writes its own kustomization.yaml there.
 */
function bootstrapStarter(from: Artifact['from']): Artifact {
  const content = `# Until flux bootstrap writes its own list here.\n${printFile(kustomization({ resources: [] }))}`;
  return { path: `${bootstrapFolder}/kustomization.yaml`, content, from, scaffold: true };
}
