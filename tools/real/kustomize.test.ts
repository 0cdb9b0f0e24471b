// The real kustomize builds what components lay out, into the very objects they promise; broken directories are refused.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { componentObjects, componentParts } from '../../packages/generators/src/components/catalogue.js';
import { kustomization } from '../../packages/generators/src/kubernetes/kustomization-file.js';
import { type Manifest, type ManifestPatch, manifestId } from '../../packages/generators/src/kubernetes/manifest.js';
import { nameReferences } from '../../packages/generators/src/kubernetes/name-references.js';
import { printFile, printManifests } from '../../packages/generators/src/kubernetes/print.js';
import { type Sample, samples } from '../../packages/generators/test/component-samples.js';
import { appObjects } from '../../packages/generators/test/kubernetes-samples.js';
import { checkFolder } from './check-folder.js';
import { type Build, kustomizeBuild } from './kustomize.js';
import { findTool } from './run-tool.js';

const root = mkdtempSync(join(tmpdir(), 'kustomize-'));
afterAll(() => rmSync(root, { recursive: true }));

type Files = { readonly [path: string]: string };

function write(folder: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return join(root, folder);
}

const has = process.env.REQUIRE_REAL === '1' || findTool('kustomize') !== undefined;
const kustomizationOf = (...parts: Parameters<typeof kustomization>) => printFile(kustomization(...parts));

/** The objects of a build that must succeed. */
function objectsOf(build: Build): readonly object[] {
  if (!build.ok) throw new Error(build.message);
  return build.objects;
}

/** As Kustomize and the printer write them, in one order. */
const sorted = (objects: readonly object[]) =>
  objects.map((object) => [manifestId(object as Manifest), object] as const).sort(([a], [b]) => (a < b ? -1 : 1));
const printed = (objects: readonly (Manifest | ManifestPatch)[]): object[] =>
  objects.length === 0 ? [] : parseAllDocuments(printManifests(objects)).map((one) => one.toJS());

/** The fullest sample of each component, which fit together in one environment. */
const fullest = [...new Map(samples.map(([, sample]) => [sample.name, sample])).values()];

function filesOf({ name, release, context }: Sample): Files {
  const { base, patches, controllers, configs } = componentParts(name, release, context);
  const objects = controllers.length > 0 ? { 'objects.yaml': printManifests(controllers) } : {};
  const overlay = {
    ...objects,
    ...(patches.length > 0 ? { 'patches.yaml': printManifests(patches) } : {}),
    'kustomization.yaml': kustomizationOf({
      resources: [...(base.length > 0 ? [`../../../base/controllers/${name}`] : []), ...Object.keys(objects)],
      patches: patches.length > 0 ? ['patches.yaml'] : [],
    }),
  };
  return {
    ...under(`base/controllers/${name}`, base.length > 0 ? directory(base) : {}),
    ...under(`prod/controllers/${name}`, overlay),
    ...under(`prod/configs/${name}`, configs.length > 0 ? directory(configs) : {}),
  };
}

const directory = (objects: readonly Manifest[]): Files => ({
  'objects.yaml': printManifests(objects),
  'kustomization.yaml': kustomizationOf({ resources: ['objects.yaml'] }),
});
const under = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));

function layer(name: string, files: Files): Files {
  const inLayer = Object.keys(files).filter((path) => path.startsWith(`prod/${name}/`));
  const resources = [...new Set(inLayer.map((path) => path.split('/')[2] ?? ''))];
  return { [`prod/${name}/kustomization.yaml`]: kustomizationOf({ resources }) };
}

describe.runIf(has)('an environment of all components', () => {
  const files = Object.assign({}, ...fullest.map(filesOf)) as Files;
  const clusters = write('site/clusters', { ...files, ...layer('controllers', files), ...layer('configs', files) });
  const promised = fullest.map(({ name, release, context }) => componentObjects(name, release, context));

  it.each(['controllers', 'configs'] as const)('is built as promised: %s', async (name) => {
    const built = objectsOf(await kustomizeBuild(`${clusters}/prod/${name}`));
    const expected = printed(promised.flatMap((one) => one[name]));
    expect(built.length).toBeGreaterThan(10);
    expect(sorted(built)).toEqual(sorted(expected));
  });

  it('passes every check, and so does its base', async () => {
    for (const path of ['clusters/prod', 'clusters/base']) {
      const outcomes = await checkFolder(join(root, 'site'), path, { requireReal: true });
      expect(outcomes.map(({ check, status, problems }) => [check, status, problems])).toEqual([
        ['kubernetes', 'ok', []],
        ['kustomize', 'ok', []],
      ]);
    }
  });
});

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: demo\nspec:\n  ports:\n    - port: 80\n';

describe.runIf(has)('an app of an environment that shares its cluster', () => {
  const overlay = kustomizationOf({
    resources: ['service.yaml', 'routes.yaml'],
    namespace: 'demo-review',
    nameSuffix: '-review',
    configurations: ['names.yaml'],
  });
  const routes = printManifests([appObjects['http-route'] as Manifest, appObjects.ingress as Manifest]);
  const files = { 'kustomization.yaml': overlay, 'service.yaml': service, 'routes.yaml': routes };

  it('is named by its suffix, and so is what its routes point to', async () => {
    const folder = write('suffix', { ...files, 'names.yaml': printFile(nameReferences) });
    const text = JSON.stringify(objectsOf(await kustomizeBuild(folder)));
    expect(text.match(/"name":"demo-review"/g)).toHaveLength(5);
    expect(text).not.toContain('"name":"demo"');
  });

  it('would not be without the list of references', async () => {
    const folder = write('unlisted', { ...files, 'names.yaml': 'nameReference: []\n' });
    expect(JSON.stringify(objectsOf(await kustomizeBuild(folder)))).toContain('"name":"demo"');
  });
});

interface Fault {
  readonly fault: string;
  readonly files: Files;
  readonly says: string;
}

const good = {
  'kustomization.yaml': 'resources:\n  - service.yaml\n',
  'service.yaml': service.replace('  name: demo\n', '  name: demo\n  namespace: a\n'),
};
const lines = (resources: string, more = '') => ({
  'kustomization.yaml': `resources:\n  - service.yaml\n${resources}${more}`,
});
const patch = (text: string) => ({ ...lines('', 'patches:\n  - path: patch.yaml\n'), 'patch.yaml': text });

const faults: readonly Fault[] = [
  { fault: 'a resource that is not there', files: lines('  - gone.yaml\n'), says: 'gone.yaml' },
  { fault: 'a mistyped field', files: lines('', 'nameSufix: -a\n'), says: 'unknown field "nameSufix"' },
  {
    fault: 'the same object twice',
    files: { ...lines('  - again.yaml\n'), 'again.yaml': good['service.yaml'] },
    says: 'already registered id',
  },
  {
    fault: 'a patch of nothing',
    files: patch('apiVersion: v1\nkind: Service\nmetadata:\n  name: other\n'),
    says: 'no matches for Id',
  },
  { fault: 'a patch that is no object', files: patch('- a\n'), says: 'patch' },
  {
    fault: 'a directory without a kustomization',
    files: { ...lines('  - app\n'), 'app/service.yaml': service },
    says: "unable to find one of 'kustomization.yaml'",
  },
  { fault: 'a directory that lists itself', files: lines('  - ../broken\n'), says: 'cycle' },
  { fault: 'a file outside', files: lines('  - ../../outside.yaml\n'), says: 'is not in or below' },
  {
    fault: 'a resource of the Internet',
    files: lines('  - https://github.com/a/b?ref=main\n'),
    says: 'is not in this repository',
  },
  {
    fault: 'an object without a kind',
    files: { ...lines('  - a.yaml\n'), 'a.yaml': 'metadata:\n  name: a\n' },
    says: 'missing kind in object',
  },
  {
    fault: 'an object no schema allows',
    files: { ...good, 'service.yaml': `${good['service.yaml']}      portt: 1\n` },
    says: 'must NOT have additional properties (portt)',
  },
  { fault: 'an object without a namespace', files: { ...good, 'service.yaml': service }, says: 'has no namespace' },
  {
    fault: 'an unknown kind',
    files: { ...good, 'service.yaml': 'apiVersion: a.b/v1\nkind: C\nmetadata:\n  name: d\n  namespace: e\n' },
    says: 'has no schema',
  },
];

describe.runIf(has)('refuses', () => {
  it('nothing of a good directory', async () => {
    expect(await problemsOf(good)).toEqual('');
  });

  it.each(faults.map((fault) => [fault.fault, fault] as const))('%s', async (_, { files, says }) => {
    expect(await problemsOf({ ...good, ...files })).toContain(says);
  });
});

async function problemsOf(files: Files): Promise<string> {
  rmSync(join(root, 'faults'), { recursive: true, force: true });
  write('faults', { 'outside.yaml': service });
  write('faults/clusters/broken', files);
  const outcomes = await checkFolder(join(root, 'faults'), 'clusters/broken', { requireReal: true });
  return outcomes.flatMap(({ problems }) => problems).join('\n');
}
