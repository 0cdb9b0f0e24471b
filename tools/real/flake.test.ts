// flake.nix on real Nix with stub inputs and no network: hosts, homes, apps, shell, checks and packages follow the indexes.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { type FlakeSandbox, flakeSandbox } from './flake-sandbox.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const workstations = join(repository, 'topology/examples/workstations');
const sandboxes: FlakeSandbox[] = [];
afterAll(() => {
  for (const one of sandboxes) one.dispose();
});

function sandbox(from: string): FlakeSandbox {
  const one = flakeSandbox({ from });
  sandboxes.push(one);
  return one;
}

interface System {
  readonly release: string;
  readonly system: string;
  readonly modules: readonly { readonly [key: string]: unknown }[];
  readonly specialArgs: readonly string[];
}

interface Home extends System {
  readonly nixpkgs: string;
}

const show = 'builtins.mapAttrs (_: value: removeAttrs value [ "config" "activationPackage" "extendModules" ])';
const systems = (flake: FlakeSandbox) => flake.evaluate('nixosConfigurations', show) as { [name: string]: System };
const homes = (flake: FlakeSandbox) => flake.evaluate('homeConfigurations', show) as { [name: string]: Home };
const index = (flake: FlakeSandbox, file: string) => JSON.parse(readFileSync(join(flake.root, file), 'utf8'));

/** The attributes of a set whose names start so, as Nix. */
const only = (prefix: string) =>
  `(set: removeAttrs set (builtins.filter (name: builtins.match "${prefix}.*" name == null) (builtins.attrNames set)))`;

/** The scripts that build the bundles of phones, by the packages' names. */
const bundles = (flake: FlakeSandbox, of = 'bundle') =>
  flake.evaluate(
    'packages.x86_64-linux',
    `all: builtins.mapAttrs (_: bundle: (${of}).script) (${only('phone-bundle-')} all)`,
  ) as {
    [name: string]: string;
  };

/** As the builder would: the script in an empty folder, with files of the store where they are here. */
function buildBundle(flake: FlakeSandbox, script: string, out: string) {
  const here = script.replaceAll(/\/nix\/store\/[^\s"/]+/g, flake.onDisk);
  return spawnSync('bash', ['-euc', here], {
    cwd: mkdtempSync(join(flake.root, 'build-')),
    env: { ...process.env, out },
    encoding: 'utf8',
  });
}

const probe = ['nix', '--version'] as const;

describeReal('the flake of the homelab', probe, () => {
  const flake = sandbox(repository);

  it('has one system for each NixOS host, of its platform and release, with files that exist', () => {
    const { hosts } = index(flake, 'hosts/index.json');
    const nixos = Object.keys(hosts).filter((name) => hosts[name].os === 'nixos');
    const found = systems(flake);
    expect(Object.keys(found)).toEqual(nixos);
    expect(nixos.length).toBeGreaterThan(2);
    for (const name of nixos) {
      expect(found[name]).toMatchObject({ system: hosts[name].system, release: hosts[name].release });
      expect(found[name]?.modules).toContainEqual({ file: `hosts/${name}/configuration.nix`, exists: true });
      expect(found[name]?.specialArgs).toEqual(['inputs']);
    }
  });

  it('gives every system the modules of this repository, of disko and of sops-nix', () => {
    for (const { modules } of Object.values(systems(flake)))
      expect(modules[0]).toEqual({
        imports: [{ file: 'packages/nixos', exists: true }, { stub: 'disko' }, { stub: 'sops for NixOS' }],
      });
  });

  it('has no homes', () => {
    expect(homes(flake)).toEqual({});
  });

  it('has a bundle for each phone that is an agent, with the bytes of tools/phones/build-image', () => {
    const { hosts } = index(flake, 'hosts/index.json');
    const phones = Object.keys(hosts).filter((name) => hosts[name].os === 'android');
    const found = bundles(flake);
    expect(Object.keys(found)).toEqual(phones.map((name) => `phone-bundle-${name}`));
    expect(phones.length).toBeGreaterThan(2);
    const [name = ''] = phones;
    const [ours, theirs] = ['ours', 'theirs'].map((out) => mkdtempSync(join(flake.root, out))) as [string, string];
    const built = buildBundle(flake, found[`phone-bundle-${name}`] ?? '', theirs);
    expect([built.stderr, built.status]).toEqual(['', 0]);
    const program = join(repository, 'tools/phones/build-image');
    expect(spawnSync('bash', [program, name, '--out', ours]).status).toBe(0);
    const read = (folder: string) => readFileSync(join(folder, `${name}.tar`));
    expect(read(theirs).equals(read(ours))).toBe(true);
  });

  it('puts the k3s into a bundle that it is given', () => {
    const given = bundles(flake, 'bundle.override { k3s = "/given/k3s"; }');
    expect(Object.values(given).every((script) => script.endsWith(' --k3s /given/k3s\n'))).toBe(true);
  });

  it('has an SD image of each Raspberry Pi that the image of nixpkgs fits, on every platform', () => {
    const images = `all: builtins.mapAttrs (_: image: { inherit (image) system modules; }) (${only('sd-image-')} all)`;
    const built = flake.evaluate('packages.x86_64-linux', images) as { [name: string]: System };
    expect(Object.keys(built)).toEqual(['sd-image-rpi3a-ctl', 'sd-image-rpi4-1', 'sd-image-rpi4-2']);
    const own = systems(flake)['rpi4-2']?.modules ?? [];
    const image = built['sd-image-rpi4-2'];
    expect(image?.system).toBe('aarch64-linux');
    expect(image?.modules.slice(0, -1)).toEqual(own);
    expect(image?.modules.at(-1)).toMatch(/\/nixos\/modules\/installer\/sd-card\/sd-image-aarch64\.nix$/);
    expect(flake.evaluate('packages.aarch64-linux', images)).toEqual(built);
    const text = readFileSync(join(flake.root, 'hosts/index.json'), 'utf8');
    flake.write('hosts/index.json', text.replaceAll('"raspberry-pi-4"', '"raspberry-pi-5"'));
    expect(Object.keys(flake.evaluate('packages.x86_64-linux', images) as object)).toEqual(['sd-image-rpi3a-ctl']);
    flake.write('hosts/index.json', text);
  });

  it('checks that every host evaluates, and the modules alone', () => {
    const names = Object.keys(flake.evaluate('checks.x86_64-linux') as object);
    const hosts = Object.keys(systems(flake)).map((name) => `host-${name}`);
    expect(names).toEqual([...hosts, 'modules-home', 'modules-nixos'].sort());
    expect(flake.evaluate('checks.aarch64-linux.host-rpi4-1')).toMatchObject({
      text: '/nix/store/stub-nixos-aarch64-linux-25.11.drv',
    });
  });

  it('formats with nixfmt', () => {
    expect(flake.evaluate('formatter.aarch64-linux')).toBe('stub-nixfmt-tree');
  });
});

describeReal('the flake of the workstations', probe, () => {
  const flake = sandbox(workstations);

  it('has one Home Manager configuration for each home, of its platform and release', () => {
    const found = homes(flake);
    expect(Object.keys(found)).toEqual(['desktop', 'laptop', 'server']);
    for (const [name, home] of Object.entries(found)) {
      expect(home).toMatchObject({ system: 'x86_64-linux', release: '25.11', nixpkgs: '25.11' });
      expect(home.modules[0]).toMatchObject({
        imports: [{ file: 'packages/nixos/home', exists: true }, { stub: 'sops for homes' }],
      });
      expect(home.modules[1]).toEqual({ file: `home/${name}/home.nix`, exists: true });
    }
  });

  it('gives nixGL to hosts without NixOS only', () => {
    const found = homes(flake);
    const nixGL = { groundplan: { home: { nixGL: { stub: 'nixGL of 25.11' } } } };
    expect(found.laptop?.modules[2]).toEqual(nixGL);
    expect(found.desktop?.modules[2]).toEqual(nixGL);
    expect(found.server?.modules).toHaveLength(2);
  });

  it('brings the home of a NixOS host along with its system', () => {
    const { modules } = systems(flake)['nixos-mini'] as System;
    expect(modules).toContainEqual({ stub: 'home-manager 25.11' });
    expect(modules.at(-1)).toMatchObject({
      'home-manager': {
        users: { gabriel: { imports: [{}, { file: 'home/server/home.nix', exists: true }] } },
      },
    });
  });

  it('looks for encrypted kubeconfigs below its own root', () => {
    expect(homes(flake).laptop?.modules[0]).toMatchObject({
      groundplan: { home: { secretsFolder: { file: 'secrets/kubeconfig', exists: false } } },
    });
  });

  it('checks every home', () => {
    expect(Object.keys(flake.evaluate('checks.x86_64-linux') as object)).toEqual([
      ...['home-desktop', 'home-laptop', 'home-server', 'host-nixos-mini', 'modules-home', 'modules-nixos'],
    ]);
  });

  it('makes the same outputs in a repository that has this one as an input', () => {
    const own = flakeSandbox({ from: workstations, asInput: true });
    sandboxes.push(own);
    expect(systems(own)).toEqual(systems(flake));
    expect(homes(own).laptop?.modules[1]).toEqual({ file: 'home/laptop/home.nix', exists: true });
    expect(Object.keys(own.evaluate('checks.x86_64-linux') as object)).toContain('host-nixos-mini');
  });
});

describeReal('a flake that cannot be built says why', probe, () => {
  it('a host that is in the index and has no folder', () => {
    const flake = sandbox(repository);
    const text = readFileSync(join(flake.root, 'hosts/index.json'), 'utf8');
    flake.write('hosts/index.json', text.replaceAll('"rpi4-2"', '"ghost"'));
    expect(() => systems(flake)).toThrow('hosts/ghost/configuration.nix is in the index but does not exist');
    expect(() => flake.evaluate('checks.x86_64-linux')).toThrow('hosts/ghost/configuration.nix');
  });

  it('a host that is not in the index', () => {
    expect(() => sandbox(repository).evaluate('nixosConfigurations.ghost', 'host: host.system')).toThrow('ghost');
  });

  it('a home whose file is missing', () => {
    const flake = sandbox(workstations);
    const text = readFileSync(join(flake.root, 'home/index.json'), 'utf8');
    flake.write('home/index.json', text.replace('home/laptop/home.nix', 'home/laptop/gone.nix'));
    expect(() => homes(flake)).toThrow('home/laptop/gone.nix is in the index but does not exist');
  });

  it('a release without inputs, which builds once they are there', () => {
    const flake = sandbox(workstations);
    for (const file of ['hosts/index.json', 'home/index.json'])
      flake.write(
        file,
        readFileSync(join(flake.root, file), 'utf8').replaceAll('"release": "25.11"', '"release": "26.05"'),
      );
    expect(() => systems(flake)).toThrow('flake.nix has no input nixpkgs-26-05, which the release 26.05 is built from');
    expect(() => homes(flake)).toThrow('flake.nix has no input home-manager-26-05');
    flake.addRelease('26.05');
    expect(systems(flake)['nixos-mini']).toMatchObject({ release: '26.05' });
    expect(systems(flake)['nixos-mini']?.modules).toContainEqual({ stub: 'home-manager 26.05' });
    expect(homes(flake).laptop).toMatchObject({ release: '26.05', nixpkgs: '26.05' });
  });
});

describeReal('a host whose environment pins a commit of nixpkgs', ['nix', '--version'], () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';

  it('is built from that commit, which pure evaluation accepts and would fetch', () => {
    const flake = sandbox(repository);
    const text = readFileSync(join(flake.root, 'hosts/index.json'), 'utf8');
    flake.write('hosts/index.json', text.replaceAll('"nixpkgs": null', `"nixpkgs": "${commit}"`));
    expect(() => systems(flake)).toThrow(commit);
    expect(() => systems(flake)).not.toThrow('unlocked');
  });
});

describeReal('the apps', ['nix', '--version'], () => {
  const flake = sandbox(repository);
  const bin = join(flake.root, 'bin');
  flake.write('docs/generated/ssh_config', readFileSync(join(repository, 'docs/generated/ssh_config'), 'utf8'));
  // Stand for what the apps start: each prints how it was called.
  for (const name of ['node', 'nix', 'nixos-rebuild']) {
    flake.write(`bin/${name}`, `#!/bin/sh\necho "${name} $*" "\${NIX_SSHOPTS:+ssh $NIX_SSHOPTS}"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const programs = flake.evaluate('apps.x86_64-linux', 'builtins.mapAttrs (_: app: "${app.type} ${app.program}")') as {
    [name: string]: string;
  };

  /** As nix run would. */
  function run(app: string, argv: readonly string[], cwd = flake.root) {
    const program = flake.onDisk(programs[app]?.replace('app ', '') ?? '');
    const env = { PATH: `${bin}:${process.env.PATH}`, USER: 'gabriel' };
    const { status, stdout, stderr } = spawnSync('bash', [program, ...argv], { cwd, env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}`.trim().replaceAll(/ +$/gm, '') };
  }

  const inRepository = () => {
    flake.write('packages/cli/bin/groundplan.js', '');
    flake.write('node_modules/.keep', '');
  };

  it.each([[['--env', 'prod']], [['--env=prod']], [['--env', 'prod', '--json']]])('render takes %j', (argv) => {
    inRepository();
    const { status, said } = run('render', argv);
    expect(status).toBe(0);
    const rest = argv.includes('--json') ? ' --json' : '';
    expect(said).toBe(`node packages/cli/bin/groundplan.js render --env prod${rest}`);
  });

  it('render finds the repository from a folder inside', () => {
    inRepository();
    expect(run('render', ['--env', 'review'], join(flake.root, 'hosts/rpi4-1'))).toMatchObject({ status: 0 });
  });

  it.each([
    ['no environment', [], 'Say which environment'],
    ['an empty one', ['--env', ''], 'Say which environment'],
    ['an unknown one', ['--env', 'prd'], 'There is no environment "prd".'],
    ['two in one word', ['--env', 'review staging'], 'There is no environment "review staging".'],
    ['a missing name', ['--env'], 'usage: nix run .#render'],
  ])('render refuses %s and says which there are', (_, argv, says) => {
    inRepository();
    const { status, said } = run('render', argv);
    expect(status).toBe(64);
    expect(said).toContain(says);
    expect(said).toContain('Environments of the topology: review staging prod.');
  });

  it('render says what is missing outside the repository, and before npm ci', () => {
    expect(run('render', ['--env', 'prod'], '/')).toMatchObject({
      status: 1,
      said: expect.stringContaining('inside the repository'),
    });
    const bare = sandbox(repository);
    bare.write('packages/cli/bin/groundplan.js', '');
    expect(run('render', ['--env', 'prod'], bare.root)).toMatchObject({
      status: 1,
      said: expect.stringContaining('npm ci'),
    });
  });

  it('deploy checks the flake, then switches the host at its address', () => {
    const { status, said } = run('deploy', ['rpi4-2']);
    expect(status).toBe(0);
    expect(said.split('\n')).toEqual([
      'nix --extra-experimental-features nix-command flakes flake check --no-build',
      'nixos-rebuild switch --flake .#rpi4-2 --target-host 10.10.0.11 --sudo ssh -F docs/generated/ssh_config',
    ]);
  });

  it.each([[['--user', 'root', '--action', 'boot']], [['--user=root', '--action=boot']]])('deploy takes %j', (argv) => {
    const { said } = run('deploy', ['rpi4-1', ...argv, '--ask-sudo-password']);
    expect(said).toContain(
      'nixos-rebuild boot --flake .#rpi4-1 --target-host root@10.10.0.10 --sudo --ask-sudo-password',
    );
  });

  it('deploy finds the repository from a folder inside, and says where it is not', () => {
    expect(run('deploy', ['rpi4-2'], join(flake.root, 'hosts/rpi4-1'))).toMatchObject({ status: 0 });
    expect(run('deploy', ['rpi4-2'], '/')).toMatchObject({
      status: 1,
      said: 'Run this inside the repository: flake.nix is not here nor above.',
    });
    const bare = sandbox(repository);
    expect(run('deploy', ['rpi4-2'], bare.root)).toMatchObject({
      status: 1,
      said: 'docs/generated/ssh_config does not exist: run npx nx run generate.',
    });
  });

  it('deploy goes back without asking whether the flake checks', () => {
    flake.write('bin/nix', '#!/bin/sh\nexit 3\n');
    expect(run('deploy', ['rpi4-2'])).toEqual({ status: 3, said: '' });
    const { status, said } = run('deploy', ['rpi4-2', '--rollback']);
    expect(status).toBe(0);
    expect(said).toMatch(/^nixos-rebuild switch --flake \.#rpi4-2 --target-host 10\.10\.0\.11 --sudo --rollback ssh/);
  });

  it.each([
    ['no host', [], 'usage: nix run .#deploy'],
    ['an empty name', [''], 'usage: nix run .#deploy'],
    ['an option for the host', ['--help'], 'usage: nix run .#deploy'],
    ['an unknown host', ['rpi4-9'], 'There is no host "rpi4-9".'],
    ['a pattern', ['rpi4-*'], 'There is no host "rpi4-*".'],
    ['an unknown action', ['rpi4-2', '--action', 'destroy'], 'There is no action "destroy".'],
  ])('deploy refuses %s', (_, argv, says) => {
    const outcome = run('deploy', argv);
    expect(outcome.status).toBe(64);
    expect(outcome.said).toContain(says);
    expect(outcome.said).toContain('NixOS hosts of the topology: rpi3a-ctl rpi4-1 rpi4-2');
    expect(outcome.said).not.toContain('nixos-rebuild switch --flake');
  });

  it('deploy says why it refuses hosts that are not switched from elsewhere, and what to do', () => {
    expect(run('deploy', ['phone-01'])).toEqual({
      status: 1,
      said: 'error  phone-01 runs Android: it is not deployed from another machine.\n  where  hosts.phone-01 in topology/topology.ts\n  fix    Install its files on the phone itself.',
    });
    const lost = sandbox(workstations);
    const text = readFileSync(join(lost.root, 'hosts/index.json'), 'utf8');
    lost.write('hosts/index.json', text.replace('"192.168.1.20"', 'null'));
    const program = lost.onDisk(lost.evaluate('apps.x86_64-linux.deploy.program') as string);
    const deploy = (host: string) => spawnSync('bash', [program, host], { cwd: lost.root, encoding: 'utf8' });
    expect(deploy('nixos-mini')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('nixos-mini has no address, so it cannot be deployed from another machine.'),
    });
    expect(deploy('laptop')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npx groundplan deploy-order laptop'),
    });
  });
});

describeReal('the scripts of the apps', ['shellcheck', '--version'], () => {
  it.each(['render.sh', 'deploy.sh'])('%s passes shellcheck', (file) => {
    const path = join(repository, 'packages/nixos/flake/apps', file);
    expect(spawnSync('shellcheck', [path], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
  });

  it('would be refused with an unquoted variable', () => {
    const { status, stdout } = spawnSync('shellcheck', ['--shell=bash', '-'], { input: 'rm $1\n', encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toContain('SC2086');
  });
});

describeReal('nix develop', ['nix', '--version'], () => {
  /** Package of each command that README.md shows; null for those that every shell has or the repository brings. */
  const packages: { readonly [command: string]: string | null } = {
    npm: 'nodejs',
    npx: 'nodejs',
    node: 'nodejs',
    git: 'git',
    make: 'gnumake',
    nix: 'nix',
    'home-manager': 'home-manager',
    cd: null,
    sudo: null,
  };

  it('has every tool that README.md names', () => {
    const readme = readFileSync(join(repository, 'README.md'), 'utf8');
    const blocks = [...readme.matchAll(/```(?:sh|console)\n(.*?)```/gs)].flatMap(([, text = '']) => text.split('\n'));
    const shown = [
      ...blocks.filter((line) => /^(\$ )?[a-z][a-z-]* /.test(line)).map((line) => line.replace('$ ', '')),
      ...[...readme.matchAll(/^\| `([^`]+)`/gm)]
        .map(([, command = '']) => command)
        .filter((text) => text.includes(' ')),
    ];
    const commands = new Set(shown.map((line) => line.split(' ')[0] ?? ''));
    expect([...commands]).toEqual(expect.arrayContaining(['npm', 'npx', 'git', 'nix', 'home-manager']));
    const shell = sandbox(repository).evaluate('devShells.x86_64-linux.default.packages') as string[];
    for (const command of commands) {
      expect(packages, `README.md names ${command}`).toHaveProperty([command]);
      if (packages[command] !== null) expect(shell).toContain(`stub-${packages[command]}`);
    }
  });
});
