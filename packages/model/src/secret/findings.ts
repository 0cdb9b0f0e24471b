// Where secrets are used, and those that are not.
import { joinTokens } from '../cluster/join-tokens.js';
import { appUses, componentUses } from '../component/secret-uses.js';
import { uplinkSecrets } from '../host/uplink-secrets.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import { serviceSecrets } from '../service/findings.js';
import type { AnyTopology } from '../topology.js';

export interface SecretUse {
  readonly secret: string;
  readonly at: ModelPath;
  /** The hosts or clusters that read it there. */
  readonly by: readonly string[];
  /** The homes that read it there. */
  readonly homes?: readonly string[];
}

/** Every place of the topology that needs a secret. */
export function secretUses(topology: AnyTopology): SecretUse[] {
  return [
    ...clusterUses(topology),
    ...hostUses(topology),
    ...radioUses(topology),
    ...vpnUses(topology),
    ...systemUses(topology),
    ...homeUses(topology),
    ...componentUses(topology),
    ...appUses(topology),
  ];
}

function systemUses({ hosts }: AnyTopology): SecretUse[] {
  return Object.entries(hosts).flatMap(([host, { services = {}, backup }]) => {
    const at = modelPath('hosts', host);
    const backups = backup ? [backup.password, backup.environment ?? []].flat() : [];
    return [
      ...serviceSecrets(services).map(({ path, secret }) => ({
        secret,
        at: childPath(at, 'services', ...path),
        by: [host],
      })),
      ...backups.map((secret) => ({ secret, at: childPath(at, 'backup'), by: [host] })),
    ];
  });
}

function clusterUses(topology: AnyTopology): SecretUse[] {
  return Object.entries(topology.clusters ?? {}).flatMap(([name, cluster]) =>
    joinTokens(cluster).map(({ field, secret, by }) => ({ secret, at: modelPath('clusters', name, field), by })),
  );
}

function hostUses(topology: AnyTopology): SecretUse[] {
  return Object.entries(topology.hosts).flatMap(([host, { links }]) =>
    Object.entries(links).flatMap(([name, link]) => {
      const at = modelPath('hosts', host, 'links', name);
      if ('uplink' in link && link.uplink)
        return uplinkSecrets(link.uplink).map(([, secret]) => ({ secret, at, by: [host] }));
      const wifi = 'wifi' in link && link.wifi !== undefined ? topology.wifi?.[link.wifi] : undefined;
      return wifi ? [{ secret: wifi.psk, at, by: [host] }] : [];
    }),
  );
}

function vpnUses({ vpn }: AnyTopology): SecretUse[] {
  if (!vpn) return [];
  const shared = Object.entries(vpn.peers).flatMap(([name, { presharedKey }]) =>
    presharedKey === undefined ? [] : [{ secret: presharedKey, at: modelPath('vpn', 'peers', name), by: [vpn.host] }],
  );
  return [{ secret: vpn.privateKey, at: 'vpn.privateKey', by: [vpn.host] }, ...shared];
}

/** Hosts that provide an SSID themselves. */
function radioUses(topology: AnyTopology): SecretUse[] {
  return Object.entries(topology.wifi ?? {}).flatMap(([ssid, { by, psk }]) =>
    by !== undefined && own(topology.hosts, by) ? [{ secret: psk, at: modelPath('wifi', ssid, 'psk'), by: [by] }] : [],
  );
}

function homeUses(topology: AnyTopology): SecretUse[] {
  return Object.entries(topology.homes ?? {}).flatMap(([name, home]) =>
    Object.entries(home.kubeconfigs ?? {}).map(([file, secret]) => ({
      secret,
      at: modelPath('homes', name, 'kubeconfigs', file),
      by: [],
      homes: [name],
    })),
  );
}

export function secretReferences(topology: AnyTopology, report: Report): void {
  const readers = { ...topology.hosts, ...topology.clusters };
  for (const [name, secret] of Object.entries(topology.secrets ?? {})) {
    secret.for?.forEach((reader, index) => {
      checkReference(
        { at: modelPath('secrets', name, 'for', index), name: reader, kind: 'host or cluster' },
        readers,
        report,
      );
    });
  }
}

export function unusedSecrets(topology: AnyTopology, report: Report): void {
  const used = new Set(secretUses(topology).map((use) => use.secret));
  for (const wifi of Object.values(topology.wifi ?? {})) used.add(wifi.psk);
  for (const name of sortedKeys(topology.secrets)) {
    if (used.has(name) || topology.secrets?.[name]?.for?.length) continue;
    report({
      code: 'secret-unused',
      at: modelPath('secrets', name),
      message: `Nothing uses the secret ${name}.`,
      fix: 'Remove it, or say who needs it: for: [...].',
    });
  }
}
