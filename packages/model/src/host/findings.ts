// What can be wrong with a host's links: interfaces used twice, the wrong medium, networks it is not linked to.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { type AnyHost, type Attachment, attachmentsOf, linksOf } from './attachments.js';
import { type Hardware, type HardwareName, hardware, interfaceMedium, isOwnName } from './hardware.js';
import type { AnyLink } from './schema.js';

export function hostFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', name);
    identityFindings(at, host, topology, report);
    const attachments = attachmentsOf(name, host, topology);
    attachmentFindings(at, host, attachments, report);
    memberFindings(at, host, report);
    for (const [link, value] of linksOf(host))
      mediumFindings(childPath(at, 'links', link), { link, value, model: hardwareOf(host) }, report);
    uplinkFindings(at, host, report);
  }
  macFindings(topology, report);
}

/** The host's hardware; Android has a default, others must say it. */
export function hardwareOf(host: AnyHost): HardwareName {
  return host.hardware ?? (host.os === 'android' ? 'android-arm64' : 'generic-x86_64');
}

function identityFindings(at: ModelPath, host: AnyHost, topology: AnyTopology, report: Report): void {
  if (host.hardware === undefined && host.os !== 'android') {
    report({
      code: 'hardware-missing',
      at,
      message: 'The host does not say what hardware it is.',
      fix: "Add hardware: 'raspberry-pi-4', 'generic-x86_64', … .",
    });
  }
  if ((host.os ?? 'nixos') === 'nixos' && host.stateVersion === undefined && topology.site.stateVersion === undefined) {
    report({
      code: 'state-version-missing',
      at,
      message: 'Neither the host nor the site has a stateVersion.',
      fix: "Add stateVersion: '25.11' to site: the release the host was first installed with.",
    });
  }
}

function attachmentFindings(at: ModelPath, host: AnyHost, attachments: readonly Attachment[], report: Report): void {
  const first = new Map<string, Attachment>();
  for (const attachment of attachments) {
    const earlier = first.get(attachment.network);
    if (!earlier) first.set(attachment.network, attachment);
    else {
      report({
        code: 'link-network-twice',
        at: attachment.at,
        message: `The host is linked to ${attachment.network} twice${earlier.link === attachment.link ? ` by ${earlier.link}` : `: by ${earlier.link} and by ${attachment.link}`}.`,
        fix: 'Name the network once, or join both interfaces in a bond or bridge.',
        related: [earlier.at],
      });
    }
  }
  for (const network of [...Object.keys(host.addresses ?? {}), ...(host.gateway === undefined ? [] : [host.gateway])]) {
    if (!first.has(network)) reportMissingLink(at, host, network, report);
  }
}

function reportMissingLink(at: ModelPath, host: AnyHost, network: string, report: Report): void {
  report({
    code: 'link-missing',
    at: host.addresses && network in host.addresses ? childPath(at, 'addresses', network) : childPath(at, 'gateway'),
    message: `The host has no link to ${network}.`,
    fix: `Add ${network} to a link, such as eth0: { access: '${network}' }, or take it away here.`,
    related: [childPath(at, 'links')],
  });
}

function memberFindings(at: ModelPath, host: AnyHost, report: Report): void {
  const links = linksOf(host);
  const owner = new Map<string, string>(links.map(([link]) => [link, link]));
  for (const [link, value] of links) {
    for (const [field, members] of [
      ['bridge', value.bridge],
      ['bond', value.bond],
    ] as const) {
      if (members?.length === 0)
        report({
          code: 'link-member',
          at: childPath(at, 'links', link, field),
          message: `The ${field} has no interfaces.`,
          fix: 'Name at least one interface.',
        });
      members?.forEach((member, index) => {
        const taken = owner.get(member);
        const isBond =
          value.bridge !== undefined && links.some(([other, bond]) => other === member && bond.bond !== undefined);
        if (taken === undefined || (taken === member && isBond)) owner.set(member, link);
        else reportMember(childPath(at, 'links', link, field, index), member, taken, report);
      });
    }
  }
}

function reportMember(at: ModelPath, member: string, taken: string, report: Report): void {
  report({
    code: 'link-member',
    at,
    message: taken === member ? `${member} is a link of its own.` : `${member} already belongs to ${taken}.`,
    fix: 'Name each interface once: as a link, or in one bridge or bond.',
  });
}

function mediumFindings(
  at: ModelPath,
  { link, value, model }: { link: string; value: AnyLink; model: HardwareName },
  report: Report,
): void {
  const wantsWireless = value.wifi !== undefined || value.uplink?.kind === 'wifi';
  const ports = value.bridge ?? value.bond ?? (value.ports ? [] : [link]);
  for (const port of ports) {
    const known: Hardware = hardware[model];
    const wireless = interfaceMedium(model, port) === 'wireless';
    if (isOwnName(model, port) && value.mac === undefined) reportNoMac(at, port, report);
    if (wireless !== wantsWireless || (wantsWireless && ports[0] !== link))
      reportMedium(at, { port, wireless, wantsWireless }, report);
    else if (known.interfaces && !(port in known.interfaces) && value.uplink?.kind !== 'modem') {
      report({
        code: 'link-not-on-hardware',
        at,
        message: `${model} has no ${port}.`,
        fix: `It has ${Object.keys(known.interfaces).join(' and ')}; a USB adapter would add one.`,
      });
    }
  }
}

function reportNoMac(at: ModelPath, port: string, report: Report): void {
  report({
    code: 'link-name-needs-mac',
    at,
    message: `No system calls an interface ${port} by itself.`,
    fix: "Add its mac: '…', so that it gets the name, or use the system's own name, such as eth0 or enp3s0.",
  });
}

function reportMedium(
  at: ModelPath,
  { port, wireless, wantsWireless }: { port: string; wireless: boolean; wantsWireless: boolean },
  report: Report,
): void {
  report({
    code: 'link-medium',
    at,
    message: wireless
      ? `${port} is a Wi-Fi interface, which cannot be an access port, a trunk or part of a bridge.`
      : `${port} is an Ethernet port, which cannot join an SSID.`,
    fix: wantsWireless
      ? 'Put wifi on a wireless interface such as wlan0.'
      : "Use an Ethernet port, or join the network by wifi: '…'.",
  });
}

function uplinkFindings(at: ModelPath, host: AnyHost, report: Report): void {
  const uplink = linksOf(host).find(([, link]) => link.uplink !== undefined);
  if (host.router && !uplink) {
    report({
      code: 'router-without-uplink',
      at: childPath(at, 'router'),
      message: 'The router has no uplink.',
      fix: "Add a link with uplink: { kind: 'dhcp' }, 'static', 'pppoe', 'wifi' or 'modem'.",
    });
  }
  if (!host.router && uplink) {
    report({
      code: 'uplink-without-router',
      at: childPath(at, 'links', uplink[0]),
      message: 'The host has an uplink but is no router.',
      fix: 'Add router: true, or use access or wifi.',
    });
  }
}

function macFindings(topology: AnyTopology, report: Report): void {
  const first = new Map<string, ModelPath>();
  for (const [at, mac] of allMacs(topology)) {
    const earlier = first.get(mac);
    if (earlier === undefined) first.set(mac, at);
    else
      report({
        code: 'mac-duplicate',
        at,
        message: `The MAC ${mac} stands twice.`,
        fix: 'Read the right one off the device: ip link, or its label.',
        related: [earlier],
      });
  }
}

function* allMacs(topology: AnyTopology): Iterable<[ModelPath, string]> {
  for (const [name, host] of Object.entries(topology.hosts)) {
    for (const [link, { mac }] of linksOf(host))
      for (const one of macList(mac)) yield [modelPath('hosts', name, 'links', link, 'mac'), one];
  }
  for (const [name, { mac }] of Object.entries(topology.devices ?? {}))
    for (const one of macList(mac)) yield [modelPath('devices', name, 'mac'), one];
}
