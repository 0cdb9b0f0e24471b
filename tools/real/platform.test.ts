// The example topology/examples/platform: its artifacts are fresh, real checkers accept its hosts, kustomize builds its clusters.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { groundplan } from '../../packages/cli/test/capture.js';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import platform from '../../topology/examples/platform/topology.js';
import { checkFolder } from './check-folder.js';
import type { KubernetesObject } from './kubernetes.js';
import { referenceProblems } from './kubernetes-references.js';
import { kustomizeBuild } from './kustomize.js';
import { findTool } from './run-tool.js';

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const example = 'topology/examples/platform';
const scratch = mkdtempSync(join(tmpdir(), 'platform-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function copyOf(name: string): string {
  const root = join(scratch, name);
  cpSync(join(repository, example), root, { recursive: true, filter: (path) => !path.endsWith('.groundplan') });
  return root;
}

function edit(root: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

const run = (root: string, ...args: string[]) => groundplan(root, ...args, '--topology', join(root, 'topology.ts'));

describe('its artifacts', () => {
  it('are generated from its topology.ts and the pins of prod', async () => {
    const { exitCode, err } = await run(copyOf('fresh'), 'generate', '--check');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
  });

  it('of prod stay as they are when a version changes, until it is promoted', async () => {
    const root = copyOf('upgraded');
    edit(root, 'topology.ts', "cilium: { version: '1.19.3'", "cilium: { version: '1.19.4'");
    expect((await run(root, 'generate')).exitCode).toBe(0);
    const version = (name: string) =>
      /version: "(.*)"/.exec(readFileSync(join(root, `clusters/${name}/controllers/cilium/patch.yaml`), 'utf8'))?.[1];
    expect([version('staging'), version('prod')]).toEqual(['1.19.4', '1.19.3']);
    expect((await run(root, 'promote', 'staging', 'prod')).exitCode).toBe(0);
    expect(version('prod')).toBe('1.19.4');
    expect((await run(root, 'generate', '--check')).exitCode).toBe(0);
  });
});

const has = process.env.REQUIRE_REAL === '1' || findTool('kustomize') !== undefined;

async function objectsOf(root: string, name: string): Promise<readonly KubernetesObject[]> {
  const built = await kustomizeBuild(join(root, 'clusters', name));
  if (!built.ok) throw new Error(built.message);
  return built.objects;
}

/** Made outside of the repository's objects: when Flux is installed, and by encryption. */
const given = (root: string) => ({
  secrets: ['flux-system', 'sops-age', ...Object.keys(platform.secrets ?? {})],
  ingressClasses: [],
  hasFolder: (path: string) => existsSync(join(root, path, 'kustomization.yaml')),
});

/** Every folder that has a kustomization.yaml, below clusters. */
function overlays(folder = 'clusters'): string[] {
  return readdirSync(join(repository, example, folder), { withFileTypes: true }).flatMap((one) => {
    const path = `${folder}/${one.name}`;
    if (!one.isDirectory()) return [];
    return [...(existsSync(join(repository, example, path, 'kustomization.yaml')) ? [path] : []), ...overlays(path)];
  });
}

describe.runIf(has)('its clusters', () => {
  const root = join(repository, example);

  it('have a kustomization.yaml in every folder of objects, which kustomize builds', async () => {
    const folders = overlays();
    expect(folders.length).toBeGreaterThan(60);
    for (const folder of folders)
      expect([folder, (await kustomizeBuild(join(root, folder))).ok]).toEqual([folder, true]);
  });

  it.each(['base', 'staging', 'prod', 'apps'])('have valid objects in clusters/%s', async (name) => {
    const outcomes = await checkFolder(root, `clusters/${name}`, { requireReal: true });
    expect(outcomes.map(({ check, status, problems }) => [check, status, problems])).toEqual([
      ['kubernetes', 'ok', []],
      ['kustomize', 'ok', []],
    ]);
  });

  it.each(['staging', 'prod'])('have every object once, and all that they name: %s', async (name) => {
    expect(referenceProblems(await objectsOf(root, name), given(root))).toEqual([]);
  });

  it('would be found with an unknown field, and with a name that leads nowhere', async () => {
    const copy = copyOf('wrong');
    edit(copy, 'clusters/apps/welcome/deployment.yaml', 'replicas:', 'replica:');
    const outcomes = await checkFolder(copy, 'clusters/prod', { requireReal: true });
    expect(outcomes.flatMap(({ problems }) => problems).join()).toContain('replica');
    const objects = await objectsOf(root, 'staging');
    const without = objects.filter(({ kind }) => kind !== 'ClusterIssuer');
    expect(without.length).toBe(objects.length - 1);
    expect(referenceProblems(without, given(root)).join()).toContain('ClusterIssuer');
  });

  it('differ in what environments set for themselves alone', async () => {
    const release = async (name: string, of: string) =>
      (await objectsOf(root, name)).find(
        ({ kind, metadata }) => kind === 'HelmRelease' && metadata.name.startsWith(of),
      );
    const [staging, prod] = [await release('staging', 'openbao'), await release('prod', 'openbao')];
    const replicas = (one: unknown) =>
      (one as { spec: { values: { server: { ha: { replicas: number } } } } }).spec.values.server.ha.replicas;
    expect([replicas(staging), replicas(prod)]).toEqual([1, 3]);
    expect([
      (await release('staging', 'gitlab'))?.metadata.name,
      (await release('prod', 'gitlab'))?.metadata.name,
    ]).toEqual(['gitlab-staging', 'gitlab-prod']);
  });
});

describeReal('its hosts', ['nix-instantiate', '--version'], () => {
  const hosts = readdirSync(join(repository, example, 'hosts'), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );

  it.each(hosts.map(({ name }) => name))('%s passes the real checkers', async (name) => {
    const outcomes = await checkFolder(repository, `${example}/hosts/${name}`, {
      requireReal: process.env.REQUIRE_REAL === '1',
    });
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.filter(({ status }) => status === 'ok').length).toBeGreaterThan(2);
  });
});
