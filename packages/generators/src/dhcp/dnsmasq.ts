// Pools, reservations and options as dnsmasq has them (dnsmasq(8)).
import type { ResolvedNameserver, ResolvedNetwork } from '@groundplan/model';
import { commonSettings, type DnsmasqSettings, nameSettings } from '../dns/dnsmasq.js';
import type { Reservation, ServedNetwork } from './served.js';

interface Served {
  readonly domain: string;
  readonly served: readonly ServedNetwork[];
  /** What dnsmasq answers for as well; null when another program does, or nobody. */
  readonly nameserver: ResolvedNameserver | null;
}

/** One dnsmasq per host: addresses, and names where it answers for them too. */
export function dnsmasqSettings({ domain, served, nameserver }: Served): DnsmasqSettings {
  const own = ownDomains(domain, served);
  const interfaces = [...served.map((one) => one.interface), ...(nameserver?.interfaces ?? [])];
  return {
    ...commonSettings,
    ...nameSettings(nameserver),
    ...bootSettings(served),
    'dhcp-authoritative': true,
    'dhcp-host': served.flatMap(({ reservations }) => reservations.map(reservationLine)),
    'dhcp-option': served.flatMap(({ network }) => optionLines(network)),
    'dhcp-range': served.map(({ network }) => rangeLine(network)),
    domain: own.length === 0 ? domain : [domain, ...own],
    interface: [...new Set(interfaces)],
  };
}

function bootSettings(served: readonly ServedNetwork[]): DnsmasqSettings {
  const boot = served.flatMap(({ network: { name, dhcp } }) =>
    dhcp?.boot ? [`tag:${name},${dhcp.boot.file},,${dhcp.boot.server}`] : [],
  );
  return boot.length === 0 ? {} : { 'dhcp-boot': boot };
}

/** Domains of clients whose network has another one than the site. */
function ownDomains(domain: string, served: readonly ServedNetwork[]): string[] {
  return served.flatMap(({ network: { ipv4, dhcp } }) =>
    dhcp && dhcp.domain !== domain ? [`${dhcp.domain},${ipv4.cidr}`] : [],
  );
}

function reservationLine({ macs, ipv4, name }: Reservation): string {
  return [...macs, ipv4, name].join(',');
}

function rangeLine({ name, ipv4, dhcp: pool }: ResolvedNetwork): string {
  return [`set:${name}`, pool?.start, pool?.end, ipv4.netmask, pool?.lease].join(',');
}

function optionLines({ name, ipv4, dns, dhcp }: ResolvedNetwork): string[] {
  const option = (key: string, addresses: readonly string[]) => {
    const known = addresses.filter((address) => !address.includes(':'));
    return known.length === 0 ? [] : [`tag:${name},option:${key},${known.join(',')}`];
  };
  return [...option('router', [ipv4.gateway]), ...option('dns-server', dns), ...option('ntp-server', dhcp?.ntp ?? [])];
}
