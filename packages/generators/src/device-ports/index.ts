// A page with the ports of a device that nobody configures from here: what each is connected to and which VLANs it carries.
import { compileText, type Generator, markdownCell } from '@groundplan/engine';
import type { ResolvedDevice, ResolvedNetwork, ResolvedPort, ResolvedTopology } from '@groundplan/model';
import { openWrtPorts } from '../openwrt-switch/port-names.js';
import { networksOfPorts, peerInWords, portsInOrder } from '../port-table.js';
import { page } from './template.js';

export interface PortsSlice extends Pick<ResolvedDevice, 'name' | 'kind' | 'description' | 'ports'> {
  /** Those that some port carries, by name. */
  readonly networks: { readonly [name: string]: Pick<ResolvedNetwork, 'name' | 'vlan'> };
}

const pageText = compileText(page);

export const devicePorts: Generator<PortsSlice> = {
  name: 'device-ports',
  slices: (topology) =>
    Object.values(topology.devices)
      .filter(({ ports }) => Object.keys(ports).length > 0)
      .map((device) => sliceOf(device, topology)),
  render: (slice) => [
    {
      path: `devices/${slice.name}/generated/ports.md`,
      content: pageText({
        name: slice.name,
        introduction: introduction(slice),
        ports: portsInOrder(slice).map((port) => row(port, slice)),
        note: note(slice),
      }),
      from: [`devices.${slice.name}`, ...Object.keys(slice.networks).map((name) => `networks.${name}`)],
    },
  ],
};

function sliceOf({ name, kind, description, ports }: ResolvedDevice, topology: ResolvedTopology): PortsSlice {
  const networks = networksOfPorts(Object.values(ports)).flatMap((one) => topology.networks[one] ?? []);
  return {
    name,
    kind,
    description,
    ports,
    networks: Object.fromEntries(networks.map(({ name: own, vlan }) => [own, { name: own, vlan }])),
  };
}

function introduction({ kind, description }: PortsSlice): string {
  const what = markdownCell(description ?? '');
  return `Kind: ${kind}.${what === '' ? '' : ` ${what}`}`;
}

const none = '–';

function row(port: ResolvedPort, { networks }: PortsSlice) {
  const inWords = (network: string) => markdownCell(`${network} (${networks[network]?.vlan})`);
  return {
    name: markdownCell(port.name),
    peer: markdownCell(peerInWords(port) ?? none),
    mode: port.mode,
    untagged: port.untagged === null ? none : inWords(port.untagged),
    tagged: port.tagged.map(inWords).join(', ') || none,
  };
}

/** What the table alone would not say. */
function note({ kind, ports }: PortsSlice): string {
  const all = Object.values(ports);
  const lacp = all.some(({ peer }) => peer?.bond?.mode === '802.3ad');
  const sentences = [
    'Ports that are not listed carry nothing.',
    ...(all.some(({ mode }) => mode === 'uplink')
      ? ['An uplink is a router’s way to the Internet and carries no network of the site.']
      : []),
    ...(lacp ? ['Ports of one bond in mode 802.3ad form one LACP group.'] : []),
    ...(kind === 'switch' && openWrtPorts(all) === null
      ? ['There is no network.uci: these port names cannot be interfaces of OpenWrt.']
      : []),
  ];
  return sentences.join(' ');
}
