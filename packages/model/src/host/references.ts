// References of hosts: networks, SSIDs, secrets; and the one role each link must have.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { type AnyHost, linksOf } from './attachments.js';
import { portsOf } from './bridge-ports.js';
import type { AnyBridgePort, AnyLink } from './schema.js';
import { uplinkSecrets } from './uplink-secrets.js';

const roles = ['access', 'trunk', 'wifi', 'uplink', 'ports'] as const;
const portRoles = ['access', 'trunk', 'accessPoint'] as const;

export function hostReferences(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', name);
    const links = linksOf(host);
    const bridged = new Set(links.flatMap(([, { bridge }]) => bridge ?? []));
    for (const [link, value] of links) {
      const linkAt = childPath(at, 'links', link);
      linkReferences(linkAt, value, topology, report);
      if (value.bond && bridged.has(link)) checkBridged(linkAt, value, report);
      else checkRole(linkAt, value, report);
    }
    addressReferences(at, host, topology, report);
  }
}

function linkReferences(at: ModelPath, link: AnyLink, topology: AnyTopology, report: Report): void {
  memberships(at, link, topology, report);
  if (link.wifi !== undefined)
    checkReference({ at: childPath(at, 'wifi'), name: link.wifi, kind: 'SSID' }, topology.wifi, report);
  for (const [field, secret] of uplinkSecrets(link.uplink))
    checkSecret(childPath(at, 'uplink', field), secret, topology.secrets, report);
  for (const { at: portAt, port } of portsOf(at, link)) {
    memberships(portAt, port, topology, report);
    checkPortRole(portAt, port, report);
  }
}

function memberships(at: ModelPath, link: AnyBridgePort, topology: AnyTopology, report: Report): void {
  const network = (name: string | undefined, ...field: (string | number)[]) => {
    if (name !== undefined)
      checkReference({ at: childPath(at, ...field), name, kind: 'network' }, topology.networks, report);
  };
  network(link.access, 'access');
  network(link.native, 'native');
  for (const [index, name] of (link.trunk ?? []).entries()) network(name, 'trunk', index);
}

function checkRole(at: ModelPath, link: AnyLink, report: Report): void {
  const found = roles.filter((role) => link[role] !== undefined);
  const role = (message: string, fix: string) => report({ code: 'link-role', at, message, fix });
  if (found.length === 0)
    role(
      'The link has no role.',
      'Say access, trunk, wifi, uplink or ports; interfaces of a bridge or bond are named there only.',
    );
  if (found.length > 1)
    role(
      `The link has ${found.length} roles: ${found.join(' and ')}.`,
      'Keep one; an untagged network beside tagged ones is native.',
    );
  membershipRole(link, role);
  if (link.bridge && link.bond)
    role('A link is a bridge or a bond, not both.', 'Make the bond a link of its own and name it in the bridge.');
  if (link.ports && (link.bridge || link.bond))
    role(
      `The link has ports and is a ${link.bridge ? 'bridge' : 'bond'} of interfaces too.`,
      'Name every interface under ports; a port may be a bond.',
    );
}

/** A bond in a bridge carries what the bridge carries. */
function checkBridged(at: ModelPath, link: AnyLink, report: Report): void {
  const found = roles.filter((role) => link[role] !== undefined);
  if (found.length === 0) return;
  report({
    code: 'link-role',
    at,
    message: `The bond is part of a bridge, and has the role ${found.join(' and ')} beside it.`,
    fix: 'Give the role to the bridge.',
  });
}

function checkPortRole(at: ModelPath, port: AnyBridgePort, report: Report): void {
  const found = portRoles.filter((role) => port[role] !== undefined);
  const role = (message: string, fix: string) => report({ code: 'link-role', at, message, fix });
  if (found.length === 0) role('The port has no role.', 'Say access, trunk or accessPoint.');
  if (found.length > 1)
    role(
      `The port has ${found.length} roles: ${found.join(' and ')}.`,
      'Keep one; an untagged network beside tagged ones is native.',
    );
  membershipRole(port, role);
}

function membershipRole(link: AnyBridgePort, role: (message: string, fix: string) => void): void {
  if (link.native !== undefined && link.trunk === undefined)
    role('native belongs to a trunk.', 'Say trunk: [...], or access for one untagged network.');
  if (link.trunk?.length === 0) role('The trunk carries no network.', 'List the networks, or say access.');
  if (link.mode !== undefined && link.bond === undefined)
    role('mode belongs to a bond.', 'List the interfaces of the bond: bond: [...].');
}

function addressReferences(at: ModelPath, host: AnyHost, topology: AnyTopology, report: Report): void {
  for (const network of Object.keys(host.addresses ?? {})) {
    checkReference(
      { at: childPath(at, 'addresses', network), name: network, kind: 'network' },
      topology.networks,
      report,
    );
  }
  if (host.gateway !== undefined)
    checkReference({ at: childPath(at, 'gateway'), name: host.gateway, kind: 'network' }, topology.networks, report);
}
