// Network boot: the address of the TFTP server that a network names, and what is wrong when it has none.
import { parseIpv4 } from '../address/ipv4.js';
import { type AddressContext, addressFrom } from '../dns/machine-address.js';
import { type ModelPath, modelPath } from '../model-path.js';
import { recordOf, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedDhcp, ResolvedNetwork } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

const bootPath = (network: string): ModelPath => modelPath('networks', network, 'dhcp', 'boot', 'server');

export function bootReferences(topology: AnyTopology, report: Report): void {
  const machines = { ...topology.hosts, ...topology.devices };
  for (const network of sortedKeys(topology.networks)) {
    const server = topology.networks[network]?.dhcp?.boot?.server;
    if (server === undefined || parseIpv4(server) !== undefined) continue;
    checkReference({ at: bootPath(network), name: server, kind: 'host, device or IPv4 address' }, machines, report);
  }
}

export function withBootServers(context: AddressContext, report: Report): { [name: string]: ResolvedNetwork } {
  return recordOf(
    Object.values(context.networks).map((network) => [
      network.name,
      { ...network, dhcp: network.dhcp && withBootServer(network.dhcp, network.name, { ...context, report }) },
    ]),
  );
}

function withBootServer(
  dhcp: ResolvedDhcp,
  network: string,
  { report, ...context }: AddressContext & { readonly report: Report },
): ResolvedDhcp {
  if (!dhcp.boot || parseIpv4(dhcp.boot.server) !== undefined) return dhcp;
  const server = addressFrom(network, dhcp.boot.server, context);
  if (server !== null) return { ...dhcp, boot: { ...dhcp.boot, server } };
  report({
    code: 'boot-server-without-address',
    at: bootPath(network),
    message: `${dhcp.boot.server} has no address from which clients of ${network} could load ${dhcp.boot.file}.`,
    fix: `Give ${dhcp.boot.server} an address: addresses: { ${network}: '…' }.`,
  });
  return dhcp;
}
