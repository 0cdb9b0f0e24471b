// Decides each home: platform, folder, versions, programs, packages, graphics, and where secrets are put.
import { hardwareOf } from '../host/findings.js';
import { hardware } from '../host/hardware.js';
import { modelPath } from '../model-path.js';
import { byCodeUnit, own, recordOf, sortedKeys } from '../names.js';
import { siteReleases } from '../nixos/resolve.js';
import type { ResolvedHome } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import type { AnyHome } from './findings.js';
import { type Program, programs } from './programs.js';

export function resolveHomes(topology: AnyTopology): { [name: string]: ResolvedHome } {
  return recordOf(
    Object.entries(topology.homes ?? {}).map(([name, home]) => [name, resolveHome(name, home, topology)]),
  );
}

/** The home's, its host's, the site's. */
export function stateVersionOf(home: AnyHome, topology: AnyTopology): string | null {
  return home.stateVersion ?? own(topology.hosts, home.host)?.stateVersion ?? topology.site.stateVersion ?? null;
}

/** NixOS brings the home along from its own release. */
export function releaseOf(home: AnyHome, { hosts, site }: AnyTopology): string {
  return home.release ?? own(hosts, home.host)?.release ?? siteReleases(site)[0] ?? '';
}

function resolveHome(name: string, home: AnyHome, topology: AnyTopology): ResolvedHome {
  const host = topology.hosts[home.host] as AnyTopology['hosts'][string];
  const used = [...new Set(home.programs ?? [])].sort(byCodeUnit);
  const packages = [...new Set(home.packages ?? [])].sort(byCodeUnit);
  const directory = home.directory ?? `/home/${home.user}`;
  const nixos = (host.os ?? 'nixos') === 'nixos';
  return {
    name,
    from: modelPath('homes', name),
    description: home.description ?? null,
    user: home.user,
    host: home.host,
    system: hardware[hardwareOf(host)].system,
    nixos,
    directory,
    stateVersion: stateVersionOf(home, topology) ?? '',
    release: releaseOf(home, topology),
    programs: used,
    packages,
    unfree: unfreeNames(used, packages),
    graphics: nixos ? null : (home.graphics ?? (used.some((one) => programs[one].graphical) ? 'mesa' : null)),
    variables: recordOf(Object.entries(home.variables ?? {})),
    kubeconfigs: sortedKeys(home.kubeconfigs).map((file) => ({
      name: file,
      secret: home.kubeconfigs?.[file] as string,
      path: `${directory}/.kube/kubeconfig/${file}`,
    })),
  };
}

/** Whose licences are accepted by naming them: a package's own name is the last part of its attribute. */
function unfreeNames(used: readonly (keyof typeof programs)[], packages: readonly string[]): string[] {
  const named = packages.map((attribute) => attribute.split('.').at(-1) ?? attribute);
  return [...new Set([...used.flatMap((one) => (programs[one] as Program).unfree), ...named])].sort(byCodeUnit);
}
