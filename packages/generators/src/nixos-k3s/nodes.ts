// Labels and taints of all nodes of a cluster, as Kubernetes writes them: what its servers keep the nodes at.
import type { ResolvedCluster, ResolvedTopology } from '@groundplan/model';

export interface NodeMarks {
  readonly labels: { readonly [key: string]: string };
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

export function marksOf(cluster: ResolvedCluster, hosts: ResolvedTopology['hosts']): { [host: string]: NodeMarks } {
  return Object.fromEntries(
    [...cluster.servers, ...cluster.agents].flatMap((name) => {
      const node = hosts[name]?.node;
      return node
        ? [[name, { labels: Object.fromEntries(node.labels.map(pair)), taints: node.taints.map(taint) }]]
        : [];
    }),
  );
}

const pair = (label: string): [string, string] => {
  const [key = '', value = ''] = label.split('=');
  return [key, value];
};

/** key=value:Effect; Kubernetes leaves an empty value out. */
function taint(text: string): NodeMarks['taints'][number] {
  const [left = '', effect = ''] = text.split(':');
  const [key, value] = pair(left);
  return { key, ...(value === '' ? {} : { value }), effect };
}
