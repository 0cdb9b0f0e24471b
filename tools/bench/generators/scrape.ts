// JSON: what a monitoring system asks the host, and under which labels it keeps the answers.
import { type Generator, printJson } from '@groundplan/engine';
import { addressOf, benchPath, type HostSlice, hostSlices, sourcesOf } from './host-slice.js';

export const scrape: Generator<HostSlice> = {
  name: 'bench-scrape',
  slices: hostSlices,
  render: (slice) => [
    { path: benchPath(slice, 'scrape.json'), content: printJson(scrapeObject(slice)), from: sourcesOf(slice) },
  ],
};

const nodePorts = { 'node-exporter': 9100 };
const clusterPorts = { kubelet: 10250, 'kube-proxy': 10249 };
const serverPorts = { 'kube-apiserver': 6443, etcd: 2381 };

function scrapeObject(slice: HostSlice) {
  return { jobs: Object.entries(portsOf(slice)).map(([job, port]) => jobOf(slice, job, port)) };
}

function portsOf({ host }: HostSlice): { readonly [job: string]: number } {
  return {
    ...nodePorts,
    ...(host.node ? clusterPorts : {}),
    ...(host.node?.role === 'server' ? serverPorts : {}),
  };
}

function jobOf(slice: HostSlice, job: string, port: number) {
  const { host, network, cluster, domain } = slice;
  return {
    job,
    interval: '30s',
    path: '/metrics',
    scheme: port === nodePorts['node-exporter'] ? 'http' : 'https',
    timeout: '10s',
    targets: [`${addressOf(slice)}:${port}`],
    labels: {
      instance: `${host.name}.${domain}`,
      hardware: host.hardware,
      network: network?.name ?? null,
      cluster: cluster?.name ?? null,
    },
  };
}
