// What can be wrong with the system of a host: a release nobody has, fields that only NixOS hosts have, an empty backup.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedHost } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { siteReleases } from './resolve.js';
import { nixosFieldNames } from './schema.js';

type AnyHost = AnyTopology['hosts'][string];

export function nixosReferences(topology: AnyTopology, report: Report): void {
  for (const [name, { backup }] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', name, 'backup');
    if (backup) checkSecret(childPath(at, 'password'), backup.password, topology.secrets, report);
    if (backup?.environment !== undefined)
      checkSecret(childPath(at, 'environment'), backup.environment, topology.secrets, report);
  }
}

export function nixosFindings(topology: AnyTopology, report: Report): void {
  const releases = siteReleases(topology.site);
  for (const [name, host] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', name);
    if ((host.os ?? 'nixos') !== 'nixos') onlyNixos(at, host, report);
    else releaseFindings(at, host, { topology, releases }, report);
  }
}

/** `memory` is a fact about any machine. */
function onlyNixos(at: ModelPath, host: AnyHost, report: Report): void {
  for (const field of nixosFieldNames) {
    if (field === 'memory' || host[field] === undefined) continue;
    report({
      code: 'nixos-only',
      at: childPath(at, field),
      message: `${field} is for NixOS hosts, and this one runs ${host.os}.`,
      fix: `Take ${field} away, or make it a NixOS host.`,
    });
  }
}

function releaseFindings(
  at: ModelPath,
  host: AnyHost,
  { topology, releases }: { topology: AnyTopology; releases: readonly string[] },
  report: Report,
): void {
  const release = host.release ?? releases[0];
  const place = host.release === undefined ? at : childPath(at, 'release');
  const installed = host.stateVersion ?? topology.site.stateVersion;
  if (release === undefined) return;
  if (!releases.includes(release)) {
    report({
      code: 'release-unknown',
      at: place,
      message: `flake.nix has no NixOS ${release}: site.releases names ${releases.join(', ')}.`,
      fix: `Add '${release}' to site.releases and the input ${inputName(release)} to flake.nix, or use one that is there.`,
    });
  } else if (release !== 'unstable' && installed !== undefined && installed > release) {
    report({
      code: 'release-older',
      at: place,
      message: `The host is built from NixOS ${release} but was installed with ${installed}.`,
      fix: 'Use a release that is not older than its stateVersion.',
    });
  }
}

const inputName = (release: string) => `nixpkgs-${release.replace('.', '-')}`;

export function backupFindings(hosts: { readonly [name: string]: ResolvedHost }, report: Report): void {
  for (const { name, nixos } of Object.values(hosts))
    if (nixos?.backup?.paths.length === 0) reportEmpty(modelPath('hosts', name, 'backup'), report);
}

function reportEmpty(at: ModelPath, report: Report): void {
  report({
    code: 'backup-empty',
    at,
    message: 'The backup has nothing to hold: no paths, and no service of the host has data.',
    fix: "Add paths: ['/home', …].",
  });
}
