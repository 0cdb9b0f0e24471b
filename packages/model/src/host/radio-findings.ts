// What can be wrong with access points on hosts: SSIDs without a radio, radios without an SSID, channels, isolated networks.
import { childPath, modelPath } from '../model-path.js';
import { own } from '../names.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { type AnyHost, linksOf } from './attachments.js';
import { hardwareOf } from './findings.js';
import { interfaceMedium } from './hardware.js';
import { type AccessPointPort, accessPointsOf, bandOf, bands, ssidsBy } from './radio.js';

export function radioFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const ports = accessPointsOf(name, host);
    const ssids = ssidsBy(name, topology);
    if (ports.length === 0) for (const ssid of ssids) reportNoRadio(name, ssid, report);
    for (const port of ports) portFindings({ name, host, port, ssids }, topology, report);
  }
}

interface Place {
  readonly name: string;
  readonly host: AnyHost;
  readonly port: AccessPointPort;
  readonly ssids: readonly string[];
}

function portFindings(place: Place, topology: AnyTopology, report: Report): void {
  const { name, host, port, ssids } = place;
  mediumFinding(host, port, report);
  channelFinding(port, report);
  if (ssids.length === 0) reportNoSsid(name, port, report);
  if (ssids.length > 1 && port.mac === null) reportNoMac(port, ssids.length, report);
  if (!host.router) isolationFindings(place, topology, report);
}

function reportNoRadio(name: string, ssid: string, report: Report): void {
  report({
    code: 'wifi-without-radio',
    at: modelPath('wifi', ssid, 'by'),
    message: `${name} has no access point to provide the SSID ${JSON.stringify(ssid)} with.`,
    fix: "Add one to a bridge of the host: br0: { ports: { wlan0: { accessPoint: { country: 'FR' } } } }.",
    related: [modelPath('hosts', name, 'links')],
  });
}

function reportNoSsid(name: string, { port, at }: AccessPointPort, report: Report): void {
  report({
    code: 'access-point-without-ssid',
    at: childPath(at, 'accessPoint'),
    message: `No SSID names ${name}, so ${port} has nothing to provide.`,
    fix: `Add by: '${name}' to an SSID under wifi, or remove the access point.`,
  });
}

function mediumFinding(host: AnyHost, { port, at }: AccessPointPort, report: Report): void {
  if (interfaceMedium(hardwareOf(host), port) === 'wireless') return;
  report({
    code: 'link-medium',
    at: childPath(at, 'accessPoint'),
    message: `${port} is an Ethernet port, which has no radio.`,
    fix: 'Put the access point on a wireless interface such as wlan0.',
  });
}

function channelFinding({ accessPoint, at }: AccessPointPort, report: Report): void {
  const { channel } = accessPoint;
  const band = bandOf(accessPoint);
  if (channel === undefined || bands[band].channels.includes(channel)) return;
  report({
    code: 'channel-invalid',
    at: childPath(at, 'accessPoint', 'channel'),
    message: `There is no channel ${channel} at ${band === '5GHz' ? '5' : '2.4'} GHz.`,
    fix:
      band === '5GHz'
        ? 'Choose 36 to 64, 100 to 144 or 149 to 177 in steps of four; 36 to 48 need no wait for radar.'
        : "Choose 1, 6 or 11, which do not overlap, or any from 1 to 13; or say band: '5GHz'.",
  });
}

function reportNoMac({ port, at }: AccessPointPort, count: number, report: Report): void {
  report({
    code: 'access-point-needs-mac',
    at,
    message: `${port} provides ${count} SSIDs, and each needs an address of its own.`,
    fix: `Add the radio's mac: '…', from which the others follow, or put the SSIDs on several hosts.`,
  });
}

/** A router reaches the clients itself; on other hosts some cable must lead on. */
function isolationFindings({ name, host, port, ssids }: Place, topology: AnyTopology, report: Report): void {
  const wired = wiredNetworks(host, port.bridge);
  for (const ssid of ssids) {
    const network = own(topology.wifi, ssid)?.network ?? '';
    if (wired.has(network)) continue;
    report({
      code: 'access-point-isolated',
      at: modelPath('wifi', ssid, 'network'),
      message: `No other port of ${port.bridge} carries ${network}.`,
      fix: `Add ${network} to the trunk of a port of ${port.bridge}.`,
      related: [modelPath('hosts', name, 'links', port.bridge, 'ports')],
    });
  }
}

function wiredNetworks(host: AnyHost, bridge: string): Set<string> {
  const ports = linksOf(host).find(([link]) => link === bridge)?.[1].ports ?? {};
  return new Set(
    Object.values(ports).flatMap(({ access, native, trunk }) =>
      [access, native, ...(trunk ?? [])].flatMap((n) => n ?? []),
    ),
  );
}
