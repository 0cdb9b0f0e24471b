// The rules of an app's namespace in Cilium's words (cilium.io/v2), which know its gateway and the world outside by name.
import type { ResolvedPrefix } from '@groundplan/model';
import type { ManifestOf } from '../kubernetes/manifest.js';
import { type AppTraffic, dnsNamespace } from './traffic.js';

type Spec = NonNullable<ManifestOf<'CiliumNetworkPolicy'>['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
type Egress = NonNullable<Spec['egress']>[number];

/** Ports are those of the pods, which the manifests decide; a Service may offer them under others. */
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
const network = ({ cidr, except }: ResolvedPrefix) => ({
  cidr,
  ...(except.length > 0 ? { except: [...except] } : {}),
});

function ingress({ entry, clients, neededBy }: AppTraffic): Ingress[] {
  return [
    { fromEndpoints: [ownPods, ...neededBy.map(podsOf)] },
    ...(entry === null ? [] : [fromEntry(entry)]),
    ...(clients.length > 0 ? [{ fromCIDRSet: clients.map(network) }] : []),
  ];
}

/** Cilium's own gateway is no pod. */
function fromEntry({ by, namespace }: NonNullable<AppTraffic['entry']>): Ingress {
  return by === 'cilium' ? { fromEntities: ['ingress'] } : { fromEndpoints: [podsOf(namespace)] };
}

const dns: Egress = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': dnsNamespace, 'k8s-app': 'kube-dns' } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }],
};

function egress({ needs, outside }: AppTraffic): Egress[] {
  const inside: Egress = { toEndpoints: [ownPods, ...needs.map(podsOf)] };
  return [dns, inside, ...(outside.length > 0 ? [{ toCIDRSet: outside.map(network) }] : [])];
}
