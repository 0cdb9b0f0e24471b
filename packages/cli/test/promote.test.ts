// groundplan promote and rollback on a repository: what they write, what they leave alone, and what they refuse.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRepository, type Repository } from './repository.js';

let repository: Repository;
beforeEach(async () => {
  repository = newRepository();
  repository.edit(/ {2}components: \{[\s\S]*?\n {2}\},\n {2}apps: \{[\s\S]*?\n {2}\},\n/, '');
  repository.edit(
    '  secrets: {\n',
    "  components: {\n    'cert-manager': { version: 'v1.20.2' },\n    'sealed-secrets': { version: '2.18.0' },\n  },\n  secrets: {\n",
  );
  await repository.groundplan('generate');
});
afterEach(() => repository.dispose());

const staging = 'topology/pins/staging.json';
const prod = 'topology/pins/prod.json';

/** The files that a run wrote, changed or removed. */
async function touched(...argv: string[]) {
  const before = repository.files();
  const outcome = await repository.groundplan(...argv);
  const after = repository.files();
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return { ...outcome, paths: paths.sort() };
}

/** What Flux applies of an environment. */
const folderOf = (environment: string) =>
  [...repository.files()].filter(([path]) => path.startsWith(`clusters/${environment}/`));

describe('groundplan promote', () => {
  it('writes the pins of the target and a record, and the next run has nothing to do', async () => {
    const { exitCode, out, paths } = await touched('promote', 'review', 'staging');
    expect([exitCode, paths]).toEqual([0, ['docs/promotions/0001-review-to-staging.md', staging]]);
    expect(out).toBe(
      '  components/cert-manager: none → v1.20.2\n  components/sealed-secrets: none → 2.18.0\n  create  topology/pins/staging.json\n  create  docs/promotions/0001-review-to-staging.md\n',
    );
    expect(repository.read(staging)).toContain('"components/cert-manager": {"version":"v1.20.2"},');
    expect((await touched('promote', 'review', 'staging')).out).toBe(
      'Nothing to promote: staging already has all of it.\n',
    );
    expect((await repository.groundplan('generate', '--check')).exitCode).toBe(0);
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const { exitCode, out, paths } = await touched(
      'promote',
      'review',
      'staging',
      '--only',
      'cert-manager',
      '--dry-run',
    );
    expect([exitCode, paths]).toEqual([0, []]);
    expect(out).toContain('  components/cert-manager: none → v1.20.2\n');
    expect(out).not.toContain('sealed-secrets');
    expect(out).toContain('Nothing was written: this was a dry run.\n');
  });

  it('brings an edit to one environment at a time, and rollback takes it back to the byte', async () => {
    await repository.groundplan('promote', 'review', 'staging');
    await repository.groundplan('promote', 'staging', 'prod');
    const before = repository.read(prod);
    const applied = folderOf('prod');
    repository.edit('v1.20.2', 'v1.21.1');
    await repository.groundplan('generate');
    expect(repository.read(prod)).toBe(before);
    await repository.groundplan('promote', 'review', 'staging', '--only', 'cert-manager');
    expect(repository.read(prod)).toBe(before);
    expect(folderOf('prod')).toEqual(applied);
    await repository.groundplan('promote', 'staging', 'prod');
    expect(repository.read(prod)).toContain('v1.21.1');
    expect(folderOf('prod')).not.toEqual(applied);
    const { exitCode, paths } = await touched('rollback', 'prod');
    expect([exitCode, paths]).toEqual([
      0,
      ['clusters/prod/controllers/cert-manager/patch.yaml', 'docs/promotions/0005-rollback-of-prod.md', prod],
    ]);
    expect(folderOf('prod')).toEqual(applied);
    expect(repository.read(prod)).toBe(before);
    expect(repository.read('docs/promotions/0005-rollback-of-prod.md')).toContain(
      '# 0005 Rollback of prod: takes back 0004\n',
    );
    await repository.groundplan('rollback', 'prod');
    expect(repository.read(prod)).not.toContain('cert-manager');
    const none = await touched('rollback', 'prod');
    expect([none.exitCode, none.paths]).toEqual([3, []]);
  });

  it('refuses to skip an environment, an unknown one, an unknown entry, and a rollback of nothing', async () => {
    for (const [argv, text] of [
      [['promote', 'review', 'prod'], 'prod comes after staging, not after review: no environment may be skipped.'],
      [['promote', 'staging', 'prod'], 'Nothing has been promoted to staging yet.'],
      [['promote', 'review', 'stagin'], 'There is no environment "stagin". Did you mean staging?'],
      [['promote', 'review', 'staging', '--only', 'cert-manger'], 'Did you mean cert-manager?'],
      [['rollback', 'prod'], 'No record in docs/promotions says what was promoted to prod.'],
      [['rollback', 'prd'], 'There is no environment "prd". Did you mean prod?'],
    ] as const) {
      const { exitCode, err, paths } = await touched(...argv);
      expect(err).toContain(text);
      expect([exitCode, paths]).toEqual([3, []]);
    }
    expect((await repository.groundplan('promote', 'review')).exitCode).toBe(64);
    expect((await repository.groundplan('rollback')).exitCode).toBe(64);
    expect((await repository.groundplan('promote', 'a', 'b', 'c')).exitCode).toBe(64);
  });

  it('says what to do instead with promotion by branches', async () => {
    repository.edit('  secrets: {\n', "  promotion: 'branches',\n  secrets: {\n");
    const promoted = await touched('promote', 'review', 'staging');
    expect([promoted.exitCode, promoted.paths]).toEqual([3, []]);
    expect(promoted.err).toBe(
      'refused  This site promotes by branches, and has no pins. Open a pull request that merges the branch review into staging.\n',
    );
    const taken = await touched('rollback', 'prod');
    expect([taken.exitCode, taken.paths]).toEqual([3, []]);
    expect(taken.err).toContain('Revert the merge on the branch prod: git revert --mainline 1 COMMIT.');
  });

  it('refuses what the target must not have, and writes nothing', async () => {
    repository.edit('v1.20.2', 'v1.x');
    await repository.groundplan('promote', 'review', 'staging');
    const { exitCode, err, paths } = await touched('promote', 'staging', 'prod');
    expect([exitCode, paths]).toEqual([1, []]);
    expect(err).toContain('error version-floating');
  });

  it('shows pins that cannot be trusted with their file, and writes nothing', async () => {
    repository.write(staging, '{\n  "components/cert-manger": {"version":"v1.20.2"}\n}\n');
    const { exitCode, err, paths } = await touched('promote', 'review', 'staging');
    expect([exitCode, paths]).toEqual([1, []]);
    expect(err).toContain('error pins-invalid  topology/pins/staging.json');
  });

  it('gets out of a state that generate refuses', async () => {
    await repository.groundplan('promote', 'review', 'staging');
    await repository.groundplan('promote', 'staging', 'prod');
    repository.write(prod, repository.read(prod).replace('v1.20.2', '1.x'));
    expect((await repository.groundplan('generate')).exitCode).toBe(1);
    expect((await repository.groundplan('promote', 'staging', 'prod')).exitCode).toBe(0);
    expect((await repository.groundplan('generate')).exitCode).toBe(0);
  });

  it('says all of it as JSON', async () => {
    const { out } = await repository.groundplan('promote', 'review', 'staging', '--json');
    expect(JSON.parse(out)).toMatchObject({
      command: 'promote',
      exitCode: 0,
      dryRun: false,
      record: {
        number: 1,
        from: 'review',
        to: 'staging',
        changes: [{ key: 'components/cert-manager' }, { key: 'components/sealed-secrets' }],
      },
    });
  });

  it('says which fields change where the version stays, and what has none', async () => {
    await repository.groundplan('promote', 'review', 'staging');
    repository.edit(
      "'cert-manager': { version: 'v1.20.2' },",
      "'cert-manager': { version: 'v1.20.2', values: { replicaCount: 2 } },",
    );
    await repository.groundplan('generate');
    const { out } = await repository.groundplan('promote', 'review', 'staging', '--dry-run');
    expect(out).toContain('  components/cert-manager: values changed\n');
  });
});
