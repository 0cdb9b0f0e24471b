// A site with two clusters: review and staging share one, prod has its own, and each runs what has been promoted to it.
import { type AnyTopology, defineTopology, noPins, type Pins, promote } from '@groundplan/model';

const server = { hardware: 'generic-x86_64' } as const;
const cluster = {
  distribution: 'k3s',
  network: 'lan',
  token: 'join',
  disable: ['local-storage', 'metrics-server', 'servicelb', 'traefik'],
} as const;

export const platformSite = defineTopology({
  site: {
    name: 'platform',
    domain: 'example.org',
    timeZone: 'UTC',
    nameservers: ['9.9.9.9'],
    stateVersion: '25.11',
    repository: 'ssh://git@git.example.org/infra.git',
  },
  networks: {
    lan: { vlan: 10, ipv4: '10.10.0.0/24' },
    staff: { vlan: 20, ipv4: '10.20.0.0/24' },
    guests: { vlan: 30, ipv4: '10.30.0.0/24' },
  },
  policy: [
    { from: 'staff', to: 'lan', allow: ['https'] },
    { from: 'lan', to: 'wan', allow: 'any' },
  ],
  hosts: {
    edge: {
      ...server,
      router: true,
      links: { enp1s0: { trunk: ['lan', 'staff', 'guests'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
    },
    'dev-1': { ...server, links: { enp1s0: { access: 'lan' } }, addresses: { lan: '10.10.0.11' } },
    'live-1': { ...server, links: { enp1s0: { access: 'lan' } }, addresses: { lan: '10.10.0.21' } },
    'live-2': {
      ...server,
      links: { bond0: { bond: ['enp1s0', 'enp2s0'], access: 'lan' } },
      services: { 'node-exporter': {} },
    },
    'live-3': { ...server, links: { enp1s0: { access: 'lan' } } },
  },
  clusters: {
    dev: {
      ...cluster,
      api: 'dev-1',
      servers: { 'dev-1': { init: true } },
      podCidr: '10.42.0.0/16',
      serviceCidr: '10.43.0.0/16',
      loadBalancer: { network: 'lan', pool: [100, 119] },
      vip: { network: 'lan', address: 5 },
      gitops: { engine: 'flux' },
    },
    live: {
      ...cluster,
      api: 'live-1',
      servers: { 'live-1': { init: true }, 'live-2': {}, 'live-3': {} },
      podCidr: '10.44.0.0/16',
      serviceCidr: '10.45.0.0/16',
      loadBalancer: { network: 'lan', pool: [120, 139] },
      vip: { network: 'lan', address: 6 },
      gitops: {
        engine: 'flux',
        source: {
          oci: 'oci://ghcr.io/acme/infra',
          cosign: {
            issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
            subject: '^https://github\\.com/acme/infra/.*@refs/tags/v.*$',
          },
        },
        bootstrap: 'operator',
      },
    },
  },
  environments: {
    review: { cluster: 'dev' },
    staging: { cluster: 'dev', after: 'review' },
    prod: { cluster: 'live', after: 'staging' },
  },
  components: {
    'cert-manager': { version: 'v1.21.1', issuer: { kind: 'ca', keyPair: 'site-ca' }, wildcard: true },
    metallb: {
      version: '0.16.1',
      environments: {
        prod: { announce: 'bgp', bgp: { localAsn: 64514, peers: [{ address: '10.10.0.1', asn: 64513 }] } },
      },
    },
    traefik: { version: '41.3.0', environments: { review: { address: 101 }, prod: { address: 121 } } },
    'kube-vip': { version: '0.9.9' },
    'metrics-server': { version: '3.13.1' },
    'local-path': { version: 'v0.0.37', defaultClass: true },
    'democratic-csi': { version: '0.15.1', driver: 'freenas-api-iscsi', config: 'truenas' },
    gitlab: { version: '9.6.0', host: 'gitlab', environments: { review: { edition: 'ee' } } },
  },
  charts: {
    operator: {
      repository: 'https://charts.example.org',
      version: '1.2.3',
      crds: ['db.example.org'],
      layer: 'configs',
    },
    database: {
      repository: 'https://charts.example.org',
      version: '1.2.4',
      layer: 'configs',
      needs: ['db.example.org'],
    },
  },
  apps: {
    demo: {
      manifests: 'clusters/apps/demo',
      host: 'demo',
      from: ['staff'],
      needs: ['database', 'traefik'],
      secrets: ['demo-key'],
    },
    internal: { manifests: 'clusters/apps/internal', environments: ['review', 'prod'], needs: ['demo'] },
  },
  platform: { k3s: 'v1.35.2+k3s1' },
  secrets: { join: {}, 'site-ca': {}, truenas: {}, 'demo-key': {} },
});

/** Everything reached prod; then one version passed review only, and another one is new in review. */
export const platformPins: Pins = promotions();

function promotions(): Pins {
  const { components } = platformSite;
  const older = {
    ...platformSite,
    components: { ...components, 'cert-manager': { ...components?.['cert-manager'], version: 'v1.20.2' } },
  };
  const [staging, all] = [moved(older, noPins, 'review', 'staging'), 'prod'] as const;
  const live = moved(older, staging, 'staging', all);
  return moved(platformSite, live, 'review', 'staging');
}

function moved(topology: unknown, pins: Pins, from: string, to: string): Pins {
  const result = promote(topology as AnyTopology, pins, { from, to });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.pins;
}
