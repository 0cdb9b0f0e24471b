// Homes: what is decided for each, what is refused, and that no variable's text runs as a command.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLock } from '../lock.js';
import { resolve } from '../resolve.js';
import { homeSchema } from './schema.js';

const lock = newLock(0x5c9a1e22b1n);
const age = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

interface Parts {
  readonly homes: { readonly [name: string]: object };
  readonly site?: object;
  readonly admin?: object;
  readonly secrets?: object;
}

const resolved = ({ homes, site = {}, admin = {}, secrets = {} }: Parts) =>
  resolve(
    {
      site: { name: 'lab', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11', ...site },
      admins: {
        ada: {
          sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada'],
          ageKeys: [age],
          ...admin,
        },
      },
      networks: { lan: { vlan: 10, ipv4: '10.10.0.0/24' } },
      hosts: {
        nas: { hardware: 'raspberry-pi-4', links: { eth0: { access: 'lan' } }, stateVersion: '24.11' },
        laptop: { os: 'linux', hardware: 'generic-x86_64', links: {} },
        tablet: { os: 'android', links: {} },
      },
      homes,
      secrets,
    },
    lock,
  );

function homeOf(home: object, parts: Omit<Parts, 'homes'> = {}) {
  const result = resolved({ homes: { one: home }, ...parts });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology.homes.one;
}

const findingsOf = (home: object, parts: Omit<Parts, 'homes'> = {}) =>
  resolved({ homes: { one: home }, ...parts }).findings.map(({ code, at, message }) => `${code} ${at}: ${message}`);

const laptop = { user: 'ada', host: 'laptop' };

describe('a home', () => {
  it('has a folder, a release and a version without saying so', () => {
    expect(homeOf(laptop)).toMatchObject({
      directory: '/home/ada',
      graphics: null,
      nixos: false,
      release: '25.11',
      stateVersion: '25.11',
      system: 'x86_64-linux',
    });
  });

  it('on NixOS follows its host', () => {
    expect(homeOf({ user: 'ada', host: 'nas', programs: ['wezterm'] })).toMatchObject({
      graphics: null,
      nixos: true,
      stateVersion: '24.11',
      system: 'aarch64-linux',
    });
  });

  it('gets nixGL for programs that draw, where the system has no driver of its own', () => {
    expect(homeOf({ ...laptop, programs: ['zsh', 'git'] })?.graphics).toBeNull();
    expect(homeOf({ ...laptop, programs: ['wezterm'] })?.graphics).toBe('mesa');
    expect(homeOf({ ...laptop, programs: ['wezterm'], graphics: 'nvidia' })?.graphics).toBe('nvidia');
    expect(homeOf({ ...laptop, packages: ['blender'], graphics: 'mesa' })?.graphics).toBe('mesa');
  });

  it('accepts the licences of what it names, and of nothing else', () => {
    expect(homeOf({ ...laptop, programs: ['vscode', 'git'], packages: ['reaper', 'a.b.c'] })?.unfree).toEqual([
      'c',
      'reaper',
      'vscode',
    ]);
    expect(homeOf({ ...laptop, programs: ['git'] })?.unfree).toEqual([]);
  });

  it('shows who needs a kubeconfig: the home, not its host', () => {
    const home = { ...laptop, kubeconfigs: { work: 'work-kubeconfig' } };
    const result = resolved({ homes: { one: home }, secrets: { 'work-kubeconfig': {} } });
    expect(result.findings).toEqual([]);
    expect(result.ok && result.topology.secrets['work-kubeconfig']).toMatchObject({ for: [], homes: ['one'] });
    expect(result.ok && result.topology.homes.one?.kubeconfigs).toEqual([
      { name: 'work', secret: 'work-kubeconfig', path: '/home/ada/.kube/kubeconfig/work' },
    ]);
  });

  it('leaves the firewall of a workstation that is on no network alone', () => {
    const result = resolved({ homes: { one: laptop } });
    expect(result.ok && result.topology.hosts.laptop?.firewall).toBeNull();
    expect(result.ok && result.topology.hosts.nas?.firewall).not.toBeNull();
  });
});

describe('a home is refused', () => {
  it.each([
    [
      'for an unknown user',
      { user: 'eve', host: 'laptop' },
      'reference-unknown homes.one.user: There is no user among the admins "eve".',
    ],
    [
      'on an unknown host',
      { user: 'ada', host: 'lptop' },
      'reference-unknown homes.one.host: There is no host "lptop".',
    ],
    ['with an unknown secret', { ...laptop, kubeconfigs: { a: 'nope' } }, 'secret-unknown homes.one.kubeconfigs.a'],
    ['with an unknown program', { ...laptop, programs: ['emacs'] }, 'shape-invalid homes.one.programs[0]'],
    ['with a package that is an expression', { ...laptop, packages: ['x; y'] }, 'value-invalid homes.one.packages[0]'],
    [
      'of a release that flake.nix lacks',
      { ...laptop, release: '26.05' },
      'release-unknown homes.one.release: flake.nix has no release 26.05',
    ],
    [
      'that is newer than its release',
      { ...laptop, stateVersion: '26.05' },
      'release-older homes.one: The home is built from 25.11 but was installed with 26.05.',
    ],
    ['with a relative folder', { ...laptop, directory: 'home/ada' }, 'value-invalid homes.one.directory'],
    ['with a folder outside itself', { ...laptop, directory: '/home/../etc' }, 'value-invalid homes.one.directory'],
    [
      'with a folder that NixOS decides',
      { user: 'ada', host: 'nas', directory: '/srv/ada' },
      'home-nixos homes.one.directory',
    ],
    [
      'with a variable that runs a command',
      { ...laptop, variables: { A: '$(id)' } },
      'value-invalid homes.one.variables.A',
    ],
  ])('%s', (_, home, says) => {
    expect(findingsOf(home).join('\n')).toContain(says);
  });

  it('without any stateVersion', () => {
    expect(findingsOf(laptop, { site: { stateVersion: undefined } }).join('\n')).toContain(
      'state-version-missing homes.one',
    );
  });

  it('but may be of a release that is there, or unstable', () => {
    const site = { releases: ['25.11', '26.05', 'unstable'] };
    expect(findingsOf({ ...laptop, release: '26.05', stateVersion: '26.05' }, { site })).toEqual([]);
    expect(findingsOf({ ...laptop, release: 'unstable', stateVersion: '26.05' }, { site })).toEqual([]);
  });
});

it('writes variables that a shell reads as text', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      ...'$(){}`"\'\\;|&<>!*?~# =aA1é\n\t'.split(''),
      '$(id)',
      '${A}',
      '$HOME',
      '`id`',
      '${A:-$(id)}',
    ),
  });
  const { variables } = homeSchema.shape;
  const accepted = fc
    .sample(hostile, { numRuns: 20_000, seed: 7 })
    .filter((text) => variables.safeParse({ V: text }).success);
  // As Home Manager writes session variables: between double quotes, without escaping.
  const script = accepted.map((text) => `V="${text}"\nprintf '%s\\0' "$V"\n`).join('');
  const variablesThere: { readonly [name: string]: string } = { HOME: '/h', A: 'a' };
  const output = execFileSync('bash', [], {
    input: script,
    env: { ...variablesThere, PATH: process.env.PATH },
    encoding: 'utf8',
  });
  const expected = accepted.map((text) =>
    text.replaceAll(/\$(?:\{(\w+)\}|([A-Za-z]\w*))/g, (_, braced, plain) => variablesThere[braced ?? plain] ?? ''),
  );
  expect(accepted.length).toBeGreaterThan(500);
  expect(output.split('\0').slice(0, -1)).toEqual(expected);
});
