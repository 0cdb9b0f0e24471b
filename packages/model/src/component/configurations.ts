// How each component is configured, in resolved form: every field decided, null where it is left open.

/** BGP of the cluster towards routers that announce its services. */
export interface BgpConfiguration {
  readonly localAsn: number;
  readonly peers: readonly { readonly address: string; readonly asn: number }[];
}

interface Announcing {
  /** How neighbours learn of the load balancer's addresses; none leaves it to another program. */
  readonly announce: 'l2' | 'bgp' | 'none';
  readonly bgp: BgpConfiguration | null;
}

export interface CiliumConfiguration extends Announcing {
  readonly kubeProxyReplacement: boolean;
  readonly gatewayApi: boolean;
  readonly hubble: boolean;
}

/** `address`: of the cluster's load balancer pool; written as an offset in the network or an address. */
export interface TraefikConfiguration {
  /** k3s: the one k3s installs, by a HelmChartConfig; the version is then that which k3s brings. */
  readonly mode: 'standalone' | 'k3s';
  readonly gatewayApi: boolean;
  readonly httpsRedirect: boolean;
  readonly address: string | null;
}

export interface EnvoyGatewayConfiguration {
  readonly gatewayClass: string;
  readonly address: string | null;
}

export interface GatewayApiConfiguration {
  readonly channel: 'standard' | 'experimental';
}

export interface AcmeIssuer<S extends string = string> {
  readonly kind: 'acme';
  readonly email: string;
  /** Default Let’s Encrypt. */
  readonly server?: string;
  /** How a name is proven; wildcard names need DNS. */
  readonly solver:
    | { readonly kind: 'http01' }
    | { readonly kind: 'cloudflare'; readonly token: S }
    | { readonly kind: 'rfc2136'; readonly nameserver: string; readonly keyName: string; readonly key: S };
}

export type Issuer<S extends string = string> =
  | AcmeIssuer<S>
  | { readonly kind: 'ca'; readonly keyPair: S }
  | { readonly kind: 'self-signed' };

export interface CertManagerConfiguration<S extends string = string> {
  readonly issuer: Issuer<S> | null;
  /** One certificate for all names below the site's domain. */
  readonly wildcard: boolean;
}

export type MetallbConfiguration = Announcing;

export interface KubeVipConfiguration {
  /** Also for services of type LoadBalancer, not only for the API's address. */
  readonly services: boolean;
}

export interface OpenbaoConfiguration<S extends string = string> {
  /** Members of the Raft cluster. */
  readonly replicas: number;
  readonly storage: string;
  readonly storageClass: string | null;
  /** Name of the secret that holds the 32 bytes of the static seal. */
  readonly seal: S | null;
  /** Written as a label below the site's domain; resolved, the whole name. */
  readonly host: string | null;
}

export interface ExternalSecretsConfiguration {
  readonly store: 'openbao' | null;
  /** The mount of the key-value engine. */
  readonly mount: string;
}

export interface LocalPathConfiguration {
  readonly path: string;
  readonly defaultClass: boolean;
}

export interface LonghornConfiguration {
  readonly replicas: number;
  readonly dataPath: string;
  readonly defaultClass: boolean;
}

export const democraticCsiDrivers = [
  'freenas-api-iscsi',
  'freenas-api-nfs',
  'freenas-iscsi',
  'freenas-nfs',
  'local-hostpath',
  'nfs-client',
  'synology-iscsi',
  'zfs-generic-iscsi',
  'zfs-generic-nfs',
  'zfs-local-zvol',
] as const;

export interface DemocraticCsiConfiguration<S extends string = string> {
  readonly driver: (typeof democraticCsiDrivers)[number];
  /** Name of the secret that holds the driver's configuration file. */
  readonly config: S;
  readonly storageClass: string;
  readonly defaultClass: boolean;
}

export interface MetricsServerConfiguration {
  /** Do not check the kubelets' certificates, which k0s and kubeadm sign themselves. */
  readonly insecureKubelet: boolean;
}

export interface SystemUpgradeConfiguration {
  /** Nodes upgraded at the same time. */
  readonly concurrency: number;
}

/** The chart brings no database, Redis or object storage since version 10. */
export interface GitlabConfiguration<S extends string = string> {
  /** Written as a label below the site's domain; resolved, the whole name. */
  readonly host: string;
  readonly edition: 'ce' | 'ee';
  /** A PostgreSQL server and the secret with the password of the user gitlab. */
  readonly database: { readonly host: string; readonly password: S } | null;
  /** A Redis or Valkey server; without a password when none is named. */
  readonly redis: { readonly host: string; readonly password?: S } | null;
  /** Secrets with the connection as GitLab, its registry and s3cmd, which makes the backups, want it. */
  readonly objectStorage: { readonly connection: S; readonly registry: S; readonly backup: S } | null;
}

// biome-ignore lint/complexity/noBannedTypes: an object without fields
export type NoConfiguration = {};

/** S: names of secrets. */
export interface ComponentConfigurations<S extends string = string> {
  readonly cilium: CiliumConfiguration;
  readonly traefik: TraefikConfiguration;
  readonly 'envoy-gateway': EnvoyGatewayConfiguration;
  readonly 'gateway-api': GatewayApiConfiguration;
  readonly 'cert-manager': CertManagerConfiguration<S>;
  readonly metallb: MetallbConfiguration;
  readonly 'kube-vip': KubeVipConfiguration;
  readonly openbao: OpenbaoConfiguration<S>;
  readonly 'external-secrets': ExternalSecretsConfiguration;
  readonly 'sealed-secrets': NoConfiguration;
  readonly 'local-path': LocalPathConfiguration;
  readonly longhorn: LonghornConfiguration;
  readonly 'democratic-csi': DemocraticCsiConfiguration<S>;
  readonly 'metrics-server': MetricsServerConfiguration;
  readonly 'node-exporter': NoConfiguration;
  readonly 'system-upgrade': SystemUpgradeConfiguration;
  readonly gitlab: GitlabConfiguration<S>;
  /** Retired since March 2026. */
  readonly 'ingress-nginx': NoConfiguration;
}

export type ComponentName = keyof ComponentConfigurations;
