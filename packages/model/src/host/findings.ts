// What can be wrong with a host's links: interfaces used twice, the wrong medium, networks it is not linked to.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { macList } from '../value.js';
import { type AnyHost, type Attachment, attachmentsOf, linksOf } from './attachments.js';
import { portsOf, systemPorts } from './bridge-ports.js';
import { type Hardware, type HardwareName, hardware, interfaceMedium, isOwnName } from './hardware.js';
import { memberFindings } from './member-findings.js';
import type { AnyBridgePort, AnyLink } from './schema.js';

export function hostFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', name);
    identityFindings(at, host, topology, report);
    const attachments = attachmentsOf(name, host, topology);
    attachmentFindings(at, host, attachments, report);
    memberFindings(at, host, report);
    mediaFindings(at, host, report);
    portNetworkFindings(at, host, report);
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

/** A port of a bridge may carry a network untagged or tagged, not both. */
function portNetworkFindings(at: ModelPath, host: AnyHost, report: Report): void {
  for (const [link, value] of linksOf(host)) {
    for (const { name, port, at: portAt } of portsOf(childPath(at, 'links', link), value)) {
      const names = [port.native, ...(port.trunk ?? [])];
      const twice = names.find((network, index) => network !== undefined && names.indexOf(network) !== index);
      if (twice === undefined) continue;
      report({
        code: 'link-network-twice',
        at: portAt,
        message: `The port ${name} carries ${twice} twice.`,
        fix: 'Name the network once: in trunk, or as native.',
      });
    }
  }
}

function mediaFindings(at: ModelPath, host: AnyHost, report: Report): void {
  const links = linksOf(host);
  const names = new Set(links.map(([link]) => link));
  for (const [link, value] of links) {
    const linkAt = childPath(at, 'links', link);
    const model = hardwareOf(host);
    for (const { name, port, at: portAt } of portsOf(linkAt, value))
      mediumFindings(portAt, { ports: port.bond ?? [name], link: name, value: port, model }, report);
    const ports = systemPorts(link, value).filter((port) => port === link || !names.has(port));
    if (!value.ports) mediumFindings(linkAt, { ports, link, value, model }, report);
  }
}

interface Medium {
  readonly link: string;
  /** The interfaces of the hardware that it is made of. */
  readonly ports: readonly string[];
  readonly value: AnyLink & AnyBridgePort;
  readonly model: HardwareName;
}

function mediumFindings(at: ModelPath, { link, ports, value, model }: Medium, report: Report): void {
  const providesSsid = value.accessPoint !== undefined;
  const wantsWireless = value.wifi !== undefined || value.uplink?.kind === 'wifi' || providesSsid;
  for (const port of ports) {
    const known: Hardware = hardware[model];
    const wireless = interfaceMedium(model, port) === 'wireless';
    if (isOwnName(model, port) && value.mac === undefined) reportNoMac(at, port, report);
    if (wireless !== wantsWireless || (wantsWireless && ports[0] !== link))
      reportMedium(at, { port, wireless, wantsWireless, providesSsid }, report);
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

interface WrongMedium {
  readonly port: string;
  readonly wireless: boolean;
  readonly wantsWireless: boolean;
  readonly providesSsid: boolean;
}

function reportMedium(
  at: ModelPath,
  { port, wireless, wantsWireless, providesSsid }: WrongMedium,
  report: Report,
): void {
  const role = providesSsid ? 'accessPoint' : 'wifi';
  report({
    code: 'link-medium',
    at,
    message: wireless
      ? `${port} is a Wi-Fi interface, which cannot be an access port, a trunk or part of a bridge or bond.`
      : `${port} is an Ethernet port, which cannot ${providesSsid ? 'provide' : 'join'} an SSID.`,
    fix: wantsWireless
      ? `Put ${role} on a wireless interface such as wlan0.`
      : "Use an Ethernet port, or join the network by wifi: '…'; a radio in a bridge is an accessPoint.",
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
    for (const [link, value] of linksOf(host)) {
      const at = modelPath('hosts', name, 'links', link);
      for (const one of macList(value.mac)) yield [childPath(at, 'mac'), one];
      for (const { port, at: portAt } of portsOf(at, value))
        for (const one of macList(port.mac)) yield [childPath(portAt, 'mac'), one];
    }
  }
  for (const [name, { mac }] of Object.entries(topology.devices ?? {}))
    for (const one of macList(mac)) yield [modelPath('devices', name, 'mac'), one];
}
