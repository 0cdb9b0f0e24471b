// The rules of an app's namespace for every network plugin (networking.k8s.io/v1): nothing comes in or goes out but what is needed.
import type { ManifestOf } from '../kubernetes/manifest.js';
import { type AppTraffic, dnsNamespace, namespaceLabel } from './traffic.js';

type Spec = NonNullable<ManifestOf<'NetworkPolicy'>['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
type Egress = NonNullable<Spec['egress']>[number];

export function networkPolicy(traffic: AppTraffic): ManifestOf<'NetworkPolicy'> {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: traffic.name, namespace: traffic.namespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress(traffic),
      egress: egress(traffic),
    },
  };
}

const ownPods = { podSelector: {} };
const podsOf = (namespace: string) => ({ namespaceSelector: { matchLabels: { [namespaceLabel]: namespace } } });
const network = (cidr: string) => ({ ipBlock: { cidr } });

function ingress({ port, entry, clients }: AppTraffic): Ingress[] {
  const others = [...(entry === null ? [] : [podsOf(entry.controllerNamespace)]), ...clients.map(network)];
  const reached = port !== null && others.length > 0;
  return [{ from: [ownPods] }, ...(reached ? [{ from: others, ports: [{ protocol: 'TCP' as const, port }] }] : [])];
}

const dns: Egress = {
  to: [{ ...podsOf(dnsNamespace), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

function egress({ needs, outside }: AppTraffic): Egress[] {
  if (outside === null) return [{}];
  const others = [ownPods, ...needs.map(podsOf), ...outside.map(network)];
  return [dns, { to: others }];
}
