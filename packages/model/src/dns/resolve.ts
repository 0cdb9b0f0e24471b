// Decides who answers for names, whom they ask for all others, and which names there are.
import type { ResolvedDns } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { type Nameservers, resolveNameservers } from './nameservers.js';
import { type Machines, resolveAliases, resolveRecords } from './records.js';
import { resolveUpstream } from './upstream.js';

export function resolveDns(topology: AnyTopology, machines: Machines): { dns: ResolvedDns; nameservers: Nameservers } {
  const dns: ResolvedDns = {
    server: topology.dns?.server ?? 'dnsmasq',
    by: topology.dns?.by ?? null,
    upstream: resolveUpstream(topology),
    records: resolveRecords(machines),
    aliases: resolveAliases(topology, machines.site),
  };
  return { dns, nameservers: resolveNameservers({ ...machines, dns }) };
}
