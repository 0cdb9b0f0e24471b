// YAML: the host as a Kubernetes Node object.
import { type Generator, printYaml } from '@groundplan/engine';
import type { ResolvedNode } from '@groundplan/model';
import { addressOf, benchPath, type HostSlice, hostSlices, sourcesOf } from './host-slice.js';

export const node: Generator<HostSlice> = {
  name: 'bench-node',
  slices: hostSlices,
  render: (slice) => [
    { path: benchPath(slice, 'node.yaml'), content: printYaml(nodeObject(slice)), from: sourcesOf(slice) },
  ],
};

const conditions = ['DiskPressure', 'MemoryPressure', 'NetworkUnavailable', 'PIDPressure', 'Ready'];

function nodeObject(slice: HostSlice) {
  const { host, domain, cluster } = slice;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: host.name, labels: labelsOf(slice), annotations: annotationsOf(slice) },
    spec: {
      ...(host.node?.schedulable === false ? { unschedulable: true } : {}),
      taints: (host.node?.taints ?? []).map(taintOf),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: addressOf(slice) },
        ...Object.values(host.addresses).flatMap(({ ipv6 }) => (ipv6 ? [{ type: 'InternalIP', address: ipv6 }] : [])),
        { type: 'Hostname', address: host.name },
        { type: 'InternalDNS', address: `${host.name}.${domain}` },
      ],
      conditions: conditions.map((type) => ({ type, status: 'Unknown', reason: 'NotYetInstalled', message: '' })),
      nodeInfo: { architecture: host.system.split('-')[0], operatingSystem: 'linux', osImage: host.os },
      daemonEndpoints: cluster ? { kubeletEndpoint: { Port: 10250 } } : {},
    },
  };
}

function labelsOf({ host, network }: HostSlice): { readonly [key: string]: string } {
  return {
    'kubernetes.io/hostname': host.name,
    'kubernetes.io/os': 'linux',
    'topology.kubernetes.io/zone': network?.name ?? 'none',
    ...Object.fromEntries((host.node?.labels ?? []).map(pairOf)),
  };
}

function annotationsOf({ host, cluster }: HostSlice): { readonly [key: string]: string } {
  return {
    'fleet.example.org/hardware': host.hardware,
    'fleet.example.org/role': roleOf(host.node),
    ...(cluster ? { 'fleet.example.org/api': cluster.api.url.value } : {}),
  };
}

const roleOf = (node: ResolvedNode | null) => node?.role ?? 'router';

function pairOf(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}

function taintOf(taint: string) {
  const [, key = '', value = '', effect = ''] = /^([^=:]+)=?([^:]*):(.+)$/.exec(taint) ?? [];
  return { key, value, effect };
}
