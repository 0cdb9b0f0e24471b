// Directories of kustomizations, built by the real kustomize, and what it makes of them judged as objects.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { Folder } from './folder.js';
import { isKustomization, type KubernetesObject, objectProblems } from './kubernetes.js';
import { clusterWide } from './kubernetes-rules.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';

/** Builds every directory that has a kustomization.yaml. */
export async function checkKustomize(folder: Folder): Promise<Verdict | undefined> {
  const files = folder.files.filter(isKustomization);
  if (files.length === 0) return undefined;
  const problems = await Promise.all(files.map((file) => kustomizationProblems(folder.root, file)));
  return { detail: count(files.length, 'directory').replace('directorys', 'directories'), problems: problems.flat() };
}

async function kustomizationProblems(root: string, file: string): Promise<string[]> {
  const elsewhere = remoteResources(readFileSync(`${root}/${file}`, 'utf8'));
  if (elsewhere.length > 0) return elsewhere.map((one) => `${file}: ${one} is not in this repository`);
  const built = await kustomizeBuild(`${root}/${dirname(file)}`);
  if (!built.ok) return [`${file}: ${built.message.replaceAll(`${root}/`, '')}`];
  const complete = !/^clusters\/(base|apps)\//.test(file);
  return built.objects.flatMap((object) => builtProblems(object, complete).map((problem) => `${file}: ${problem}`));
}

/** kustomize would fetch them, and build something else tomorrow. */
function remoteResources(content: string): string[] {
  const { resources = [] } = (parse(content) ?? {}) as { readonly resources?: readonly string[] };
  return resources.filter((one) => /^[a-z]+:|^[^./]+\.[a-z]+\/|^git@|\?ref=/.test(one));
}

export type Build =
  | { readonly ok: true; readonly objects: readonly KubernetesObject[]; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** What Flux would apply of an absolute folder. */
export async function kustomizeBuild(folder: string): Promise<Build> {
  const { code, stdout, stderr } = await run(requireTool('kustomize'), ['build', folder]);
  if (code !== 0) return { ok: false, message: stderr.trim() };
  const objects = parseAllDocuments(stdout, { version: '1.1' }).map((one) => one.toJS() as KubernetesObject | null);
  return { ok: true, text: stdout, objects: objects.filter((one) => one !== null) };
}

/** What an environment applies says where it stands; what it is made of may leave that to the environment. */
function builtProblems(object: KubernetesObject, complete: boolean): string[] {
  const title = `${object.kind} ${object.metadata?.name}`;
  const homeless = complete && !clusterWide.has(object.kind) && object.metadata?.namespace === undefined;
  return [...objectProblems(object), ...(homeless ? ['has no namespace'] : [])].map((one) => `${title}: ${one}`);
}
