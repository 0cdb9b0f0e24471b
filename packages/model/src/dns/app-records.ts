// Names of apps, and of components that people open: all lead to the one address where requests enter the cluster.
import { namedHosts } from '../app/findings.js';
import type { ResolvedComponent } from '../component/resolved.js';
import { modelPath } from '../model-path.js';
import { byCodeUnit } from '../names.js';
import type { ResolvedCluster, ResolvedEnvironment, ResolvedRecord } from '../resolved.js';

type Named<T> = { readonly [name: string]: T };

/** Those of the last environment first: the address itself is called like the first of all. Nothing where the entry takes any address of the pool: nobody knows it before it runs. */
export function appRecords(
  environments: Named<ResolvedEnvironment>,
  clusters: Named<ResolvedCluster>,
): ResolvedRecord[] {
  const all = Object.values(environments);
  return all
    .filter(({ ownsCluster }) => ownsCluster)
    .flatMap((owner) => {
      const by = owner.entrance.entry?.by;
      const network = clusters[owner.cluster]?.loadBalancer?.network;
      const ipv4 = addressOf(by && owner.components[by]);
      const sharing = all.filter(({ cluster }) => cluster === owner.cluster).reverse();
      const names = sharing.flatMap((one) =>
        namedHosts(one)
          .map(([, host]) => host)
          .sort(byCodeUnit),
      );
      if (by === undefined || network === undefined || ipv4 === null || names.length === 0) return [];
      return [
        {
          machine: `clusters.${owner.cluster}`,
          network,
          names: [...new Set(names)],
          ipv4,
          ipv6: null,
          from: modelPath('components', by),
        },
      ];
    });
}

function addressOf(component: ResolvedComponent | undefined): string | null {
  const { address } = (component?.configuration ?? {}) as { readonly address?: string | null };
  return address ?? null;
}
