// What can be wrong with names: references, the machine that answers, aliases that collide or lead nowhere.
import { modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedAlias, ResolvedDns, ResolvedRecord } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function dnsReferences({ dns, hosts, devices }: AnyTopology, report: Report): void {
  const machines = { ...hosts, ...devices };
  const kind = 'host or device';
  if (dns?.by !== undefined) checkReference({ at: 'dns.by', name: dns.by, kind }, machines, report);
  for (const alias of sortedKeys(dns?.aliases)) {
    const name = dns?.aliases?.[alias] as string;
    checkReference({ at: modelPath('dns', 'aliases', alias), name, kind }, machines, report);
  }
}

export function dnsFindings(topology: AnyTopology, dns: ResolvedDns, report: Report): void {
  const owners = new Map(dns.records.flatMap((record) => record.names.map((name) => [name, record] as const)));
  serverFindings(topology, owners, report);
  lengthFindings(dns, report);
  for (const alias of dns.aliases) aliasFindings(alias, { owners, domain: topology.site.domain }, report);
}

type Owners = ReadonlyMap<string, ResolvedRecord>;

function serverFindings({ dns, hosts, site }: AnyTopology, owners: Owners, report: Report): void {
  if (dns?.by === undefined) return;
  const isAndroid = own(hosts, dns.by)?.os === 'android';
  if (!isAndroid && owners.has(`${dns.by}.${site.domain}`)) return;
  report({
    code: 'dns-server-unfit',
    at: 'dns.by',
    message: isAndroid
      ? `${dns.by} runs Android, which cannot run a nameserver.`
      : `${dns.by} has no address that could be asked.`,
    fix: 'Name a host or device with an address, or leave by out: then every router answers.',
    related: [modelPath(own(hosts, dns.by) ? 'hosts' : 'devices', dns.by)],
  });
}

/** RFC 1035 section 2.3.4: 255 octets on the wire, 253 characters as text. */
function lengthFindings({ records, aliases }: ResolvedDns, report: Report): void {
  const names = [
    ...records.flatMap(({ names, from }) => names.map((name) => ({ name, from }))),
    ...aliases.map(({ name, from }) => ({ name, from })),
  ];
  for (const { name, from } of names) {
    if (name.length <= 253) continue;
    report({
      code: 'dns-name-invalid',
      at: from,
      message: `The name ${name.slice(0, 24)}… has ${name.length} characters; a DNS name has at most 253.`,
      fix: 'Shorten the name of the machine, of the network, or of the domain.',
    });
  }
}

interface AliasContext {
  readonly owners: Owners;
  readonly domain: string;
}

function aliasFindings({ name, target, from }: ResolvedAlias, { owners, domain }: AliasContext, report: Report): void {
  const taken = owners.get(name);
  const relative = name.slice(0, -domain.length - 1);
  if (relative === domain || relative.endsWith(`.${domain}`)) {
    report({
      code: 'dns-name-invalid',
      at: from,
      message: `Aliases are relative to the site’s domain: this one would be ${name}.`,
      fix: `Write the part before .${domain} only.`,
      related: ['site.domain'],
    });
  } else if (taken) {
    report({
      code: 'dns-alias-taken',
      at: from,
      message: `${name} is already the name of ${taken.ipv4}.`,
      fix: 'Choose another alias; the machine answers to its own name without one.',
      related: [taken.from],
    });
  }
  if (!owners.has(target)) {
    report({
      code: 'dns-alias-dangling',
      at: from,
      message: `The alias leads to ${target}, which has no address.`,
      fix: 'Give the machine an address, or remove the alias.',
    });
  }
}
