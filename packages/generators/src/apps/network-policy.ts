// The rules of an app's namespace for every network plugin (networking.k8s.io/v1): nothing comes in or goes out but what is needed.
import type { ResolvedPrefix } from '@groundplan/model';
import type { ManifestOf } from '../kubernetes/manifest.js';
import { type AppTraffic, dnsNamespace, namespaceLabel } from './traffic.js';

type Spec = NonNullable<ManifestOf<'NetworkPolicy'>['spec']>;
type Egress = NonNullable<Spec['egress']>[number];

/** Ports are those of the pods, which the manifests decide; a Service may offer them under others. */
export function networkPolicy(traffic: AppTraffic): ManifestOf<'NetworkPolicy'> {
  const { name, namespace, entry, clients, needs, neededBy, outside } = traffic;
  const inside = [...(entry === null ? [] : [entry.namespace]), ...neededBy];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [ownPods, ...inside.map(podsOf), ...clients.map(network)] }],
      egress: [dns, { to: [ownPods, ...needs.map(podsOf), ...outside.map(network)] }],
    },
  };
}

const ownPods = { podSelector: {} };
const podsOf = (namespace: string) => ({ namespaceSelector: { matchLabels: { [namespaceLabel]: namespace } } });
const network = ({ cidr, except }: ResolvedPrefix) => ({
  ipBlock: { cidr, ...(except.length > 0 ? { except: [...except] } : {}) },
});

const dns: Egress = {
  to: [{ ...podsOf(dnsNamespace), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
