// Every file below /run/secrets that a NixOS host's services name is put there by sops-nix, for the user of the service that reads it.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { sites } from '../../packages/generators/test/sites.js';
import { openFolder, valueAt } from './folder.js';
import { copyModules } from './hand-written-modules.js';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'secrets-')));
afterAll(() => rmSync(scratch, { recursive: true }));

const repository = fileURLToPath(new URL('../..', import.meta.url));
const example = 'topology/examples/workstations';

/**
 * By the option that names the file: who opens it. Root: systemd itself (EnvironmentFile, LoadCredential), or a service without User=
 * (nixpkgs: rancher, hostapd, restic, pppd, NetworkManager and scripts of this project).
 */
const readers: readonly (readonly [option: RegExp, reader: 'root' | 'systemd-network' | 'supplicant'])[] = [
  [/^systemd\.network\.netdevs\..*\.(PrivateKeyFile|PresharedKeyFile)$/, 'systemd-network'],
  [/^networking\.wireless\.secretsFile$/, 'supplicant'],
  [/^services\.k3s\.tokenFile$/, 'root'],
  [/^(groundplan\.k0s\.tokenFile|systemd\.services\.k0s\.serviceConfig\.ExecStart)$/, 'root'],
  [/^services\.hostapd\.radios\..*\.(saePasswordsFile|wpaPasswordFile)$/, 'root'],
  [/^services\.pppd\.peers\..*\.config$/, 'root'],
  [/^networking\.networkmanager\.ensureProfiles\.secrets\.entries\..*\.file$/, 'root'],
  [/^(groundplan\.backup|services\.restic\.backups\.\w+)\.(password|environment)File$/, 'root'],
  [/^(groundplan\.services\.grafana\.\w+File|systemd\.services\.grafana\.serviceConfig\.LoadCredential\.\d+)$/, 'root'],
  [/^(groundplan\.)?services\.vaultwarden\.environmentFile$/, 'root'],
];

/** Everything below a value that names a secret's file: its path of options, and the name of the secret. */
function uses(value: unknown, path: readonly string[] = []): (readonly [option: string, secret: string])[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\/run\/secrets\/([A-Za-z0-9._-]+)/g)].map(([, name = '']) => [path.join('.'), name]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => uses(inner, [...path, key]));
}

async function configOf(root: string, path: string) {
  const host = path.split('/').at(-1) ?? '';
  mkdirSync(join(root, 'secrets/hosts'), { recursive: true });
  writeFileSync(join(root, `secrets/hosts/${host}.yaml`), 'x: ENC\n');
  return (await openFolder(root, path).composition()).config;
}

function written(name: string): string {
  const root = mkdtempSync(join(scratch, `${name}-`));
  copyModules(root);
  for (const { path, text } of generateSorted(sites[name]?.topology as never, generators, { source: 't' })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const hosts = ['homelab', 'everything', 'k0s'].flatMap((site) =>
  Object.values(sites[site]?.topology.hosts ?? {}).flatMap(({ name, os, secrets }) =>
    os === 'nixos' && secrets.length > 0 ? [[site, name] as const] : [],
  ),
);

/** What cannot be read by whom, and what is named that nobody here knows the reader of. */
function unreadable(config: object): string[] {
  return uses(config).flatMap(([option, secret]) => {
    if (option.startsWith('sops.')) return [];
    const reader = readers.find(([pattern]) => pattern.test(option))?.[1];
    if (reader === undefined) return [`nothing says who reads ${option}`];
    if (reader === 'supplicant') return [`${option} is no template`];
    const {
      group,
      mode = '0400',
      owner,
    } = (valueAt(config as never, `sops.secrets.${secret}`) ?? {}) as {
      readonly group?: string;
      readonly mode?: string;
      readonly owner?: string;
    };
    if (valueAt(config as never, `sops.secrets.${secret}`) === undefined) return [`${secret} is put nowhere`];
    if (owner !== undefined) return [`${secret} belongs to ${owner}`];
    const readable = reader === 'root' || (group === reader && mode === '0440');
    return readable ? [] : [`${option}: ${reader} cannot read ${secret}`];
  });
}

describeReal('the secrets of hosts', ['nix-instantiate', '--version'], () => {
  const roots = new Map<string, string>();
  const rootOf = (site: string) => {
    const root = roots.get(site) ?? written(site);
    roots.set(site, root);
    return root;
  };

  it.each(hosts)('%s/%s can be read by those who read them', async (site, host) => {
    const config = await configOf(rootOf(site), `hosts/${host}`);
    expect(unreadable(config)).toEqual([]);
    expect(Object.keys(valueAt(config, 'sops.secrets') as object).sort()).toEqual(
      [...(sites[site]?.topology.hosts[host]?.secrets ?? [])].sort(),
    );
  });

  it('of the example workstations as well', async () => {
    const root = mkdtempSync(join(scratch, 'example-'));
    copyModules(root);
    cpSync(join(repository, example, 'hosts'), join(root, 'hosts'), { recursive: true });
    const config = await configOf(root, 'hosts/nixos-mini');
    expect(uses(config).length).toBeGreaterThan(0);
    expect(unreadable(config)).toEqual([]);
  });

  it('are missed where systemd-networkd could not read them', async () => {
    const root = written('everything');
    const file = join(root, 'hosts/edge/generated/base.nix');
    const text = generateSorted(sites.everything?.topology as never, generators, { source: 't' }).find(
      ({ path }) => path === 'hosts/edge/generated/base.nix',
    )?.text;
    writeFileSync(file, (text ?? '').replace(/networkd = \[[^\]]*\];/, ''));
    expect(unreadable(await configOf(root, 'hosts/edge'))).toEqual([
      expect.stringContaining('systemd-network cannot read wg-key'),
      expect.stringContaining('systemd-network cannot read wg-psk'),
    ]);
  });
});
