// groundplan env add on a repository: one run writes topology.ts, pins and artifacts, or nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareRepository, type Repository } from './repository.js';

let repository: Repository;
beforeEach(async () => {
  repository = bareRepository();
  repository.edit(
    '  secrets: {\n',
    "  components: {\n    'cert-manager': { version: 'v1.20.2' },\n  },\n  secrets: {\n",
  );
  await repository.groundplan('generate');
  await repository.groundplan('promote', 'review', 'staging');
  await repository.groundplan('promote', 'staging', 'prod');
});
afterEach(() => repository.dispose());

const topology = 'topology/topology.ts';
const pins = (name: string) => `topology/pins/${name}.json`;

async function touched(...argv: string[]) {
  const before = repository.files();
  const outcome = await repository.groundplan(...argv);
  const after = repository.files();
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return { ...outcome, paths: paths.sort() };
}

describe('groundplan env add', () => {
  it('puts an environment between two, with the pins of the one behind it', async () => {
    const before = repository.read(topology);
    const { exitCode, out, err, paths } = await touched('env', 'add', 'canary', '--after', 'review');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('canary comes after review, in the cluster home.\nstaging comes after canary now.\n');
    expect(out).toContain('It starts with the pins of staging: 1 entry.\n');
    expect(paths).toEqual(expect.arrayContaining([pins('canary'), topology]));
    // The owner of the shared cluster lets Flux know of its new guest.
    expect(paths.filter((path) => /staging|prod|review/.test(path))).toEqual(['clusters/prod/flux/guests.yaml']);
    expect(repository.read(topology)).toBe(
      before.replace(
        "    staging: { cluster: 'home', after: 'review' },\n",
        "    canary: { cluster: 'home', after: 'review' },\n    staging: { cluster: 'home', after: 'canary' },\n",
      ),
    );
    expect(repository.read(pins('canary'))).toBe(repository.read(pins('staging')));
    expect((await repository.groundplan('generate', '--check')).exitCode).toBe(0);
  });

  it('leaves the others as they are: promotion to them goes on where it was', async () => {
    await repository.groundplan('env', 'add', 'canary', '--after', 'review');
    expect((await touched('promote', 'canary', 'staging')).out).toBe(
      'Nothing to promote: staging already has all of it.\n',
    );
    repository.edit('v1.20.2', 'v1.21.1');
    await repository.groundplan('generate');
    expect((await repository.groundplan('promote', 'review', 'staging')).err).toContain(
      'staging comes after canary, not after review: no environment may be skipped.',
    );
    expect((await repository.groundplan('promote', 'review', 'canary')).exitCode).toBe(0);
    expect((await repository.groundplan('promote', 'canary', 'staging')).exitCode).toBe(0);
    expect(repository.read(pins('staging'))).toContain('v1.21.1');
  });

  it('refuses one at the end that would take the cluster from the last, unless forced', async () => {
    const { exitCode, err, paths } = await touched('env', 'add', 'dr', '--after', 'prod');
    expect([exitCode, paths]).toEqual([3, []]);
    expect(err).toContain(
      'refused  prod would no longer own the cluster home: its controllers and configs would be those of dr.',
    );
    const forced = await touched('env', 'add', 'dr', '--after', 'prod', '--force');
    expect(forced.exitCode).toBe(0);
    expect(forced.out).toContain('Nothing runs there until: groundplan promote prod dr.\n');
    expect(repository.files().has(pins('dr'))).toBe(false);
  });

  it('writes nothing in a dry run, and says all of it', async () => {
    const { exitCode, out, paths } = await touched('env', 'add', 'canary', '--after', 'review', '--dry-run');
    expect([exitCode, paths]).toEqual([0, []]);
    expect(out).toContain('  update  topology/topology.ts\n  create  topology/pins/canary.json\n');
    expect(out).toContain('Nothing was written: this was a dry run.\n');
    const { out: json } = await touched('env', 'add', 'canary', '--after', 'review', '--dry-run', '--json');
    expect(JSON.parse(json)).toMatchObject({
      command: 'env',
      exitCode: 0,
      dryRun: true,
      name: 'canary',
      next: 'staging',
    });
  });

  it('shows the findings of the topology as it would be, and writes nothing', async () => {
    repository.edit(
      "staging: { cluster: 'home', after: 'review' }",
      "staging: { cluster: 'home', after: 'review', nameSuffix: '-canary' }",
    );
    await repository.groundplan('generate');
    const { exitCode, err, paths } = await touched('env', 'add', 'canary', '--after', 'review');
    expect([exitCode, paths]).toEqual([1, []]);
    expect(err).toContain('error environment-collision');
    expect(err).toContain("canary: { cluster: 'home', after: 'review' },");
    expect(err).toContain('Nothing was written: this is topology/topology.ts as it would be with canary.\n');
  });

  it('says what to type where it cannot edit', async () => {
    repository.edit('  environments: {\n', '  environments: {\n    ...{},\n');
    const { exitCode, err, paths } = await touched('env', 'add', 'canary', '--after', 'review');
    expect([exitCode, paths]).toEqual([3, []]);
    expect(err).toContain(
      "refused  topology/topology.ts cannot be edited: environments is put together from parts. Write it into environments yourself, then run groundplan generate: canary: { cluster: 'home', after: 'review' }, and of staging after: 'canary'.",
    );
  });

  it('notices when the file says something else than what was edited', async () => {
    repository.edit('export default defineTopology({', 'const site = defineTopology({');
    repository.write(
      topology,
      `${repository.read(topology)}(site.environments as { staging: { after: string } }).staging.after = 'review';\nexport default site;\n`,
    );
    expect((await repository.groundplan('check')).exitCode).toBe(0);
    const { exitCode, err, paths } = await touched('env', 'add', 'canary', '--after', 'review');
    expect([exitCode, paths]).toEqual([3, []]);
    expect(err).toContain('computes its environments from elsewhere');
  });

  it.each([
    [['add', 'prod', '--after', 'review'], 'There is an environment prod already.'],
    [['add', 'Canary', '--after', 'review'], '"Canary" cannot be a name.'],
    [['add', 'router', '--after', 'review'], 'router is a reserved word.'],
    [['add', 'canary', '--after', 'reviw'], 'Did you mean review?'],
    [['add', 'canary', '--after', 'review', '--cluster', 'hom'], 'Did you mean home?'],
  ])('refuses %j', async (argv, text) => {
    const { exitCode, err, paths } = await touched('env', ...argv);
    expect(err).toContain(text);
    expect([exitCode, paths]).toEqual([3, []]);
  });

  it('refuses two environments that come after the same one', async () => {
    repository.edit(
      "prod: { cluster: 'home', after: 'staging' }",
      "prod: { cluster: 'home', after: 'staging' },\n    eu: { cluster: 'home', after: 'review' }",
    );
    repository.remove('topology/pins');
    const { exitCode, err } = await touched('env', 'add', 'canary', '--after', 'review');
    expect(exitCode).toBe(3);
    expect(err).toContain('eu and staging both come after review.');
  });

  it('tells a wrong command line apart', async () => {
    for (const argv of [['env'], ['env', 'list'], ['env', 'add'], ['env', 'add', 'canary']])
      expect((await repository.groundplan(...argv)).exitCode).toBe(64);
  });
});
