// What can be wrong with an administrator: no key to log in with, a name the system has taken, a host without logins.
import { type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function adminReferences(topology: AnyTopology, report: Report): void {
  const hosts = Object.fromEntries(Object.entries(topology.hosts).filter(([, { os = 'nixos' }]) => os === 'nixos'));
  for (const [name, admin] of Object.entries(topology.admins ?? {}))
    admin.hosts?.forEach((host, index) => {
      checkReference({ at: modelPath('admins', name, 'hosts', index), name: host, kind: 'NixOS host' }, hosts, report);
    });
}

/** Users NixOS has, or makes for the services of the catalogue (nixos/modules/misc/ids.nix and the services' modules). */
const systemUsers = new Set(
  'bin chrony daemon grafana k3s kubernetes messagebus mail nobody nscd polkituser root sshd sync syncthing systemd unbound vaultwarden vector'.split(
    ' ',
  ),
);

export function adminFindings(topology: AnyTopology, report: Report): void {
  for (const name of sortedKeys(topology.admins)) {
    const at = modelPath('admins', name);
    if (systemUsers.has(name) || name.startsWith('systemd-') || name.length > 31) reportName(at, name, report);
    keyFindings(at, name, topology, report);
  }
}

function reportName(at: ModelPath, name: string, report: Report): void {
  report({
    code: 'admin-name',
    at,
    message: name.length > 31 ? 'The name is longer than 31 characters.' : `${name} is a user of the system itself.`,
    fix: 'Use the name the person logs in with.',
  });
}

function keyFindings(at: ModelPath, name: string, topology: AnyTopology, report: Report): void {
  const { sshKeys = [], hosts } = topology.admins?.[name] ?? {};
  const logins = (hosts ?? sortedKeys(topology.hosts)).filter((host) => isNixos(topology.hosts[host]));
  if (logins.length === 0) return;
  if (sshKeys.length === 0) {
    report({
      code: 'admin-without-keys',
      at,
      message: `${name} may log in to ${listed(logins)} but has no SSH key.`,
      fix: 'Add sshKeys: [the line in ~/.ssh/id_ed25519.pub], or hosts: [] for somebody who only decrypts secrets.',
    });
    return;
  }
  const strict = logins.filter((host) => topology.hosts[host]?.ssh?.securityKeys ?? topology.site.ssh?.securityKeys);
  if (strict.length > 0 && !sshKeys.some((key) => key.startsWith('sk-')))
    report({
      code: 'security-key-missing',
      at,
      message: `${listed(strict)} accepts security keys only, and ${name} has none.`,
      fix: 'Add the public key of a security key (ssh-keygen -t ed25519-sk), or take securityKeys away.',
    });
}

const isNixos = (host: AnyTopology['hosts'][string] | undefined) =>
  host !== undefined && (host.os ?? 'nixos') === 'nixos';

const listed = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
