// groundplan explain on lines of clusters and pins: which entry and which pin they come from.
import type { Generator } from '@groundplan/engine';
import type { ResolvedEnvironment } from '@groundplan/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundplanWith } from './capture.js';
import { bareRepository, type Repository } from './repository.js';

let repository: Repository;
beforeEach(async () => {
  repository = bareRepository();
  repository.edit(
    '  secrets: {\n',
    "  components: {\n    'sealed-secrets': { version: '2.18.0', values: { shared: 'a' }, environments: { staging: { values: { own: 'b' } } } },\n  },\n  secrets: {\n",
  );
  await repository.groundplan('generate');
  await repository.groundplan('promote', 'review', 'staging');
});
afterEach(() => repository.dispose());

/** One file for each environment: version, shared value, own value, cluster. */
const versions: Generator<ResolvedEnvironment> = {
  name: 'versions',
  slices: ({ environments }) => Object.values(environments),
  render: ({ name, cluster, components }) => {
    const { version = 'none', values = {} } = components['sealed-secrets'] ?? {};
    return [
      {
        path: `clusters/${name}/versions.yaml`,
        content: `version: ${version}\nshared: ${values.shared}\nown: ${values.own}\ncluster: ${cluster}\n`,
        from: ['components.sealed-secrets', `environments.${name}`],
      },
    ];
  },
};

const explain = (what: string) => groundplanWith([versions], repository.root, ['explain', what]);

describe('groundplan explain', () => {
  it('names the pin that decides a version, not the line of topology.ts', async () => {
    const { exitCode, out } = await explain('clusters/staging/versions.yaml:2');
    expect(exitCode).toBe(0);
    expect(out).toContain('version: 2.18.0');
    expect(out).toContain('promoted  components/sealed-secrets 2.18.0, pinned in topology/pins/staging.json');
    expect(out).toContain(
      'from      components/sealed-secrets  topology/pins/staging.json:2:3  "components/sealed-secrets": {',
    );
    expect(out).not.toContain('topology.ts:');
  });

  it('names the pin for a shared value, and topology.ts for what the environment sets for itself', async () => {
    expect((await explain('clusters/staging/versions.yaml:3')).out).toContain('topology/pins/staging.json:2:3');
    const own = (await explain('clusters/staging/versions.yaml:4')).out;
    expect(own).toContain('own: b');
    expect(own).not.toContain('topology/pins');
    expect(own).toMatch(/topology\/topology\.ts:\d+:\d+/);
    expect((await explain('clusters/staging/versions.yaml:5')).out).toContain(
      "staging: { cluster: 'home', after: 'review' }",
    );
  });

  it('names topology.ts in the first environment', async () => {
    const { out } = await explain('clusters/review/versions.yaml:2');
    expect(out).toMatch(/components\.sealed-secrets\.version\s+topology\/topology\.ts:/);
    expect(out).not.toContain('pins');
  });

  it('says of a line of pins what it pins, who brought it, and what topology.ts says by now', async () => {
    repository.edit("version: '2.18.0'", "version: '2.18.1'");
    const { exitCode, out } = await explain('topology/pins/staging.json:2');
    expect(exitCode).toBe(0);
    expect(out).toContain('the pin of components/sealed-secrets in staging');
    expect(out).toMatch(/pinned\s+2\.18\.0\n/);
    expect(out).toContain('docs/promotions/0001-review-to-staging.md');
    expect(out).toMatch(/topology\.ts says\s+2\.18\.1\n/);
    expect(out).toMatch(/from\s+components\.sealed-secrets {2}topology\/topology\.ts:/);
    expect(out).toMatch(/used by\s+clusters\/staging\/versions\.yaml\n/);
    expect(out).not.toContain('clusters/review');
  });

  it('says of a component where which version runs', async () => {
    repository.edit("version: '2.18.0'", "version: '2.18.1'");
    const { out } = await explain('sealed-secrets');
    expect(out).toContain('sealed-secrets  a component of clusters');
    expect(out).toMatch(/review\s+2\.18\.1, as topology\.ts says\n/);
    expect(out).toMatch(/staging\s+2\.18\.0, pinned in topology\/pins\/staging\.json\n/);
    expect(out).toMatch(/prod\s+does not run there\n/);
    expect((await explain('sealed-secret')).err).toContain('Did you mean sealed-secrets?');
  });

  it('has nothing to say of a line of pins that is no pin', async () => {
    expect((await explain('topology/pins/staging.json:1')).exitCode).toBe(1);
    expect((await explain('topology/pins/nowhere.json:2')).exitCode).toBe(1);
  });
});
