// Decides who answers for names, and which names there are.
import type { ResolvedDns } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function resolveDns({ dns, site }: AnyTopology): ResolvedDns {
  return {
    server: dns?.server ?? 'dnsmasq',
    by: dns?.by ?? null,
    upstream: site.nameservers.map((address) => ({ address, tls: dns?.tls?.[address] ?? null })),
    records: [],
    aliases: [],
  };
}
