// DHCP for real: the generated settings in dnsmasq on the routers, udhcpc in the clients, and what each of them got.
import type { ResolvedTopology } from '@groundplan/model';
import type { CommandError } from './commands.js';
import { isBetween } from './free-address.js';
import { type Background, inside, ipBatch, type Place } from './place.js';
import type { LeaseWish, Station } from './station.js';
import { addressLine, routeLine } from './wiring.js';

export interface Lease {
  readonly ip: string;
  readonly mask: string;
  readonly router: string;
  readonly dns: string;
  readonly domain: string;
}

/** A client that asked; no lease when nobody answered. */
export interface Asked {
  readonly station: Station;
  readonly lease: Lease | null;
  /** What is wrong with it. */
  readonly problems: readonly string[];
}

/** Deviations from the generated file: the only user there is stays, and no second is spent on looking for squatters. */
const labLines = ['user=', 'group=', 'no-ping', 'pid-file=', 'dhcp-leasefile=/run/lab/leases'];

export async function startDnsmasq(place: Place, id: string, lines: readonly string[]): Promise<Background> {
  const file = `/run/lab/${id}.dnsmasq.conf`;
  const own = labLines.map((line) => line.replace('/leases', `/${id}.leases`));
  await place.write(file, [...lines, ...own, ''].join('\n'));
  const command = [place.tools.dnsmasq, '--keep-in-foreground', '--log-facility=-', `--conf-file=${file}`] as const;
  return place.background(inside(place, id, [...command]), /started, version/);
}

const script = '/run/lab/lease-script';

/** udhcpc calls it with what happened, and the lease in its environment. */
const scriptText = `#!/bin/sh
[ "$1" != bound ] || echo "LEASE|$ip|$subnet|$router|$dns|$domain"
`;

export const writeLeaseScript = (place: Place): Promise<void> => place.write(script, scriptText, 0o755);

/** Asks for an address, sets it with the route that came along, and judges it. */
export async function askForLease(place: Place, station: Station, topology: ResolvedTopology): Promise<Asked> {
  const link = station.links[0];
  if (!link || !station.dhcp) throw new Error(`${station.id} does not ask for an address.`);
  const args = ['-i', link.interface, '-n', '-q', '-f', '-t', '4', '-T', '1', '-s', script];
  const text = await place
    .output(inside(place, station.id, [place.tools.udhcpc, ...args]))
    .catch((error: CommandError) => {
      if (error.message.includes('no lease')) return '';
      throw error;
    });
  const lease = parseLease(text);
  if (!lease) return { station, lease, problems: ['no DHCP server answered'] };
  const network = topology.networks[station.dhcp.network];
  const address = `${lease.ip}/${network?.ipv4.prefix ?? 24}`;
  const route = lease.router === '' ? [] : [routeLine({ to: 'default', via: lease.router })];
  await ipBatch(place, [addressLine(address, link.interface), ...route], station.id);
  const settled = { ...station, links: [{ ...link, addresses: [address, ...link.addresses] }] };
  return { station: settled, lease, problems: judge(lease, station.dhcp, topology) };
}

function parseLease(text: string): Lease | null {
  const [, ip = '', mask = '', router = '', dns = '', domain = ''] =
    /^LEASE\|(.*)\|(.*)\|(.*)\|(.*)\|(.*)$/m.exec(text) ?? [];
  return ip === '' ? null : { ip, mask, router, dns, domain };
}

function judge(lease: Lease, wish: LeaseWish, { networks }: ResolvedTopology): string[] {
  const network = networks[wish.network];
  if (!network?.dhcp) return [`${wish.network} has no DHCP`];
  const { ipv4, dhcp, dns } = network;
  const resolvers = dns.filter((address) => !address.includes(':')).join(' ');
  return [
    ...addressProblem(lease.ip, wish.reserved, dhcp),
    ...differs('netmask', lease.mask, ipv4.netmask),
    ...differs('router', lease.router, ipv4.gateway),
    ...(resolvers === '' ? [] : differs('resolvers', lease.dns, resolvers)),
    ...differs('domain', lease.domain, dhcp.domain),
  ];
}

function addressProblem(ip: string, reserved: string | null, { start, end }: { start: string; end: string }): string[] {
  if (reserved !== null) return differs('address', ip, reserved);
  return isBetween(ip, start, end) ? [] : [`address ${ip} is not of the pool ${start} to ${end}`];
}

function differs(what: string, seen: string, expected: string): string[] {
  return seen === expected ? [] : [`${what} ${seen || '(none)'} instead of ${expected}`];
}
