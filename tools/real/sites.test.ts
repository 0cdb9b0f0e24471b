// Every site's NixOS hosts, composed with the hand-written modules, pass all real checkers; planted faults do not.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import { copyModules } from './hand-written-modules.js';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'sites-')));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Writes a site as `groundplan generate` does, beside the modules. */
function written(name: string): string {
  const root = mkdtempSync(join(scratch, `${name}-`));
  copyModules(root);
  for (const { path, text } of generateSorted(sites[name]?.topology as never, generators, { source: 't' })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What is wrong with a host, and what no checker knew. */
async function verdict(root: string, host: string): Promise<string[]> {
  const outcomes = await checkFolder(root, `hosts/${host}`, { requireReal: process.env.REQUIRE_REAL === '1' });
  return outcomes.flatMap(({ problems, notes = [] }) => [
    ...problems,
    ...notes.filter((note) => !note.includes('does not exist yet, so nothing puts')),
  ]);
}

const hosts = Object.entries(sites).flatMap(([site, { topology }]) =>
  Object.values(topology.hosts).flatMap(({ name, os }) => (os === 'nixos' ? [[site, name] as const] : [])),
);

interface Fault {
  readonly fault: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

const faults: readonly Fault[] = [
  {
    fault: 'a type error',
    file: 'services.nix',
    from: 'port = 3000;',
    to: 'port = "3000";',
    says: 'groundplan.services.grafana.port is "3000"; NixOS wants an integer between 0 and 65535.',
  },
  {
    fault: 'an unknown option',
    file: 'base.nix',
    from: 'timeServers =',
    to: 'timeServer =',
    says: 'the option groundplan.timeServer does not exist. Did you mean groundplan.timeServers?',
  },
  {
    fault: 'a port used twice',
    file: 'services.nix',
    from: 'port = 3000;',
    to: 'port = 8222;',
    says: 'groundplan.services: two services use one port',
  },
  {
    fault: 'a user without keys',
    file: 'base.nix',
    from: 'sshKeys = [ "ssh-ed25519',
    to: 'sshKeys = [ ]; description = toString [ "',
    says: 'groundplan.users: ada has no SSH key',
  },
];

describeReal('the NixOS hosts', ['nix-instantiate', '--version'], () => {
  it.each(hosts)('of %s: %s', async (site, host) => {
    expect(await verdict(written(site), host)).toEqual([]);
  });

  it.each(faults)('are refused with $fault', async ({ file, from, to, says }) => {
    const root = written('everything');
    const path = join(root, 'hosts/nas/generated', file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
    expect((await verdict(root, 'nas')).join('\n')).toContain(says);
  });

  it('are refused with a generated module that is gone', async () => {
    const root = written('everything');
    rmSync(join(root, 'hosts/nas/generated/storage.nix'));
    expect((await verdict(root, 'nas')).join('\n')).toContain('generated/storage.nix, which does not exist.');
  });

  it('are refused when the modules are gone', async () => {
    const root = written('homelab');
    rmSync(join(root, 'packages'), { recursive: true });
    expect((await verdict(root, 'rpi4-2')).join('\n')).toContain('the option groundplan does not exist.');
  });
});
