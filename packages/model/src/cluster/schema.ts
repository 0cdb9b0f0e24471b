// A Kubernetes cluster: its servers and agents, its address ranges, the settings all servers must share.
import * as z from 'zod';
import { shown } from '../names.js';
import { checked, domain, ipAddress, ipv4, ipv4Cidr, matching, pool, prose } from '../value.js';

type Labels = { readonly [key: string]: string };

export interface AgentInput {
  readonly labels?: Labels;
  /** key=value:Effect or key:Effect. Default: none; device=phone:NoSchedule for os: 'android'. */
  readonly taints?: readonly string[];
}

export interface ServerInput extends AgentInput {
  /** The server that creates the cluster; exactly one. */
  readonly init?: boolean;
  /** False keeps ordinary workloads off; a server of k0s then runs no pods at all and is no node. Default true. */
  readonly schedulable?: boolean;
}

export const distributions = ['k3s', 'k0s'] as const;
export const flannelBackends = ['vxlan', 'host-gw', 'wireguard-native', 'none'] as const;
/** What k3s installs by itself (docs.k3s.io, packaged components). */
export const k3sComponents = ['coredns', 'local-storage', 'metrics-server', 'servicelb', 'traefik'] as const;
/** What k0s installs by itself (docs.k0sproject.io/stable/cli, --disable-components), as far as clusters do without it. */
export const k0sComponents = ['autopilot', 'coredns', 'helm', 'kube-proxy', 'metrics-server'] as const;
export const componentsOf = { k3s: k3sComponents, k0s: k0sComponents } as const;

/** Where Flux gets the clusters' state from: the site's Git repository, or an artifact that CI pushes there. */
export type GitopsSource =
  | 'git'
  | {
      /** Such as oci://ghcr.io/acme/infra. */
      readonly oci: string;
      /** Who must have signed the artifact, as regular expressions of issuer and subject (keyless cosign). */
      readonly cosign?: { readonly issuer: string; readonly subject: string };
    };

export interface GitopsInput {
  readonly engine: 'flux';
  /** Default git. */
  readonly source?: GitopsSource;
  /** By the flux command, or by the Flux Operator and a FluxInstance. Default flux. */
  readonly bootstrap?: 'flux' | 'operator';
}

export interface ClusterInput<N extends string, H extends string, S extends string> {
  readonly distribution: (typeof distributions)[number];
  /** The server other nodes register with. */
  readonly api: H;
  /** The nodes' network. Default: the load balancer's, else the only one all nodes have. */
  readonly network?: N;
  readonly servers: { readonly [P in H]?: ServerInput };
  readonly agents?: { readonly [P in H]?: AgentInput };
  /** More names and addresses for the API's certificate. */
  readonly tlsSans?: readonly string[];
  /** Default 10.42.0.0/16. */
  readonly podCidr?: string;
  /** Default 10.43.0.0/16. */
  readonly serviceCidr?: string;
  /** Default cluster.local. */
  readonly clusterDomain?: string;
  /** Of k3s. Default vxlan. */
  readonly flannelBackend?: (typeof flannelBackends)[number];
  /** Components of the distribution to leave out. */
  readonly disable?: readonly (typeof componentsOf)[keyof typeof componentsOf][number][];
  /** Name of the secret that holds the join token. Default k3s-token; k0s: that of workers, default k0s-worker-token. */
  readonly token?: S;
  /** Of k0s: that of further servers, which the first one makes. Default k0s-controller-token. */
  readonly controllerToken?: S;
  readonly loadBalancer?: { readonly network: N; readonly pool: readonly [number | string, number | string] };
  /** Of k3s: mirrors that images are fetched from, by registry, such as { 'docker.io': ['https://mirror.example.org'] }. */
  readonly registries?: { readonly [registry: string]: readonly string[] };
  /** An address of the API that moves between servers; kube-vip announces it. */
  readonly vip?: { readonly network: N; readonly address: number | string };
  readonly gitops?: GitopsInput;
}

const labelKey = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Label keys a kubelet may set on its own node (NodeRestriction admission plugin). */
const allowedKubernetesLabels =
  /^((kubelet|node)\.kubernetes\.io\/|kubernetes\.io\/(hostname|arch|os)$|topology\.kubernetes\.io\/(region|zone)$)/;

const label = checked((key) => {
  if (!labelKey.test(key))
    return {
      code: 'label-invalid',
      message: `${shown(key)} cannot be a label key.`,
      fix: 'Write name or prefix/name; a name has up to 63 letters, digits, dots, hyphens and underscores.',
    };
  if (/(^|\.)(kubernetes|k8s)\.io\//.test(key) && !allowedKubernetesLabels.test(key)) {
    return {
      code: 'label-restricted',
      message: `A node may not give itself the label ${key}.`,
      fix: 'Use a key of your own, or node.kubernetes.io/….',
    };
  }
  return undefined;
});

const labelText = checked((value) =>
  labelValue.test(value)
    ? undefined
    : {
        code: 'label-invalid',
        message: `${shown(value)} cannot be a label value.`,
        fix: 'Use up to 63 letters, digits, dots, hyphens and underscores, with a letter or digit at both ends.',
      },
);

const taint = checked((value) => {
  const match = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(value);
  if (match && labelKey.test(match[1] as string) && labelValue.test(match[2] ?? '')) return undefined;
  return {
    code: 'taint-invalid',
    message: `${shown(value)} is no taint.`,
    fix: 'Write key=value:Effect, where Effect is NoSchedule, PreferNoSchedule or NoExecute.',
  };
});

const agentFields = { labels: z.record(label, labelText).optional(), taints: z.array(taint).optional() };

const san = checked((value) =>
  domain.safeParse(value).success || ipAddress.safeParse(value).success
    ? undefined
    : {
        code: 'value-invalid',
        message: `${shown(value)} cannot stand in a certificate.`,
        fix: 'Write a DNS name or an IP address.',
      },
);

const registry = matching(
  /^(\*|[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)$/,
  'registry',
  'Write its name as images have it, such as docker.io or registry.example.org:5000; * for all.',
);

const mirror = matching(
  /^https?:\/\/[A-Za-z0-9.[\]:-]+(\/[A-Za-z0-9._/-]*)?$/,
  'address of a mirror',
  'Write an address such as https://mirror.example.org, without user and password.',
);

const ociRepository = matching(
  /^oci:\/\/[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/,
  'address of an OCI repository',
  'Write one such as oci://ghcr.io/acme/infra, without a tag.',
);

const gitops = z.strictObject({
  engine: z.enum(['flux']),
  source: z
    .union(
      [
        z.literal('git'),
        z.strictObject({
          oci: ociRepository,
          cosign: z.strictObject({ issuer: prose, subject: prose }).optional(),
        }),
      ],
      { error: "Expected 'git' or { oci: 'oci://…' }." },
    )
    .optional(),
  bootstrap: z.enum(['flux', 'operator']).optional(),
});

export const clusterSchema = z.strictObject({
  distribution: z.enum(distributions),
  api: z.string(),
  network: z.string().optional(),
  servers: z.record(
    z.string(),
    z.strictObject({ ...agentFields, init: z.boolean().optional(), schedulable: z.boolean().optional() }),
  ),
  agents: z.record(z.string(), z.strictObject(agentFields)).optional(),
  tlsSans: z.array(san).optional(),
  podCidr: ipv4Cidr.optional(),
  serviceCidr: ipv4Cidr.optional(),
  clusterDomain: domain.optional(),
  flannelBackend: z.enum(flannelBackends).optional(),
  disable: z.array(z.enum([...new Set([...k0sComponents, ...k3sComponents])])).optional(),
  token: z.string().optional(),
  controllerToken: z.string().optional(),
  loadBalancer: z.strictObject({ network: z.string(), pool }).optional(),
  registries: z.record(registry, z.array(mirror).min(1)).optional(),
  vip: z.strictObject({ network: z.string(), address: z.union([z.int(), ipv4]) }).optional(),
  gitops: gitops.optional(),
});
