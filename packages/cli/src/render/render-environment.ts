// Renders one environment: what Flux would apply of clusters/<env>, checked and in one order.
import type { Tree } from '@groundplan/engine';
import { composeRender, duplicateObjects } from './compose.js';
import { readDocuments, UnreadableObjects } from './documents.js';
import { type KubernetesObject, titleOf } from './kubernetes-object.js';
import { kustomizeBuild } from './kustomize.js';
import { plainSecrets } from './plain-secrets.js';
import { originOf, type Sources, sourcesOf } from './sources.js';

export type EnvironmentRender =
  | {
      readonly ok: true;
      readonly text: string;
      readonly objects: readonly KubernetesObject[];
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly why: 'failed' | 'secret'; readonly messages: readonly string[] };

export const clusterFolder = (environment: string) => `clusters/${environment}`;

export async function renderEnvironment(root: string, tree: Tree, environment: string): Promise<EnvironmentRender> {
  const folder = clusterFolder(environment);
  const built = await kustomizeBuild(root, folder);
  if (!built.ok) return { ok: false, why: 'failed', messages: [`${folder} cannot be built. ${built.message}`] };
  try {
    return judge(built.text, sourcesOf(folder, tree.read), folder);
  } catch (error) {
    if (!(error instanceof UnreadableObjects)) throw error;
    return {
      ok: false,
      why: 'failed',
      messages: [`What kustomize makes of ${folder} cannot be read. ${error.message}`],
    };
  }
}

function judge(text: string, sources: Sources, folder: string): EnvironmentRender {
  const documents = readDocuments(text);
  const objects = documents.map(({ object }) => object);
  const where = (object: KubernetesObject) => originOf(object, sources) ?? `${folder}/kustomization.yaml`;
  const secrets = plainSecrets(objects).map(
    ({ object, reason }) =>
      `${where(object)}: ${titleOf(object)}: ${reason}. A render is committed and read by everybody: encrypt it with sops, or use an ExternalSecret or SealedSecret.`,
  );
  if (secrets.length > 0) return { ok: false, why: 'secret', messages: secrets };
  const twice = duplicateObjects(objects);
  if (twice.length > 0) return { ok: false, why: 'failed', messages: twice.map((one) => `${folder}: ${one}`) };
  const warnings = sources.remote.map(
    ({ path, resource }) =>
      `${path} takes ${resource}, which is downloaded at every build: the render can change without a commit.`,
  );
  return { ok: true, text: composeRender(documents), objects, warnings };
}
