// A platform team's two clusters, staging and prod, as virtual machines on Proxmox, with Flux, Cilium and GitLab.
// Its artifacts lie beside it: groundplan generate --root topology/examples/platform --topology topology/examples/platform/topology.ts
//
// What people do by hand, once for each cluster, before Flux can do the rest:
// - Cilium, for without it Flux' own pods have no network: helm install cilium -n kube-system, with the version and the
//   values of clusters/<environment>/controllers/cilium/patch.yaml. Flux takes the release over.
// - The Secrets that are needed before OpenBao answers: openbao-seal in the namespace openbao, dns-token in cert-manager,
//   each with its one value under the key "value".
// - Afterwards, what GitLab and apps read: kubectl -n openbao create serviceaccount writer, then with a token of it
//   (kubectl -n openbao create token writer) bao login -method=kubernetes role=writer jwt=…, and for each secret
//   bao kv put -mount=kv <environment>/<secret> value=….
import { defineTopology } from '@groundplan/model';

/** A node: Debian from a cloud image, with one port in the network of its cluster. */
const vm = <const N extends string>(network: N, address: string) =>
  ({
    os: 'linux',
    hardware: 'generic-x86_64',
    links: { ens18: { access: network } },
    addresses: { [network]: address } as { readonly [P in N]: string },
  }) as const;

/** Both clusters: Cilium instead of flannel and kube-proxy, nothing of k3s that a component replaces. */
const cluster = {
  distribution: 'k3s',
  flannelBackend: 'none',
  disable: ['local-storage', 'servicelb', 'traefik'],
  gitops: { engine: 'flux' },
} as const;

export default defineTopology({
  site: {
    name: 'platform',
    domain: 'platform.example.org',
    timeZone: 'Europe/Paris',
    nameservers: ['9.9.9.9', '149.112.112.112'],
    repository: 'ssh://git@git.example.org/platform.git',
    stateVersion: '25.11',
  },
  admins: {
    ops: {
      // Placeholders that open nothing: the private half of the first was thrown away, the second is from age's manual.
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder'],
      ageKeys: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    },
  },
  networks: {
    mgmt: { vlan: 10, ipv4: '10.60.10.0/24' },
    staging: { vlan: 20, ipv4: '10.60.20.0/24' },
    prod: { vlan: 30, ipv4: '10.60.30.0/24' },
    legacy: { vlan: 40, ipv4: '10.60.40.0/24' },
    office: { vlan: 50, ipv4: '10.60.50.0/24', dhcp: { pool: [100, 250] } },
  },
  devices: {
    // The MACs are of the range reserved for documentation (RFC 7042).
    // The hypervisors. Proxmox configures itself; only its addresses are known here.
    'pve-1': { kind: 'other', description: 'Proxmox VE', mac: '00:00:5e:00:53:01', addresses: { mgmt: '10.60.10.11' } },
    'pve-2': { kind: 'other', description: 'Proxmox VE', mac: '00:00:5e:00:53:02', addresses: { mgmt: '10.60.10.12' } },
    'pve-3': { kind: 'other', description: 'Proxmox VE', mac: '00:00:5e:00:53:03', addresses: { mgmt: '10.60.10.13' } },
    // The stand-alone systems: what GitLab's chart does not bring since version 10.
    'db-1': {
      kind: 'other',
      description: 'PostgreSQL and Valkey of GitLab',
      mac: '00:00:5e:00:53:11',
      addresses: { legacy: '10.60.40.10' },
    },
    's3-1': {
      kind: 'other',
      description: 'Object storage',
      mac: '00:00:5e:00:53:12',
      addresses: { legacy: '10.60.40.20' },
    },
  },
  hosts: {
    edge: {
      hardware: 'generic-x86_64',
      router: true,
      links: {
        enp1s0: { uplink: { kind: 'dhcp' } },
        enp2s0: { trunk: ['mgmt', 'staging', 'prod', 'legacy', 'office'] },
      },
    },
    // The virtual machines.
    'staging-1': vm('staging', '10.60.20.11'),
    'staging-2': vm('staging', '10.60.20.12'),
    'prod-1': vm('prod', '10.60.30.11'),
    'prod-2': vm('prod', '10.60.30.12'),
    'prod-3': vm('prod', '10.60.30.13'),
    'prod-4': vm('prod', '10.60.30.14'),
    'prod-5': vm('prod', '10.60.30.15'),
  },
  groups: { hypervisors: ['pve-1', 'pve-2', 'pve-3'] },
  // Staging and prod do not see each other: no rule, no way.
  policy: [
    { from: 'mgmt', to: ['staging', 'prod', 'legacy', 'router'], allow: ['tcp/22', 'tcp/6443'] },
    { from: 'office', to: ['staging', 'prod'], allow: ['tcp/22', 'tcp/80', 'tcp/443'] },
    { from: ['staging', 'prod'], to: 'db-1', allow: ['tcp/5432', 'tcp/6379'] },
    { from: ['staging', 'prod'], to: 's3-1', allow: ['tcp/443'] },
    { from: ['mgmt', 'staging', 'prod', 'legacy', 'office'], to: 'wan', allow: 'any' },
  ],
  clusters: {
    staging: {
      ...cluster,
      api: 'staging-1',
      servers: { 'staging-1': { init: true } },
      agents: { 'staging-2': {} },
      vip: { network: 'staging', address: 5 },
      loadBalancer: { network: 'staging', pool: [200, 219] },
      token: 'k3s-token-staging',
    },
    prod: {
      ...cluster,
      api: 'prod-1',
      servers: { 'prod-1': { init: true }, 'prod-2': {}, 'prod-3': {} },
      agents: { 'prod-4': {}, 'prod-5': {} },
      // Not those of staging, so that the two can be joined later.
      podCidr: '10.52.0.0/16',
      serviceCidr: '10.53.0.0/16',
      vip: { network: 'prod', address: 5 },
      loadBalancer: { network: 'prod', pool: [200, 239] },
      token: 'k3s-token-prod',
    },
  },
  // The clusters are two, so nothing would collide without the endings: they tell people where they are.
  environments: {
    staging: { cluster: 'staging', nameSuffix: '-staging', subdomain: 'staging' },
    prod: { cluster: 'prod', after: 'staging', nameSuffix: '-prod' },
  },
  // Versions pass from staging to prod by `groundplan promote staging prod`; what stands under environments applies at once.
  platform: { k3s: 'v1.35.2+k3s1' },
  components: {
    cilium: { version: '1.19.3', hubble: true },
    'gateway-api': { version: 'v1.4.1' },
    'envoy-gateway': {
      version: 'v1.8.2',
      environments: { staging: { address: '10.60.20.200' }, prod: { address: '10.60.30.200' } },
    },
    'kube-vip': { version: '0.9.9' },
    longhorn: { version: '1.10.1', defaultClass: true, environments: { staging: { replicas: 2 } } },
    'cert-manager': {
      version: 'v1.21.1',
      issuer: { kind: 'acme', email: 'ops@example.org', solver: { kind: 'cloudflare', token: 'dns-token' } },
      wildcard: true,
      // The server that anybody may ask as often as they like, and no browser trusts.
      environments: {
        staging: {
          issuer: {
            kind: 'acme',
            email: 'ops@example.org',
            server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
            solver: { kind: 'cloudflare', token: 'dns-token' },
          },
        },
      },
    },
    openbao: {
      version: '0.29.2',
      seal: 'openbao-seal',
      host: 'secrets',
      storageClass: 'longhorn',
      environments: { prod: { replicas: 3 } },
    },
    'external-secrets': { version: '2.9.0', store: 'openbao' },
    'system-upgrade': { version: 'v0.19.2' },
    gitlab: {
      version: '10.1.0',
      host: 'gitlab',
      database: { host: 'db-1.platform.example.org', password: 'gitlab-database' },
      redis: { host: 'db-1.platform.example.org', password: 'gitlab-redis' },
      objectStorage: { connection: 'gitlab-objects', registry: 'gitlab-registry-objects', backup: 'gitlab-backup' },
      environments: { prod: { values: { gitlab: { webservice: { minReplicas: 2, maxReplicas: 6 } } } } },
    },
  },
  charts: {
    // Kinds and controller of volume snapshots, which Longhorn's need.
    'snapshot-controller': {
      version: '0.3.0',
      repository: 'https://democratic-csi.github.io/charts',
      namespace: 'kube-system',
      crds: ['snapshot.storage.k8s.io'],
    },
  },
  apps: {
    welcome: {
      manifests: 'clusters/apps/welcome',
      host: 'welcome',
      from: ['office'],
      images: { nginx: 'nginx:1.29.3' },
    },
    // Catches the mail that staging's GitLab sends.
    mailpit: {
      manifests: 'clusters/apps/mailpit',
      host: 'mail',
      port: 8025,
      from: ['office'],
      needs: ['external-secrets'],
      secrets: ['mailpit-login'],
      images: { mailpit: 'axllent/mailpit:v1.27.10' },
      environments: ['staging'],
    },
  },
  secrets: {
    'k3s-token-staging': { description: 'Join token of the cluster staging' },
    'k3s-token-prod': { description: 'Join token of the cluster prod' },
    'dns-token': { description: 'Changes records of the domain at Cloudflare' },
    'openbao-seal': { description: '32 bytes that open OpenBao' },
    'gitlab-database': { description: 'Password of GitLab’s user in PostgreSQL' },
    'gitlab-redis': { description: 'Password of Valkey' },
    'gitlab-objects': { description: 'How GitLab reaches the object storage' },
    'gitlab-registry-objects': { description: 'The same as its registry wants it' },
    'gitlab-backup': { description: 'The same as s3cmd wants it' },
    'mailpit-login': { description: 'Users of Mailpit, as htpasswd writes them' },
  },
});
