// Addresses that the plan gives but cannot enforce, and uplinks inside a local network.
import { overlap, parseIpv4Prefix } from '../address/ipv4.js';
import { linksOf } from '../host/attachments.js';
import { childPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { ResolvedDevice, ResolvedHost, ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

type Named<T> = { readonly [name: string]: T };

interface Machines {
  readonly hosts: Named<ResolvedHost>;
  readonly devices: Named<ResolvedDevice>;
}

/** Phones and devices learn their address by DHCP only, and DHCP knows them by MAC only. */
export function reservationFindings({ hosts, devices }: Machines, report: Report): void {
  const served = [...Object.values(hosts).filter((host) => host.os === 'android'), ...Object.values(devices)];
  for (const machine of served) {
    for (const [network, address] of Object.entries(machine.addresses)) {
      if (address.macs.length > 0) continue;
      report({
        code: 'reservation-without-mac',
        at: address.from,
        message: `${machine.name} has ${address.ipv4} on ${network}, but no MAC by which DHCP could know it.`,
        fix: "Add its mac: '…' to the link or device.",
      });
    }
  }
}

export function uplinkFindings(topology: AnyTopology, networks: Named<ResolvedNetwork>, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    for (const [link, { uplink }] of linksOf(host)) {
      if (uplink?.kind !== 'static') continue;
      const prefix = parseIpv4Prefix(uplink.address);
      const local = Object.values(networks).find(
        (network) => prefix && overlap(prefix, parseIpv4Prefix(network.ipv4.cidr) ?? prefix),
      );
      if (!local) continue;
      report({
        code: 'uplink-overlap',
        at: childPath(modelPath('hosts', name, 'links', link), 'uplink', 'address'),
        message: `The uplink ${uplink.address} lies in ${local.ipv4.cidr}, the network ${local.name}.`,
        fix: 'Renumber the network, or the modem.',
        related: [modelPath('networks', local.name, 'ipv4')],
      });
    }
  }
}
