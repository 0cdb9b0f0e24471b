// What is wrong with the hand-written folder of an app: it is not there, or Kustomize finds nothing to build in it.
import type { EnvironmentFacts } from '../component/facts.js';
import type { ResolvedApp } from '../component/resolved.js';
import { modelPath } from '../model-path.js';
import { own } from '../names.js';

/** The names in each folder below clusters/apps, by path; facts of the file system, which somebody else has read. */
export type AppFolders = ReadonlyMap<string, readonly string[]>;

/** What Kustomize looks for in a folder (kustomize, konfig.RecognizedKustomizationFileNames). */
const kustomizationFiles = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Nothing is said where nobody has looked. */
export function folderFindings(apps: readonly ResolvedApp[], facts: EnvironmentFacts): void {
  const { folders } = facts;
  if (!folders) return;
  for (const app of apps) {
    const files = folders.get(app.manifests);
    if (files?.some((file) => kustomizationFiles.includes(file))) continue;
    facts.report({
      code: 'app-folder',
      at: placeOfFolder(app, facts),
      message:
        files === undefined
          ? `There is no folder ${app.manifests}${pinnedBy(app, facts)}.`
          : `${app.manifests} has no kustomization.yaml${pinnedBy(app, facts)}.`,
      fix:
        files === undefined
          ? `Create it by hand: the manifests of ${app.name}, and a kustomization.yaml that lists them.`
          : `Add one that lists the manifests${listed(files)}.`,
    });
  }
}

/** The entry where it says so; the environment whose pin still names another folder. */
function placeOfFolder({ name, manifests }: ResolvedApp, { topology, place }: EnvironmentFacts) {
  return own(topology.apps, name)?.manifests === manifests
    ? modelPath('apps', name, 'manifests')
    : modelPath('environments', place.name);
}

function pinnedBy({ name, manifests }: ResolvedApp, { topology, place }: EnvironmentFacts): string {
  return own(topology.apps, name)?.manifests === manifests
    ? ''
    : `, which topology/pins/${place.name}.json names for ${name}`;
}

function listed(files: readonly string[]): string {
  const manifests = files.filter((file) => /\.ya?ml$/.test(file)).slice(0, 4);
  return manifests.length === 0 ? '' : `: resources: [${manifests.join(', ')}]`;
}
