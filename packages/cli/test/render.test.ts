// groundplan render on a repository, with a kustomize of the test's own: what is written, compared, refused and told.
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundplanWith } from './capture.js';
import { newRepository, type Repository } from './repository.js';

/** Prints clusters/<env>/built.yaml, as the real one prints what it builds. */
const programs = mkdtempSync(join(tmpdir(), 'kustomize-'));
writeFileSync(join(programs, 'kustomize'), '#!/bin/sh\nexec cat "$2/built.yaml"\n');
chmodSync(join(programs, 'kustomize'), 0o755);
const path = process.env.PATH;
afterAll(() => rmSync(programs, { recursive: true }));

const object = (kind: string, name: string, rest = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
const config = (value: string, name = 'a') => object('ConfigMap', name, `  namespace: demo\ndata:\n  key: ${value}\n`);

let repository: Repository;
beforeEach(() => {
  process.env.GIT_CEILING_DIRECTORIES = tmpdir();
  process.env.PATH = `${programs}${delimiter}${path}`;
  repository = newRepository();
  for (const environment of ['review', 'staging', 'prod'])
    built(environment, config('one'), object('Namespace', 'demo'));
});
afterEach(() => {
  delete process.env.GIT_CEILING_DIRECTORIES;
  process.env.PATH = path;
  repository.dispose();
});

function built(environment: string, ...objects: readonly string[]) {
  repository.write(`clusters/${environment}/kustomization.yaml`, 'resources: []\n');
  repository.write(`clusters/${environment}/built.yaml`, objects.join('---\n'));
}

const render = (...argv: readonly string[]) => groundplanWith([], repository.root, ['render', ...argv]);
const dist = () => [...repository.files().keys()].filter((file) => file.startsWith('dist/'));

describe('groundplan render', () => {
  it('writes the environment that is named, several, or all', async () => {
    expect(await render('--env', 'prod')).toEqual({ exitCode: 0, out: '  create  dist/prod.yaml\n', err: '' });
    expect(dist()).toEqual(['dist/prod.yaml']);
    expect((await render('--env', 'prod', '--env', 'review')).out).toBe(
      '  create  dist/review.yaml\n  unchanged  dist/prod.yaml\n',
    );
    expect((await render()).out).toContain('  create  dist/staging.yaml\n');
    expect(repository.read('dist/prod.yaml').split('\n').slice(1).join('\n')).toBe(
      `---\n${object('Namespace', 'demo')}---\n${config('one')}`,
    );
  });

  it('takes environments as words too, for nx, which has an --env of its own', async () => {
    expect((await render('prod', 'review', '--check')).out).toBe(
      '  create  dist/review.yaml\n  create  dist/prod.yaml\n',
    );
  });

  it('does not trouble generate, which neither owns nor removes renders', async () => {
    const notes = {
      name: 'notes',
      slices: () => [0],
      render: () => [{ path: 'docs/generated/notes.md', content: 'Notes\n', from: ['site'] }],
    };
    const generate = (...argv: readonly string[]) => groundplanWith([notes], repository.root, ['generate', ...argv]);
    await generate();
    await render();
    const { exitCode, err } = await generate('--check');
    expect([exitCode, err.includes('dist/')]).toEqual([0, false]);
    expect(repository.read('topology/manifest.json')).not.toContain('dist/');
    await generate();
    expect(dist()).toHaveLength(3);
  });

  it('says with --check that renders are stale, and writes nothing', async () => {
    await render();
    expect((await render('--check')).exitCode).toBe(0);
    built('prod', config('two'));
    const before = repository.files();
    const { exitCode, out, err } = await render('--check');
    expect([exitCode, out, err]).toEqual([
      2,
      '  unchanged  dist/review.yaml\n  unchanged  dist/staging.yaml\n  update  dist/prod.yaml\n',
      'These renders are stale: run groundplan render and commit the result.\n',
    ]);
    expect(repository.files()).toEqual(before);
    expect((await render('--check', '--env', 'review')).exitCode).toBe(0);
  });

  it('shows with --diff what it writes', async () => {
    await render();
    built('prod', config('two'));
    const { exitCode, out } = await render('--env', 'prod', '--diff');
    expect([exitCode, out]).toEqual([
      0,
      `  update  dist/prod.yaml: 1 removed, 1 changed; 1 dangerous
  ! data-loss  Namespace demo is deleted: everything in it is deleted with it, volumes included.
  - Namespace demo
  ~ ConfigMap demo/a
      data.key: "one" → "two"
`,
    ]);
    expect(repository.read('dist/prod.yaml')).toContain('key: two');
  });

  it('removes renders of environments that are gone, and leaves other files there alone', async () => {
    await render();
    repository.write('dist/gone.yaml', repository.read('dist/prod.yaml'));
    repository.write('dist/notes.yaml', 'mine: true\n');
    expect((await render('--env', 'prod')).out).not.toContain('gone');
    expect((await render('--check')).exitCode).toBe(2);
    expect((await render()).out).toContain('  delete  dist/gone.yaml\n');
    expect(dist()).toEqual(['dist/notes.yaml', 'dist/prod.yaml', 'dist/review.yaml', 'dist/staging.yaml']);
  });

  it('refuses what was edited by hand, or is not its own, until it is forced', async () => {
    await render('--env', 'prod');
    const mine = repository.read('dist/prod.yaml');
    for (const [text, says] of [
      [`${mine}# mine\n`, 'dist/prod.yaml was edited by hand.'],
      ['mine: true\n', 'dist/prod.yaml is in the way'],
    ] as const) {
      repository.write('dist/prod.yaml', text);
      const { exitCode, err } = await render('--env', 'prod');
      expect([exitCode, repository.read('dist/prod.yaml')]).toEqual([3, text]);
      expect(err).toContain(says);
      expect((await render('--env', 'prod', '--check')).exitCode).toBe(2);
      expect((await render('--env', 'prod', '--force')).exitCode).toBe(0);
      expect(repository.read('dist/prod.yaml')).toBe(mine);
    }
  });

  it('writes over conflict markers of Git', async () => {
    await render('--env', 'prod');
    const mine = repository.read('dist/prod.yaml');
    repository.write('dist/prod.yaml', `<<<<<<< ours\n${mine}=======\n${mine}>>>>>>> theirs\n`);
    const { exitCode, err } = await render('--env', 'prod', '--diff');
    expect([exitCode, repository.read('dist/prod.yaml')]).toEqual([0, mine]);
    expect(err).toContain('warning  dist/prod.yaml cannot be compared with.');
  });

  it('writes through no link', async () => {
    repository.write('elsewhere/a', '');
    symlinkSync(join(repository.root, 'elsewhere'), join(repository.root, 'dist'));
    expect((await render('--env', 'prod')).exitCode).toBe(3);
    expect([...repository.files().keys()].filter((file) => file.startsWith('elsewhere/'))).toEqual(['elsewhere/a']);
  });

  it.each([
    [['--env', 'prd'], 64, 'There is no environment "prd". Did you mean prod?'],
    [['review', 'prd'], 64, 'There is no environment "prd". Did you mean prod?'],
    [['--evn', 'prod'], 64, 'There is no option --evn.'],
    [['--against', 'main'], 64, 'is no Git repository, so --against has nothing to compare with'],
  ] as const)('refuses %j', async (argv, code, says) => {
    const { exitCode, err } = await render(...argv);
    expect([exitCode, dist()]).toEqual([code, []]);
    expect(err).toContain(says);
  });

  it('says what is missing where nothing was generated', async () => {
    repository.remove('clusters/prod');
    const one = await render('--env', 'prod');
    expect([one.exitCode, one.err]).toEqual([
      1,
      expect.stringContaining('error  clusters/prod/kustomization.yaml is not there'),
    ]);
    const all = await render();
    expect([all.exitCode, all.err]).toEqual([
      0,
      expect.stringContaining('note  clusters/prod/kustomization.yaml is not there'),
    ]);
    expect(dist()).toEqual(['dist/review.yaml', 'dist/staging.yaml']);
    repository.remove('clusters');
    expect((await render('--check')).exitCode).toBe(1);
  });

  it('writes all environments or none', async () => {
    built('prod', object('Secret', 'token', 'stringData:\n  a: hunter2\n'));
    const { exitCode, err, out } = await render();
    expect([exitCode, dist()]).toEqual([5, []]);
    expect(`${err}${out}`).not.toContain('hunter2');
  });

  it.each([
    ['a private key in a ConfigMap', config('"-----BEGIN EC PRIVATE KEY-----"'), 5, 'data.key holds a private key'],
    ['an age key', config('AGE-SECRET-KEY-1ABC'), 5, 'data.key holds a private key'],
    [
      'values without their sops',
      object('Secret', 'a', 'data:\n  b: "ENC[AES256_GCM,data:YQ==,iv:YQ==]"\n'),
      5,
      'the key sops',
    ],
    [
      'one plain value of two',
      object('Secret', 'a', 'data:\n  b: "ENC[AES256_GCM,data:YQ==]"\n  c: YQ==\nsops: {mac: a}\n'),
      5,
      'data.c is not encrypted',
    ],
    [
      'what is no object',
      'a: 1\n',
      1,
      'What kustomize makes of clusters/prod cannot be read. Line 1 begins something without apiVersion',
    ],
  ])('refuses %s', async (_, text, code, says) => {
    built('prod', text);
    const { exitCode, err } = await render('--env', 'prod');
    expect([exitCode, dist()]).toEqual([code, []]);
    expect(err).toContain(says);
  });

  it('warns of what is downloaded at every build, and of clusters/ that is older than the topology', async () => {
    repository.write('clusters/prod/kustomization.yaml', 'resources: [https://example.org/a.yaml]\n');
    expect((await render('--env', 'prod')).err).toContain(
      'warning  clusters/prod/kustomization.yaml takes https://example.org/a.yaml, which is downloaded at every build',
    );
    const generator = {
      name: 'test',
      slices: () => [0],
      render: () => [{ path: 'clusters/base/a.yaml', content: 'a: 1\n', from: ['site'] }],
    };
    const { err, exitCode } = await groundplanWith([generator], repository.root, ['render', '--env', 'review']);
    expect([exitCode, err]).toEqual([
      0,
      'warning  clusters/base is not what topology/topology.ts implies: run nx run generate before.\n',
    ]);
  });

  it('stops at a topology that is wrong', async () => {
    repository.edit("cluster: 'home'", "cluster: 'hom'");
    const { exitCode, err } = await render();
    expect([exitCode, dist()]).toEqual([1, []]);
    expect(err).toContain('Did you mean home?');
  });
});

describe('groundplan render --against', () => {
  const committed = async () => {
    await render();
    repository.git('init', '-q', '-b', 'main');
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'a');
  };

  it('compares with a revision, writes nothing, and exits 2 with --check alone', async () => {
    await committed();
    built('prod', config('two'), object('Namespace', 'demo'));
    const before = repository.files();
    const { exitCode, out, err } = await render('--env', 'prod', '--against', 'main');
    expect([exitCode, err, out]).toEqual([
      0,
      '',
      '  differs  dist/prod.yaml since main: 1 changed\n  ~ ConfigMap demo/a\n      data.key: "one" → "two"\n',
    ]);
    expect((await render('--env', 'prod', '--against', 'main', '--check')).exitCode).toBe(2);
    expect((await render('--env', 'review', '--against', 'main', '--check')).exitCode).toBe(0);
    expect(repository.files()).toEqual(before);
  });

  it('knows renders that the revision did not have, and unknown revisions', async () => {
    repository.git('init', '-q', '-b', 'main');
    repository.git('commit', '-q', '--allow-empty', '-m', 'a');
    const { exitCode, out, err } = await render('--env', 'prod', '--against', 'main');
    expect([exitCode, err]).toEqual([0, 'note  main has no dist/prod.yaml: everything in it is new.\n']);
    expect(out).toContain('  + Namespace demo\n');
    for (const revision of ['mian', '--output=x', 'main:dist']) {
      const unknown = await render('--env', 'prod', `--against=${revision}`);
      expect([unknown.exitCode, unknown.err]).toEqual([
        64,
        expect.stringContaining(`Git knows no revision ${JSON.stringify(revision)}`),
      ]);
    }
  });

  it('says all of it as JSON, but no value of a Secret', async () => {
    const secret = (value: string) =>
      object('Secret', 'key', `  namespace: demo\nstringData:\n  b: ENC[AES256_GCM,data:${value}]\nsops:\n  mac: a\n`);
    built('prod', config('one'), secret('old'));
    await committed();
    built('prod', config('two'), secret('new'), config('one', 'b'));
    const { out } = await render('--env', 'prod', '--against', 'main', '--json');
    const common = { group: '', version: 'v1', namespace: 'demo' };
    expect(JSON.parse(out)).toEqual({
      version: 1,
      command: 'render',
      exitCode: 0,
      environments: [
        {
          environment: 'prod',
          path: 'dist/prod.yaml',
          change: 'update',
          against: 'main',
          different: true,
          dangers: [],
          added: [{ ...common, title: 'ConfigMap demo/b', kind: 'ConfigMap', name: 'b' }],
          removed: [],
          changed: [
            {
              ...common,
              title: 'ConfigMap demo/a',
              kind: 'ConfigMap',
              name: 'a',
              fields: [{ path: 'data.key', before: 'one', after: 'two', reordered: false }],
            },
            {
              ...common,
              title: 'Secret demo/key',
              kind: 'Secret',
              name: 'key',
              fields: [{ path: 'stringData.b', hidden: true }],
            },
          ],
        },
      ],
    });
  });
});

describe('groundplan check --schemas', () => {
  const schemas = fileURLToPath(new URL('../../../tools/real/schemas', import.meta.url));
  const check = (...argv: readonly string[]) => groundplanWith([], repository.root, ['check', ...argv]);

  it('holds every render against the schemas of its kinds', async () => {
    await render();
    expect(await check('--schemas', schemas)).toMatchObject({
      exitCode: 0,
      out: 'topology/topology.ts is valid.\n6 objects are valid by their schemas.\n',
    });
  });

  it('names the line of what is wrong, unknown fields included, and kinds without a schema', async () => {
    built(
      'prod',
      config('1'),
      object('ConfigMap', 'b', 'dat:\n  a: b\n'),
      'apiVersion: a.b/v1\nkind: C\nmetadata:\n  name: d\n',
    );
    await render('--env', 'prod');
    const lines = repository.read('dist/prod.yaml').split('\n');
    const { exitCode, err } = await check('--schemas', schemas, '--env', 'prod');
    expect(exitCode).toBe(1);
    expect(err).toContain(
      `error  dist/prod.yaml:${lines.indexOf('  key: 1') + 1}: ConfigMap demo/a: /data/key must be string\n`,
    );
    expect(err).toMatch(/error {2}dist\/prod\.yaml:\d+: ConfigMap b: \/ must NOT have additional properties \(dat\)\n/);
    expect(err).toContain('note  a.b/v1 C has no schema: 1 object is not checked.\n');
    const json = JSON.parse((await check('--schemas', schemas, '--env', 'prod', '--json')).out);
    expect(json.schemas).toMatchObject({
      checked: 2,
      problems: [{ path: 'dist/prod.yaml' }, { path: 'dist/prod.yaml' }],
      withoutSchema: [{ apiVersion: 'a.b/v1', kind: 'C', objects: 1 }],
    });
    expect((await check('--schemas', schemas, '--env', 'prod', '--reporter', 'github')).out).toMatch(
      /^::error file=dist\/prod\.yaml,line=\d+::ConfigMap/m,
    );
  });

  it('takes schemas of the first folder that has them', async () => {
    await render('--env', 'prod');
    const forbidding = { properties: { data: { type: 'object', maxProperties: 0 } } };
    repository.write('own/core/configmap_v1.json', JSON.stringify(forbidding));
    expect((await check('--schemas', 'own', '--schemas', schemas, '--env', 'prod')).exitCode).toBe(1);
    expect((await check('--schemas', schemas, '--schemas', 'own', '--env', 'prod')).exitCode).toBe(0);
  });

  it('takes a folder of collections', async () => {
    await render('--env', 'prod');
    const forbidding = { properties: { data: { type: 'object', maxProperties: 0 } } };
    repository.write('all/some/core/configmap_v1.json', JSON.stringify(forbidding));
    repository.write('all/others/apps/deployment_v1.json', '{}');
    expect((await check('--schemas', 'all', '--env', 'prod')).exitCode).toBe(1);
  });

  it.each([
    [['--schemas', 'nowhere'], 64, 'nowhere has no schemas'],
    [['--schemas', 'topology'], 64, 'topology has no schemas'],
    [['--env', 'prod'], 64, '--env chooses the renders that --schemas checks'],
    [['--schemas', schemas, '--env', 'prd'], 64, 'Did you mean prod?'],
    [['--schemas', schemas], 1, 'error  dist/review.yaml:1: is not there: run groundplan render.'],
  ] as const)('refuses %j', async (argv, code, says) => {
    const { exitCode, err } = await check(...argv);
    expect([exitCode, err]).toEqual([code, expect.stringContaining(says)]);
  });
});

it('what only render and check --schemas need is in no file that generate opens', () => {
  const folder = fileURLToPath(new URL('../dist/', import.meta.url));
  const opened = new Set(['./groundplan.js']);
  for (const file of opened)
    for (const [, name = ''] of readFileSync(join(folder, file), 'utf8').matchAll(
      /^(?:(?:import|export)\s[^;]*?from\s*|import\s*)"([^"]+)"/gm,
    ))
      if (name.startsWith('./')) opened.add(name);
      else expect(name).toMatch(/^node:|^(crypto|fs|path|util)$/);
  expect(opened.size).toBeGreaterThan(3);
});
