// groundplan render with the real kustomize, and with the one inside kubectl: the same bytes, in one order, or an error and no file.
import { accessSync, constants, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundplanWith, type Outcome } from '../../packages/cli/test/capture.js';
import { clusterTree } from '../../packages/cli/test/cluster-tree.js';
import { newRepository, type Repository } from '../../packages/cli/test/repository.js';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { manifestProblems } from './kubernetes.js';
import { findTool } from './run-tool.js';

const path = process.env.PATH ?? '';
const kustomize = findTool('kustomize') ?? 'kustomize';
const kubectlOnly = mkdtempSync(join(tmpdir(), 'kubectl-'));
const kubectl = path.split(delimiter).map((folder) => join(folder, 'kubectl'));

let repository: Repository;
beforeEach(() => {
  process.env.PATH = `${dirname(kustomize)}${delimiter}${path}`;
  repository = newRepository();
  for (const [file, text] of Object.entries(clusterTree)) repository.write(file, text);
});
afterEach(() => {
  process.env.PATH = path;
  repository.dispose();
});
afterAll(() => rmSync(kubectlOnly, { recursive: true }));

/** Nobody generates clusters/ here: the trees are the test's own. */
const render = (...argv: readonly string[]): Promise<Outcome> =>
  groundplanWith([], repository.root, ['render', ...argv]);

describeReal('render', [kustomize, 'version'], () => {
  it('writes every object once, in one order, as the schemas of their kinds allow', async () => {
    expect(await render('--env', 'prod')).toEqual({ exitCode: 0, out: '  create  dist/prod.yaml\n', err: '' });
    const text = repository.read('dist/prod.yaml');
    expect(text.split('\n')[0]).toMatch(
      /^# Generated from clusters\/prod\. Edit topology\/topology\.ts, then run nx run generate and groundplan render --env prod\. \[groundplan:[0-9a-f]{12}\]$/,
    );
    expect(
      [...text.matchAll(/^kind: (\w+)\nmetadata:\n(?: {2}.*\n)*? {2}name: (.+)/gm)].map(
        ([, kind, name]) => `${kind} ${name}`,
      ),
    ).toEqual([
      'Namespace cert-manager',
      'Namespace demo-prod',
      'HelmRelease cert-manager',
      'OCIRepository cert-manager',
      'Deployment demo-prod',
      'Service demo-prod',
      'Kustomization prod-apps',
      'Kustomization prod-controllers',
    ]);
    expect(manifestProblems('dist/prod.yaml', text)).toEqual([]);
    expect(text).toContain('tag: v1.20.2');
  });

  it('writes the same bytes again, and whatever the order of resources', async () => {
    await render();
    const before = repository.files();
    expect((await render()).out).toBe(
      '  unchanged  dist/review.yaml\n  unchanged  dist/staging.yaml\n  unchanged  dist/prod.yaml\n',
    );
    const root = repository.read('clusters/prod/kustomization.yaml');
    repository.write(
      'clusters/prod/kustomization.yaml',
      root.replace(/( {2}- flux\n)( {2}- controllers\n)( {2}- apps\n)/, '$3$2$1'),
    );
    expect(repository.read('clusters/prod/kustomization.yaml')).not.toBe(root);
    expect((await render('--check')).exitCode).toBe(0);
    expect(repository.read('dist/prod.yaml')).toBe(before.get('dist/prod.yaml'));
  });

  it('tells an upgrade, a removal and a rename from the committed render', async () => {
    await render();
    repository.write(
      'clusters/prod/controllers/cert-manager/patch.yaml',
      repository.read('clusters/prod/controllers/cert-manager/patch.yaml').replace('v1.20.2', 'v2.0.0'),
    );
    repository.write(
      'clusters/apps/demo/app.yaml',
      repository
        .read('clusters/apps/demo/app.yaml')
        .replace('name: demo\nspec:\n  ports', 'name: shop\nspec:\n  ports'),
    );
    const { exitCode, out } = await render('--env', 'prod', '--check', '--diff');
    expect(exitCode).toBe(2);
    expect(out).toBe(`  update  dist/prod.yaml: 1 added, 1 removed, 1 changed; 2 dangerous
  ! renamed        Service demo-prod/demo-prod seems to be renamed to Service demo-prod/shop-prod: Flux deletes the one and creates the other.
  ! major-version  OCIRepository cert-manager/cert-manager goes from v1.20.2 to v2.0.0, another major version.
  - Service demo-prod/demo-prod
  + Service demo-prod/shop-prod
  ~ OCIRepository cert-manager/cert-manager
      spec.ref.tag: "v1.20.2" → "v2.0.0"
`);
  });

  it.each([
    [
      'a resource that is not there',
      'clusters/prod/apps/kustomization.yaml',
      'resources:\n  - gone\n',
      'clusters/prod/apps/gone',
    ],
    [
      'YAML that is not YAML',
      'clusters/apps/demo/app.yaml',
      'a: [\n',
      "cannot be built. In clusters/apps/demo: accumulating resources from 'app.yaml': MalformedYAMLError: yaml: line 1:",
    ],
    [
      'a patch of nothing',
      'clusters/prod/controllers/cert-manager/patch.yaml',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n',
      'no matches for Id Service',
    ],
    [
      'an object without a name',
      'clusters/prod/apps/demo/objects.yaml',
      'apiVersion: v1\nkind: Namespace\n',
      'missing metadata.name',
    ],
  ])('says what kustomize says of %s, and writes nothing', async (_, file, text, says) => {
    repository.write(file, text);
    const { exitCode, err } = await render('--env', 'prod');
    expect(exitCode).toBe(1);
    expect(err).toContain('error  clusters/prod cannot be built.');
    expect(err).toContain(says);
    expect(err).not.toContain(repository.root);
    expect(err).toContain('Nothing was written.\n');
    expect([...repository.files().keys()].filter((one) => one.startsWith('dist/'))).toEqual([]);
  });

  it('refuses plain Secrets that kustomize makes or passes on, and never shows their values', async () => {
    const plain = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: token\nstringData:\n  password: hunter2\n';
    repository.write('clusters/prod/apps/demo/objects.yaml', plain);
    const passed = await render('--env', 'prod');
    expect([passed.exitCode, passed.err]).toEqual([
      5,
      'refused  clusters/prod/apps/demo/objects.yaml:1: Secret demo-prod/token-prod: stringData.password is not encrypted. A render is committed and read by everybody: encrypt it with sops, or use an ExternalSecret or SealedSecret.\nNothing was written.\n',
    ]);
    repository.write(
      'clusters/prod/apps/demo/objects.yaml',
      clusterTree['clusters/prod/apps/demo/objects.yaml'] as string,
    );
    const overlay = repository.read('clusters/prod/apps/demo/kustomization.yaml');
    repository.write(
      'clusters/prod/apps/demo/kustomization.yaml',
      `${overlay}secretGenerator:\n  - name: made\n    literals: [password=hunter2]\n`,
    );
    const made = await render('--env', 'prod', '--json');
    expect([made.exitCode, made.err]).toEqual([
      5,
      expect.stringContaining('refused  clusters/prod/apps/demo/kustomization.yaml: Secret demo-prod/made-prod-'),
    ]);
    expect(`${passed.out}${passed.err}${made.out}${made.err}`).not.toMatch(/hunter2|aHVudGVyMg/);
    expect([...repository.files().keys()].filter((one) => one.startsWith('dist/'))).toEqual([]);
  });

  it('takes a Secret that SOPS encrypted as it is', async () => {
    const encrypted =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: token\nstringData:\n  password: ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]\n  empty: ""\nsops:\n  mac: ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]\n  version: 3.10.2\n';
    repository.write('clusters/prod/apps/demo/objects.yaml', encrypted);
    expect((await render('--env', 'prod')).exitCode).toBe(0);
    expect(repository.read('dist/prod.yaml')).toContain('password: ENC[AES256_GCM,data:YQ==');
  });

  it('refuses one object under two versions of its API', async () => {
    const thing = (version: string) =>
      `apiVersion: cilium.io/${version}\nkind: CiliumLoadBalancerIPPool\nmetadata:\n  name: main\n`;
    repository.write('clusters/prod/apps/demo/objects.yaml', `${thing('v2')}---\n${thing('v2alpha1')}`);
    const { exitCode, err } = await render('--env', 'prod');
    expect([exitCode, err]).toEqual([
      1,
      expect.stringMatching(
        /CiliumLoadBalancerIPPool .*main-prod is there twice, as cilium.io\/v2 and as cilium.io\/v2alpha1\./,
      ),
    ]);
  });
});

describeReal('kubectl', ['kubectl', 'kustomize', '--help'], () => {
  it('renders the same bytes where kustomize is not installed', async () => {
    const program = kubectl.find((one) => findProgram(one)) as string;
    symlinkSync(program, join(kubectlOnly, 'kubectl'));
    await render('--env', 'prod');
    process.env.PATH = `${kubectlOnly}${delimiter}${dirname('/bin/sh')}`;
    expect(await render('--env', 'prod', '--check')).toMatchObject({ exitCode: 0, err: '' });
  });
});

describe('a path without both programs', () => {
  it('is an error that says how to get them', async () => {
    process.env.PATH = join(repository.root, 'topology');
    const { exitCode, err } = await render('--env', 'prod');
    expect(exitCode).toBe(1);
    expect(err).toContain('Neither kustomize nor kubectl is installed');
    expect(err).toContain('nix develop has both');
  });
});

function findProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
