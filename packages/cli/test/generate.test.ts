// groundplan generate on a whole repository: what it writes, what it leaves alone, what it refuses.
import { mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRepository, type Repository } from './repository.js';

let repository: Repository;
beforeEach(() => {
  repository = newRepository();
});
afterEach(() => repository.dispose());

const changed = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().replace(/ +/, ' '));

const newHost = `'rpi4-3': {
      hardware: 'raspberry-pi-4',
      links: { eth0: { trunk: ['infra'], mac: 'dc:a6:32:00:00:03' } },
    },
    'rpi3a-ctl': {`;

describe('generate', () => {
  it('writes all files once, and nothing the second time', async () => {
    const first = await repository.groundplan('generate');
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain('54 created, 1 updated, 0 deleted, 0 unchanged.');
    const files = repository.files();
    const times = [...files.keys()].map((path) => statSync(join(repository.root, path)).mtimeMs);
    const second = await repository.groundplan('generate');
    expect(second).toMatchObject({ exitCode: 0, out: 'Nothing to do: 46 files are up to date.\n' });
    expect(repository.files()).toEqual(files);
    expect([...files.keys()].map((path) => statSync(join(repository.root, path)).mtimeMs)).toEqual(times);
  });

  it('brings back the same bytes after all generated files are gone', async () => {
    await repository.groundplan('generate');
    repository.git('init', '-q');
    repository.write('.gitignore', '.groundplan/\n');
    repository.git('add', '-A');
    repository.git('commit', '-qm', 'x');
    for (const path of ['hosts', 'docs', 'topology/manifest.json']) repository.remove(path);
    expect((await repository.groundplan('generate')).exitCode).toBe(0);
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  it('touches only the files a new host is in', async () => {
    await repository.groundplan('generate');
    repository.edit("'rpi3a-ctl': {", newHost);
    const { out, exitCode } = await repository.groundplan('generate');
    expect(exitCode).toBe(0);
    expect(changed(out)).toEqual([
      'update docs/generated/addressing.md',
      'update docs/generated/known_hosts',
      'update docs/generated/network.md',
      'update docs/generated/ssh_config',
      'update hosts/index.json',
      'update hosts/rpi4-1/generated/dhcp.nix',
      'create hosts/rpi4-3/configuration.nix',
      'create hosts/rpi4-3/generated/base.nix',
      'create hosts/rpi4-3/generated/default.nix',
      'create hosts/rpi4-3/generated/firewall.nix',
      'create hosts/rpi4-3/generated/network.nix',
      'create hosts/rpi4-3/generated/nftables.nft',
      'create hosts/rpi4-3/hardware-configuration.nix',
      'update topology/addresses.lock.json',
      'update topology/manifest.json',
    ]);
    expect(repository.read('hosts/rpi4-1/generated/dhcp.nix')).toMatch(/"dc:a6:32:00:00:03,10\.10\.0\.\d+,rpi4-3"/);
  });

  it('deletes the files of a removed host, and leaves and names what a person wrote beside them', async () => {
    repository.edit("'rpi3a-ctl': {", newHost);
    await repository.groundplan('generate');
    repository.write('hosts/rpi4-3/notes.md', 'mine\n');
    repository.edit(newHost, "'rpi3a-ctl': {");
    const { out, err, exitCode } = await repository.groundplan('generate');
    expect(exitCode).toBe(0);
    expect(changed(out).filter((line) => line.startsWith('delete'))).toEqual([
      'delete hosts/rpi4-3/generated/base.nix',
      'delete hosts/rpi4-3/generated/default.nix',
      'delete hosts/rpi4-3/generated/firewall.nix',
      'delete hosts/rpi4-3/generated/network.nix',
      'delete hosts/rpi4-3/generated/nftables.nft',
    ]);
    expect(err).toContain('hosts/rpi4-3/configuration.nix is left behind');
    expect(err).toContain('hosts/rpi4-3/notes.md is left behind');
    expect([...repository.files().keys()].filter((path) => path.startsWith('hosts/rpi4-3'))).toEqual([
      'hosts/rpi4-3/configuration.nix',
      'hosts/rpi4-3/hardware-configuration.nix',
      'hosts/rpi4-3/notes.md',
    ]);
    expect(repository.read('topology/addresses.lock.json')).toMatch(
      /"infra\/rpi4-3": \{ "ipv4": "10\.10\.0\.\d+", "quarantined": true \},/,
    );
  });

  it('reports a stray file among generated ones and leaves it', async () => {
    await repository.groundplan('generate');
    repository.write('hosts/rpi4-2/generated/extra.nix', '{ }\n');
    const { err, exitCode } = await repository.groundplan('generate');
    expect(exitCode).toBe(0);
    expect(err).toContain(
      'note  hosts/rpi4-2/generated/extra.nix lies among generated files, but nothing generates it.',
    );
    expect(repository.read('hosts/rpi4-2/generated/extra.nix')).toBe('{ }\n');
  });

  it('never overwrites a scaffold', async () => {
    await repository.groundplan('generate');
    repository.write('hosts/rpi4-2/configuration.nix', '{ }\n');
    expect((await repository.groundplan('generate', '--force')).out).toContain('Nothing to do');
    expect(repository.read('hosts/rpi4-2/configuration.nix')).toBe('{ }\n');
  });
});

describe('generate --check', () => {
  it('exits 0 when fresh, 2 when topology.ts changed, and writes nothing', async () => {
    await repository.groundplan('generate');
    expect((await repository.groundplan('generate', '--check')).exitCode).toBe(0);
    repository.edit("lease: '12h'", "lease: '6h'");
    const before = repository.files();
    const { exitCode, out, err } = await repository.groundplan('generate', '--check', '--diff');
    expect(exitCode).toBe(2);
    expect(out).toContain('-        "set:infra,10.10.0.100,10.10.0.200,255.255.255.0,12h"\n');
    expect(out).toContain('+        "set:infra,10.10.0.100,10.10.0.200,255.255.255.0,6h"\n');
    expect(out).toContain('0 to create, 2 to update, 0 to delete, 44 unchanged.');
    expect(err).toContain('run nx run generate and commit the result');
    expect(repository.files()).toEqual(before);
  });

  it('exits 2 before the first run', async () => {
    repository.remove('topology/addresses.lock.json');
    const before = repository.files();
    expect((await repository.groundplan('generate', '--check')).exitCode).toBe(2);
    expect(repository.files()).toEqual(before);
  });
});

describe('a file edited by hand', () => {
  const path = 'hosts/rpi4-2/generated/network.nix';
  beforeEach(async () => {
    await repository.groundplan('generate');
    repository.write(path, repository.read(path).replace('10.10.0.11/24', '10.10.0.99/24'));
  });

  it.each([[['generate']], [['generate', '--check']]])('is refused by %s with a diff', async (argv) => {
    const before = repository.files();
    repository.edit("lease: '12h'", "lease: '6h'");
    const { exitCode, err } = await repository.groundplan(...argv);
    expect(exitCode).toBe(3);
    expect(err).toContain(`refused  ${path} was edited by hand.`);
    expect(err).toContain('-          "10.10.0.99/24"\n+          "10.10.0.11/24"\n');
    expect(repository.files().get('hosts/rpi4-1/generated/dhcp.nix')).toBe(
      before.get('hosts/rpi4-1/generated/dhcp.nix'),
    );
    expect(repository.read(path)).toContain('10.10.0.99/24');
  });

  it('is overwritten by --force', async () => {
    expect((await repository.groundplan('generate', '--force')).exitCode).toBe(0);
    expect(repository.read(path)).toContain('10.10.0.11/24');
  });

  it('is not looked at outside --only', async () => {
    repository.edit("lease: '12h'", "lease: '6h'");
    const { exitCode, out } = await repository.groundplan('generate', '--only', 'hosts/rpi4-1/**');
    expect(exitCode).toBe(0);
    expect(changed(out)).toEqual(['update hosts/rpi4-1/generated/dhcp.nix']);
    expect(repository.read('docs/generated/addressing.md')).toContain('12h');
  });
});

describe('what cannot be trusted', () => {
  it('a file of somebody else in the way is refused, and nothing else is written', async () => {
    repository.write('hosts/index.json', '{ "mine": true }\n');
    const before = repository.files();
    const { exitCode, err } = await repository.groundplan('generate');
    expect(exitCode).toBe(3);
    expect(err).toContain('hosts/index.json is in the way');
    expect(repository.files()).toEqual(before);
  });

  it('a manifest that names files outside the root deletes nothing', async () => {
    await repository.groundplan('generate');
    repository.write(
      'topology/manifest.json',
      repository.read('topology/manifest.json').replace('{\n', '{\n  "../outside": "dhcp",\n'),
    );
    const before = repository.files();
    const { exitCode, err } = await repository.groundplan('generate');
    expect(exitCode).toBe(3);
    expect(err).toContain('topology/manifest.json');
    expect(repository.files()).toEqual(before);
  });

  it('a link in the place of a folder is not followed', async () => {
    mkdirSync(join(repository.root, 'elsewhere'));
    mkdirSync(join(repository.root, 'hosts'));
    symlinkSync('../elsewhere', join(repository.root, 'hosts/rpi4-1'));
    expect((await repository.groundplan('generate')).exitCode).toBe(3);
    expect([...repository.files().keys()].filter((path) => path.startsWith('elsewhere'))).toEqual([]);
  });

  it('a lost lock of a generated site is refused, not drawn anew', async () => {
    await repository.groundplan('generate');
    repository.remove('topology/addresses.lock.json');
    const { exitCode, err } = await repository.groundplan('generate');
    expect(exitCode).toBe(3);
    expect(err).toContain('topology/addresses.lock.json is missing');
  });

  it('an interrupted run is reported by --check and finished by generate', async () => {
    await repository.groundplan('generate');
    repository.write('.groundplan/journal.json', '');
    expect((await repository.groundplan('generate', '--check')).exitCode).toBe(3);
  });
});

describe('the output', () => {
  it('is one JSON object with --json', async () => {
    const { out, exitCode } = await repository.groundplan('generate', '--json');
    const result = JSON.parse(out);
    expect(result).toMatchObject({ version: 1, command: 'generate', exitCode, unchanged: 0, strays: [], refused: [] });
    expect(result.changes).toContainEqual({ kind: 'create', path: 'hosts/rpi4-1/generated/dhcp.nix', by: 'dhcp' });
    expect(result.findings).toMatchObject([
      { code: 'etcd-on-wifi', severity: 'warning', location: { file: 'topology/topology.ts' } },
      { code: 'component-not-applied', severity: 'warning', at: 'apps.demo' },
    ]);
  });

  it('annotates for GitHub and writes SARIF', async () => {
    repository.edit("'10.10.0.11'", "'10.10.0.10'");
    const github = await repository.groundplan('generate', '--reporter', 'github');
    expect(github.exitCode).toBe(1);
    expect(github.out).toMatch(
      /^::error file=topology\/topology\.ts,line=\d+,.*title=address-duplicate::10\.10\.0\.10 is already the address of rpi4-1\./m,
    );
    const sarif = JSON.parse((await repository.groundplan('check', '--reporter', 'sarif')).out);
    expect(sarif.runs[0].results[0].ruleId).toBe('address-duplicate');
  });

  it.each([
    [['generate', '--chek'], 'There is no option --chek. Did you mean check?'],
    [['genrate'], 'There is no command "genrate". Did you mean generate?'],
    [['check', '--force'], 'groundplan check has no option --force.'],
    [['generate', 'x'], 'groundplan generate does not take "x".'],
    [['explain'], 'groundplan explain needs'],
    [['generate', '--reporter', 'xml'], 'There is no reporter "xml".'],
    [['generate', '--root', '/nowhere'], 'There is no folder /nowhere.'],
  ])('tells the usage for %j', async (argv, message) => {
    const { exitCode, err, out } = await repository.groundplan(...argv);
    expect(exitCode).toBe(64);
    expect(err).toContain(message);
    expect(out).toBe('');
  });

  it('helps', async () => {
    for (const argv of [[], ['--help'], ['help'], ['generate', '--help'], ['help', 'explain']]) {
      const { exitCode, out } = await repository.groundplan(...argv);
      expect(exitCode).toBe(0);
      expect(out).toContain('Exit codes');
    }
  });
});

describe('explain', () => {
  it('names the entry of topology.ts behind a generated line', async () => {
    await repository.groundplan('generate');
    const lines = repository.read('hosts/rpi4-2/generated/network.nix').split('\n');
    const line = lines.findIndex((text) => text.includes('10.10.0.11/24')) + 1;
    const { out, exitCode } = await repository.groundplan('explain', `hosts/rpi4-2/generated/network.nix:${line}`);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /hosts\.rpi4-2\.addresses\.infra {2}topology\/topology\.ts:\d+:\d+ {2}addresses: \{ infra: '10\.10\.0\.11' \},/,
    );
  });

  it('tells whose an address is and where it is used', async () => {
    const { out } = await repository.groundplan('explain', '10.10.0.10');
    expect(out).toContain('10.10.0.10  the address of rpi4-1 on infra');
    expect(out).toMatch(/hosts\/rpi4-2\/generated\/k3s\.nix:\d+/);
  });

  it('tells a default from what is stated', async () => {
    expect((await repository.groundplan('explain', 'clusters.home.clusterDomain')).out).toContain(
      'set by    a default, or derived',
    );
    expect((await repository.groundplan('explain', 'clusters.home.podCidr')).out).toContain('set by    topology.ts');
  });

  it('suggests the nearest name', async () => {
    const { exitCode, err } = await repository.groundplan('explain', 'rpi4-9');
    expect(exitCode).toBe(1);
    expect(err).toContain('Did you mean rpi4-');
  });
});
