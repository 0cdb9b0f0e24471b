// The rules of an app's namespace in Cilium's words (cilium.io/v2), which know its gateway and the world outside by name.
import type { ManifestOf } from '../kubernetes/manifest.js';
import { type AppTraffic, dnsNamespace } from './traffic.js';

type Spec = NonNullable<ManifestOf<'CiliumNetworkPolicy'>['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
type Egress = NonNullable<Spec['egress']>[number];

export function ciliumNetworkPolicy(traffic: AppTraffic): ManifestOf<'CiliumNetworkPolicy'> {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: traffic.name, namespace: traffic.namespace },
    spec: { endpointSelector: {}, ingress: ingress(traffic), egress: egress(traffic) },
  };
}

/** Of the same namespace: an empty selector of a namespaced policy. */
const ownPods = {};
const podsOf = (namespace: string) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace } });
const tcp = (port: number) => [{ ports: [{ port: `${port}`, protocol: 'TCP' as const }] }];

function ingress({ port, entry, clients }: AppTraffic): Ingress[] {
  const inside: Ingress = { fromEndpoints: [ownPods] };
  if (port === null) return [inside];
  const toPorts = tcp(port);
  return [
    inside,
    ...(entry === null ? [] : [{ ...fromEntry(entry), toPorts }]),
    ...(clients.length > 0 ? [{ fromCIDR: [...clients], toPorts }] : []),
  ];
}

/** Cilium's own gateway is no pod. */
function fromEntry({ kind, controllerNamespace }: NonNullable<AppTraffic['entry']>): Ingress {
  if (kind === 'gateway' && controllerNamespace === 'kube-system') return { fromEntities: ['ingress'] };
  return { fromEndpoints: [podsOf(controllerNamespace)] };
}

const dns: Egress = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': dnsNamespace, 'k8s-app': 'kube-dns' } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }],
};

function egress({ needs, outside }: AppTraffic): Egress[] {
  if (outside === null) return [{ toEntities: ['all'] }];
  const inside: Egress = { toEndpoints: [ownPods, ...needs.map(podsOf)] };
  return [dns, inside, ...(outside.length > 0 ? [{ toCIDR: [...outside] }] : [])];
}
