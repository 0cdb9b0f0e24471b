// Markdown: a page about the host for the person who stands in front of it.
import { compileText, type Generator, markdownCell } from '@groundplan/engine';
import { addressOf, benchPath, type HostSlice, hostSlices, sourcesOf } from './host-slice.js';

export const sheet: Generator<HostSlice> = {
  name: 'bench-sheet',
  slices: hostSlices,
  render: (slice) => [{ path: benchPath(slice, 'sheet.md'), content: pageText(view(slice)), from: sourcesOf(slice) }],
};

const pageText = compileText(`# {{name}}

{{description}}

- Reached at {{address}}, by name {{name}}.{{domain}}
- Hardware {{hardware}}, platform {{system}}, system {{os}}
- Cluster {{cluster}}, as {{role}}, labels {{labels}}
- Gateway {{gateway}}, resolvers {{dns}}, network {{cidr}}, DHCP for others from {{dhcp}}
- Servers of its cluster: {{servers}}; pods have {{pods}}, services {{services}}

| Interface | Kind | MAC | Network | Addresses | From |
|---|---|---|---|---|---|
{{#each interfaces}}
| {{name}} | {{kind}} | {{mac}} | {{network}} | {{addresses}} | {{from}} |
{{/each}}

The host is described in the topology: edit it there, generate, review the change, and apply it. After a change of its
hardware, note the new MAC addresses there too; the router keeps the host's address by them. When it does not answer at
its address, ask the gateway for its leases, then look at the cable, the port and the VLAN of the port, in this order.
`);

const none = '–';

function view(slice: HostSlice): object {
  const { host, domain, network, cluster } = slice;
  return {
    name: host.name,
    description: host.description ?? `A machine of ${network?.name ?? none}.`,
    address: addressOf(slice),
    domain,
    hardware: host.hardware,
    system: host.system,
    os: host.os,
    cluster: cluster?.name ?? none,
    role: host.node?.role ?? none,
    labels: host.node?.labels.join(', ') || none,
    gateway: network?.ipv4.gateway ?? none,
    dns: network?.dns.join(', ') || none,
    cidr: network?.ipv4.cidr ?? none,
    dhcp: network?.dhcp ? `${network.dhcp.start} to ${network.dhcp.end}` : none,
    servers: cluster?.servers.join(', ') ?? none,
    pods: cluster?.podCidr ?? none,
    services: cluster?.serviceCidr ?? none,
    interfaces: Object.values(host.interfaces).map(row),
  };
}

function row({ name, kind, mac, network, addresses, from }: HostSlice['host']['interfaces'][string]) {
  return {
    name: markdownCell(name),
    kind: markdownCell(kind),
    mac: markdownCell(mac ?? none),
    network: markdownCell(network ?? none),
    addresses: markdownCell(addresses.map(({ value }) => value).join(', ') || none),
    from: markdownCell(from),
  };
}
