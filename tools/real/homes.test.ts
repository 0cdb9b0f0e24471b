// Homes on real Nix: the generated data of every site with the hand-written modules, each module alone, each assertion.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { programNames } from '@groundplan/model';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { generators } from '../../packages/generators/src/index.js';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import { compose, openFolder, valueAt } from './folder.js';
import type { Attrs } from './nix-type.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'homes-')));
afterAll(() => rmSync(scratch, { recursive: true }));

let roots = 0;

/** A repository with the modules and the given files. */
function rootWith(files: { readonly [path: string]: string }): string {
  roots += 1;
  const root = join(scratch, `${roots}`);
  cpSync(join(repository, 'packages/nixos/home'), join(root, 'packages/nixos/home'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const filesOf = (site: string) =>
  Object.fromEntries(
    generateSorted(sites[site]?.topology as never, generators, { source: 'topology/topology.ts' })
      .filter(({ path }) => path.startsWith('home/'))
      .map(({ path, text }) => [path, text]),
  );

const check = (root: string, path: string) => checkFolder(root, path, { requireReal: true });
const problems = async (root: string, path: string) =>
  (await check(root, path)).flatMap((one) => one.problems).join('\n');

/** A home with these settings, composed with all modules. */
async function composing(settings: string, more: { readonly [path: string]: string } = {}) {
  const base = `home = { username = "ada"; homeDirectory = "/home/ada"; stateVersion = "25.11"; };`;
  const root = rootWith({ 'home/p/home.nix': `{ ... }: { imports = [ { ${base} } { ${settings} } ]; }`, ...more });
  return openFolder(root, 'home/p').composition();
}

/** The messages of the assertions that do not hold. */
async function refusals(settings: string): Promise<string[]> {
  const { config } = await composing(settings);
  const assertions = (config.assertions ?? []) as { assertion: boolean; message: string }[];
  return assertions.filter(({ assertion }) => !assertion).map(({ message }) => message);
}

describeReal('homes', ['nix-instantiate', '--version'], () => {
  const homes = Object.keys(sites).flatMap((site) =>
    Object.keys(filesOf(site))
      .filter((path) => basename(path) === 'home.nix')
      .map((path) => [site, dirname(path)] as const),
  );

  it.each(homes)('of the site %s pass: %s', async (site, path) => {
    const outcomes = await check(rootWith(filesOf(site)), path);
    expect(outcomes.filter((one) => one.problems.length > 0 || (one.notes ?? []).length > 0)).toEqual([]);
    expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  const data = 'home/workstation/generated/default.nix';
  it.each([
    ['an unknown option', 'nixos = false', 'nixso = false', 'groundplan.home.nixso does not exist'],
    ['an unknown program', 'atuin.enable', 'atun.enable', 'groundplan.home.programs.atun does not exist'],
    ['a wrong type', 'nixos = false', 'nixos = "no"', 'a string while a Boolean was expected'],
    ['an unknown driver', '"mesa"', '"nouveau"', 'groundplan.home.graphics is "nouveau"'],
    ['a missing brace', '};\n}', '}\n', 'syntax error'],
  ])('are refused with %s', async (_, before, after, says) => {
    const files = filesOf('everything');
    const broken = files[data]?.replace(before, after) ?? '';
    expect(broken).not.toBe(files[data]);
    expect(await problems(rootWith({ ...files, [data]: broken }), 'home/workstation')).toContain(says);
  });

  it('are refused when their data is imported by nothing', async () => {
    const files = { ...filesOf('everything'), 'home/workstation/home.nix': '{ ... }: { }\n' };
    expect(await problems(rootWith(files), 'home/workstation')).toContain('is imported by nothing');
  });

  it('leave a home that names a type error of a hand-written file refused', async () => {
    const files = {
      ...filesOf('everything'),
      'home/tiny/home.nix': '{ ... }: { imports = [ ./generated ]; programs.zsh.enable = "yes"; }\n',
    };
    expect(await problems(rootWith(files), 'home/tiny')).toContain('programs.zsh.enable is "yes"');
  });
});

describeReal('the modules of homes', ['nix-instantiate', '--version'], () => {
  it('have one file per program of the model', () => {
    const files = readdirSync(join(repository, 'packages/nixos/home/programs')).filter(
      (file) => file !== 'default.nix',
    );
    expect(files).toEqual(programNames.map((name) => `${name}.nix`));
  });

  it('are inert until a program is switched on', async () => {
    const { config, report } = await composing('');
    expect(report.problems).toEqual([]);
    expect(Object.keys(config.programs as Attrs)).toEqual(['home-manager']);
    expect(valueAt(config, 'sops.secrets')).toBeUndefined();
  });

  it.each(programNames)('%s sets options that exist, of the right types', async (name) => {
    const { config, report } = await composing(`groundplan.home.programs.${name}.enable = true;`);
    expect(report.problems).toEqual([]);
    expect(report.notes).toEqual([]);
    const option = name === 'kubernetes' ? 'k9s' : name;
    expect(valueAt(config, `programs.${option}.enable`)).toBe(true);
  });

  it('link files of a person', async () => {
    const { config, report } = await composing(
      `groundplan.home.programs = {
         atuin = { enable = true; server = "https://atuin.home.arpa"; };
         git = { enable = true; name = "Ada"; email = "ada@example.org"; };
         tmux = { enable = true; config = ./tmux.conf; tmuxinator = ./tmuxinator; };
         vscode = { enable = true; user = ./User; };
         wezterm = { enable = true; config = ./wezterm.lua; };
         zsh = { enable = true; powerlevel10k = ./p10k.zsh; };
       };`,
      { 'home/p/tmux.conf': 'set -g status off\n', 'home/p/wezterm.lua': 'return {}\n' },
    );
    expect(report.problems).toEqual([]);
    expect(Object.keys(valueAt(config, 'xdg.configFile') as Attrs).sort()).toEqual(['Code/User', 'tmuxinator']);
    expect(Object.keys(valueAt(config, 'home.file') as Attrs)).toEqual(['.p10k.zsh']);
    expect(valueAt(config, 'programs.tmux')).toMatchObject({
      extraConfig: 'set -g status off\n',
      tmuxinator: { enable: true },
    });
    expect(valueAt(config, 'programs.wezterm.extraConfig')).toBe('return {}\n');
    expect(valueAt(config, 'programs.atuin.settings')).toMatchObject({
      auto_sync: true,
      sync_address: 'https://atuin.home.arpa',
    });
    expect(valueAt(config, 'programs.git.settings')).toMatchObject({ user: { name: 'Ada', email: 'ada@example.org' } });
    expect(valueAt(config, 'programs.zsh.initContent')).toBe('source ~/.p10k.zsh');
  });

  const kubeconfigs = `groundplan.home.kubeconfigs = {
    lab = { secret = "lab-kubeconfig"; path = "/home/ada/.kube/kubeconfig/lab"; };
    prod = { secret = "prod-kubeconfig"; path = "/home/ada/.kube/kubeconfig/prod"; };
  };`;

  const encrypted = {
    'secrets/kubeconfig/lab-kubeconfig.yml': 'sops: {}\n',
    'secrets/kubeconfig/prod-kubeconfig.yml': 'sops: {}\n',
  };

  it('hand kubeconfigs to sops-nix as whole files and name them in KUBECONFIG', async () => {
    const { config, report } = await composing(kubeconfigs, encrypted);
    expect(report.problems).toEqual([]);
    expect(config.warnings).toEqual([]);
    expect(valueAt(config, 'sops.secrets')).toMatchObject({
      'kubeconfig-lab': { key: '', format: 'yaml', mode: '0400', path: '/home/ada/.kube/kubeconfig/lab' },
      'kubeconfig-prod': { path: '/home/ada/.kube/kubeconfig/prod' },
    });
    expect(JSON.stringify(valueAt(config, 'sops.secrets'))).toContain('/secrets/kubeconfig/prod-kubeconfig.yml');
    expect(valueAt(config, 'home.sessionVariables.KUBECONFIG')).toBe(
      '/home/ada/.kube/kubeconfig/lab:/home/ada/.kube/kubeconfig/prod',
    );
    expect(valueAt(config, 'sops.age.keyFile')).toMatch(/\/sops\/age\/keys\.txt$/);
  });

  it('leave out a kubeconfig whose encrypted file is missing, and say so', async () => {
    const { config } = await composing(kubeconfigs, {
      'secrets/kubeconfig/lab-kubeconfig.yml': encrypted['secrets/kubeconfig/lab-kubeconfig.yml'],
    });
    expect(config.warnings).toEqual([
      expect.stringContaining('secrets/kubeconfig/prod-kubeconfig.yml does not exist. Encrypt it with sops'),
    ]);
    expect(Object.keys(valueAt(config, 'sops.secrets') as Attrs)).toEqual(['kubeconfig-lab']);
    expect(valueAt(config, 'home.sessionVariables.KUBECONFIG')).toBe('/home/ada/.kube/kubeconfig/lab');
  });

  it.each([
    ['a package that nixpkgs lacks', 'packages = [ "no-such-package" ];', 'nixpkgs has no no-such-package'],
    ['a driver without nixGL', 'graphics = "mesa";', 'needs groundplan.home.nixGL'],
    ['a driver on NixOS', 'graphics = "mesa"; nixGL = { }; nixos = true;', 'on NixOS remove it'],
    ['half an author', 'programs.git = { enable = true; name = "Ada"; };', 'say both name and email'],
  ])('refuse %s', async (_, settings, says) => {
    const said = await refusals(`groundplan.home = { ${settings} };`);
    expect(said.join('\n')).toContain(says);
  });

  it('refuse nothing where all is well', async () => {
    expect(
      await refusals('groundplan.home = { graphics = "mesa"; nixGL = { }; programs.wezterm.enable = true; };'),
    ).toEqual([]);
  });
});

describe('the option table of homes', () => {
  it('is composed apart from that of NixOS', async () => {
    const root = rootWith({ 'home/p/home.nix': '{ networking.hostName = "x"; }' });
    const { report } = await compose(root, ['home/p/home.nix'], 'home');
    expect(report.notes.join('\n')).toContain('the option networking');
  });
});
