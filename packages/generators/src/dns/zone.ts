// The site's names as zone files that any nameserver reads (RFC 1035 section 5).
import { lines } from '@groundplan/engine';
import type { ResolvedNameserver, ResolvedReverseZone } from '@groundplan/model';

export interface ZoneFile {
  /** Without the final dot. */
  readonly zone: string;
  readonly file: string;
  readonly content: string;
}

export function zoneFiles(nameserver: ResolvedNameserver): ZoneFile[] {
  const { domain, reverseZones } = nameserver;
  return [
    zoneFile(domain, forward(nameserver), nameserver),
    ...reverseZones.map((zone) => zoneFile(zone.name, reverse(zone), nameserver)),
  ];
}

function zoneFile(zone: string, records: readonly string[], nameserver: ResolvedNameserver): ZoneFile {
  const content = lines((write) => {
    for (const line of [...head(zone, nameserver), ...records]) write(line);
  });
  return { zone, file: `${zone}.zone`, content };
}

/**
 * The serial never changes: it would have to grow with every change, which no pure function of the content can do. The
 * zone is loaded from its file, not transferred; see docs/decisions/0006.
 */
function head(zone: string, { name, domain }: ResolvedNameserver): string[] {
  return [
    `$ORIGIN ${zone}.`,
    '$TTL 3600',
    `@ SOA ${name}. hostmaster.${domain}. 1 3600 900 1209600 300 ; serial 1: load with rndc reload`,
    `@ NS ${name}.`,
  ];
}

function forward({ domain, records, aliases }: ResolvedNameserver): string[] {
  const relative = (name: string) => name.slice(0, -domain.length - 1);
  return [
    ...records.flatMap(({ names, ipv4, ipv6 }) =>
      names.flatMap((name) => [
        `${relative(name)} A ${ipv4}`,
        ...(ipv6 === null ? [] : [`${relative(name)} AAAA ${ipv6}`]),
      ]),
    ),
    ...aliases.map(({ name, target }) => `${relative(name)} CNAME ${relative(target)}`),
  ];
}

const reverse = ({ pointers }: ResolvedReverseZone) => pointers.map(({ owner, target }) => `${owner} PTR ${target}.`);
