// A history of changes, promotions and a new environment: no file of prod changes until something is promoted to it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareRepository, type Repository } from './repository.js';

let repository: Repository;
beforeEach(() => {
  repository = bareRepository();
});
afterEach(() => repository.dispose());

const pins = 'topology/pins/prod.json';

/** Which other environments the cluster of prod applies: the one file of its folder that is not about prod. */
const guests = 'clusters/prod/flux/guests.yaml';

/** What decides and what makes prod: every file that has its name, but for records, which only tell. */
function filesOf(environment: string): Map<string, string> {
  const own = new RegExp(`(^|/)${environment}(/|\\.[a-z]+$)`);
  return new Map([...repository.files()].filter(([path]) => own.test(path) && path !== guests));
}

const linesOf = (path: string) => repository.files().get(path)?.split('\n').slice(1) ?? [];

const prod = () => filesOf('prod');

async function step(...argv: string[]): Promise<void> {
  const { exitCode, err } = await repository.groundplan(...argv);
  expect([argv.join(' '), exitCode, exitCode === 0 ? '' : err]).toEqual([argv.join(' '), 0, '']);
}

/** Each step leaves prod as it is, and something else changes. */
async function without(...steps: readonly (readonly string[])[]): Promise<void> {
  for (const argv of steps) {
    const before = prod();
    const all = repository.files();
    const known = linesOf(guests);
    await step(...argv);
    expect([argv.join(' '), prod()]).toEqual([argv.join(' '), before]);
    expect(repository.files(), `${argv.join(' ')} does something`).not.toEqual(all);
    expect(
      known.filter((line) => !linesOf(guests).includes(line)),
      'guests only come',
    ).toEqual([]);
    await step('generate', '--check');
  }
}

it('prod keeps its bytes through additions, edits, promotions elsewhere, rollbacks and a new environment', async () => {
  repository.edit(
    '  secrets: {\n',
    "  components: {\n    'cert-manager': { version: 'v1.20.2' },\n  },\n  secrets: {\n",
  );
  await step('generate');
  expect(prod().has(pins)).toBe(false);

  // Promoted twice, it is there.
  await without(['promote', 'review', 'staging']);
  await step('promote', 'staging', 'prod');
  const first = prod();
  expect(first.get(pins)).toContain('"components/cert-manager": {"version":"v1.20.2"},');

  // A component is added and another one edited: the first environment alone changes.
  repository.edit(
    "    'cert-manager': { version: 'v1.20.2' },\n",
    "    'cert-manager': { version: 'v1.21.1', values: { replicaCount: 2 } },\n    'sealed-secrets': { version: '2.18.0' },\n",
  );
  await step('generate');
  expect(prod()).toEqual(first);
  await without(['promote', 'review', 'staging', '--only', 'cert-manager'], ['promote', 'review', 'staging']);
  expect(prod()).toEqual(first);

  // An environment between review and staging, and one between staging and prod.
  await without(['env', 'add', 'canary', '--after', 'review'], ['env', 'add', 'rehearsal', '--after', 'staging']);
  expect(prod()).toEqual(first);
  expect(repository.read('topology/pins/rehearsal.json')).toBe(first.get(pins));
  expect(repository.read('topology/pins/canary.json')).toBe(repository.read('topology/pins/staging.json'));

  // The way is longer now, and taken back in between.
  await without(['promote', 'staging', 'rehearsal'], ['rollback', 'rehearsal'], ['promote', 'staging', 'rehearsal']);
  expect(prod()).toEqual(first);

  // Only this reaches prod, and rollback brings every byte back.
  await step('promote', 'rehearsal', 'prod', '--only', 'sealed-secrets');
  expect(prod().get(pins)).toContain('"components/sealed-secrets"');
  expect(prod().get(pins)).toContain('v1.20.2');
  await step('rollback', 'prod');
  expect(prod()).toEqual(first);
  await step('promote', 'rehearsal', 'prod');
  expect(prod().get(pins)).toContain('v1.21.1');
  expect(prod().size).toBeGreaterThanOrEqual(first.size);

  // What is removed is removed there last.
  const last = prod();
  repository.edit("    'sealed-secrets': { version: '2.18.0' },\n", '');
  await step('generate');
  expect(prod()).toEqual(last);
  await without(['promote', 'review', 'canary'], ['promote', 'canary', 'staging'], ['promote', 'staging', 'rehearsal']);
  await step('promote', 'rehearsal', 'prod');
  expect(prod().get(pins)).not.toContain('sealed-secrets');
  await step('generate', '--check');
});

it('finds the files of prod: it would see a change of any', () => {
  for (const path of [pins, 'clusters/prod/kustomization.yaml', 'clusters/prod/flux/source.yaml', 'dist/prod.yaml']) {
    repository.write(path, '1\n');
    expect([...prod().keys()]).toContain(path);
  }
  repository.write('clusters/review/kustomization.yaml', '1\n');
  expect([...prod().keys()]).not.toContain('clusters/review/kustomization.yaml');
});

it('prod changes at once by what it sets for itself, and only by that', async () => {
  repository.edit(
    '  secrets: {\n',
    "  components: {\n    'sealed-secrets': { version: '2.18.0' },\n  },\n  secrets: {\n",
  );
  await step('generate');
  await step('promote', 'review', 'staging');
  await step('promote', 'staging', 'prod');
  const before = repository.read(pins);
  repository.edit(
    "'sealed-secrets': { version: '2.18.0' }",
    "'sealed-secrets': { version: '2.18.0', environments: { prod: { values: { image: 'x' } } } }",
  );
  await step('generate');
  expect(repository.read(pins)).toBe(before);
  const { out } = await repository.groundplan('promote', 'staging', 'prod');
  expect(out).toBe('Nothing to promote: prod already has all of it.\n');
});
