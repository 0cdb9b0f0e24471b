// What can be wrong with a home: unknown names, two homes in one place, hosts that cannot have one, keys that are missing.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { siteReleases } from '../nixos/resolve.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { releaseOf, stateVersionOf } from './resolve.js';

export type AnyHome = NonNullable<AnyTopology['homes']>[string];

export function homeReferences(topology: AnyTopology, report: Report): void {
  for (const [name, home] of Object.entries(topology.homes ?? {})) {
    const at = modelPath('homes', name);
    checkReference(
      { at: childPath(at, 'user'), name: home.user, kind: 'user among the admins' },
      topology.admins,
      report,
    );
    checkReference({ at: childPath(at, 'host'), name: home.host, kind: 'host' }, topology.hosts, report);
    for (const [file, secret] of Object.entries(home.kubeconfigs ?? {}))
      checkSecret(childPath(at, 'kubeconfigs', file), secret, topology.secrets, report);
  }
}

export function homeFindings(topology: AnyTopology, report: Report): void {
  const places = new Map<string, ModelPath>();
  for (const name of sortedKeys(topology.homes)) {
    const home = topology.homes?.[name] as AnyHome;
    const at = modelPath('homes', name);
    placeFindings(at, home, places, report);
    systemFindings(at, home, topology, report);
    versionFindings(at, home, topology, report);
    keyFindings(at, home, topology, report);
  }
}

function placeFindings(at: ModelPath, home: AnyHome, places: Map<string, ModelPath>, report: Report): void {
  const place = `${home.user} on ${home.host}`;
  const earlier = places.get(place);
  if (earlier === undefined) places.set(place, at);
  else
    report({
      code: 'home-duplicate',
      at,
      message: `${place} already has a home: ${earlier}.`,
      fix: 'Make one home of the two, or name another user or host.',
      related: [earlier],
    });
}

function systemFindings(at: ModelPath, home: AnyHome, topology: AnyTopology, report: Report): void {
  const os = topology.hosts[home.host]?.os ?? 'nixos';
  if (os === 'android')
    report({
      code: 'home-os',
      at: childPath(at, 'host'),
      message: `${home.host} runs Android.`,
      fix: "Name a host with os 'nixos' or 'linux'.",
      related: [modelPath('hosts', home.host)],
    });
  if (os === 'nixos') nixosFindings(at, home, topology, report);
}

const decidedByNixos = { directory: 'folder', graphics: 'graphics driver', release: 'release' } as const;

function nixosFindings(at: ModelPath, home: AnyHome, topology: AnyTopology, report: Report): void {
  for (const field of sortedKeys(decidedByNixos)) {
    if (home[field] === undefined) continue;
    report({
      code: 'home-nixos',
      at: childPath(at, field),
      message: `${home.host} runs NixOS, which decides the ${decidedByNixos[field]} of its homes.`,
      fix: field === 'release' ? `Remove it, or write it there: hosts.${home.host}.release.` : `Remove ${field}.`,
      related: [modelPath('hosts', home.host)],
    });
  }
  const logins = own(topology.admins, home.user)?.hosts;
  if (logins === undefined || logins.includes(home.host)) return;
  report({
    code: 'home-without-login',
    at: childPath(at, 'user'),
    message: `${home.user} has no login on ${home.host}.`,
    fix: `Add ${home.host} to admins.${home.user}.hosts, or name another user.`,
    related: [modelPath('admins', home.user, 'hosts')],
  });
}

function versionFindings(at: ModelPath, home: AnyHome, topology: AnyTopology, report: Report): void {
  const stateVersion = stateVersionOf(home, topology);
  if (stateVersion === null)
    report({
      code: 'state-version-missing',
      at,
      message: 'Neither the home, its host nor the site has a stateVersion.',
      fix: "Add stateVersion: '25.11': the release that Home Manager was first used with.",
    });
  else releaseFindings(at, { home, stateVersion, topology }, report);
}

interface Versioned {
  readonly home: AnyHome;
  readonly stateVersion: string;
  readonly topology: AnyTopology;
}

function releaseFindings(at: ModelPath, { home, stateVersion, topology }: Versioned, report: Report): void {
  const release = releaseOf(home, topology);
  const releases = siteReleases(topology.site);
  const place = home.release === undefined ? at : childPath(at, 'release');
  if (home.release !== undefined && !releases.includes(release))
    report({
      code: 'release-unknown',
      at: place,
      message: `flake.nix has no release ${release}: site.releases names ${releases.join(', ')}.`,
      fix: `Add '${release}' to site.releases and the inputs nixpkgs and home-manager of that release to flake.nix, or use one that is there.`,
    });
  // Releases are years and months; unstable is later than all of them.
  else if (stateVersion > release)
    report({
      code: 'release-older',
      at: place,
      message: `The home is built from ${release} but was installed with ${stateVersion}.`,
      fix: 'Use a release that is not older than its stateVersion.',
    });
}

function keyFindings(at: ModelPath, home: AnyHome, topology: AnyTopology, report: Report): void {
  const admin = own(topology.admins, home.user);
  if (sortedKeys(home.kubeconfigs).length === 0 || (admin?.ageKeys ?? []).length > 0) return;
  report({
    code: 'home-without-key',
    at: childPath(at, 'kubeconfigs'),
    message: `${home.user} has no age key to decrypt them with.`,
    fix: `Make one with age-keygen -o ~/.config/sops/age/keys.txt and add its public key: admins.${home.user}.ageKeys.`,
    related: [modelPath('admins', home.user)],
  });
}
