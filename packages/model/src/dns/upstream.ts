// The resolvers outside: which of them are asked over TLS, and under which name.
import { formatIpv6, parseIpv6 } from '../address/ipv6.js';
import { modelPath } from '../model-path.js';
import { own, sortedKeys } from '../names.js';
import type { Report } from '../report.js';
import type { ResolvedDns, ResolvedNameserver } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function resolveUpstream({ dns, site }: AnyTopology): ResolvedDns['upstream'] {
  const names = new Map(Object.entries(dns?.tls ?? {}).map(([address, name]) => [canonical(address), name]));
  return site.nameservers.map((address) => ({ address, tls: names.get(canonical(address)) ?? null }));
}

/** systemd-resolved's own addresses: the one that passes questions on as they are, and this machine's nameserver. */
const passing = { address: '127.0.0.54', tls: null };
const itself = { address: '127.0.0.1', tls: null };

/** unbound asks over TLS itself; for the others systemd-resolved does (resolved.conf(5), DNSStubListener). */
export function upstreamOf(
  { server, upstream }: Pick<ResolvedDns, 'server' | 'upstream'>,
  isHost: boolean,
): Pick<ResolvedNameserver, 'upstream' | 'resolved'> {
  if (!isHost || upstream.every(({ tls }) => tls === null)) return { upstream, resolved: null };
  return server === 'unbound' ? { upstream, resolved: [itself] } : { upstream: [passing], resolved: upstream };
}

/** One spelling per address. */
function canonical(address: string): string {
  const number = address.includes(':') ? parseIpv6(address) : undefined;
  return number === undefined ? address : formatIpv6(number);
}

/** TLS is for all of the site's nameservers or for none: one without it would still see what is asked. */
export function tlsFindings(topology: AnyTopology, report: Report): void {
  const { dns, site } = topology;
  const known = new Set(site.nameservers.map(canonical));
  const strangers = sortedKeys(dns?.tls).filter((address) => !known.has(canonical(address)));
  for (const address of strangers) {
    report({
      code: 'dns-tls-incomplete',
      at: modelPath('dns', 'tls', address),
      message: `${address} is no nameserver of the site, so its name in a certificate is used for nothing.`,
      fix: `Add ${address} to site.nameservers, or remove it here.`,
      related: ['site.nameservers'],
    });
  }
  const upstream = resolveUpstream(topology);
  if (upstream.every(({ tls }) => tls === null)) return;
  for (const [index, { address, tls }] of upstream.entries()) {
    if (tls === null) reportPlain(address, index, report);
  }
  plainServerFinding(topology, report);
}

function reportPlain(address: string, index: number, report: Report): void {
  report({
    code: 'dns-tls-incomplete',
    at: modelPath('site', 'nameservers', index),
    message: `${address} would be asked without TLS, although other nameservers are asked over it.`,
    fix: `Add the name in its certificate to dns.tls, or take ${address} out of nameservers.`,
    related: ['dns.tls'],
  });
}

/** dnsmasq and bind leave TLS to systemd-resolved beside them, which only hosts configured from here have. */
function plainServerFinding({ dns, devices }: AnyTopology, report: Report): void {
  if (dns?.by === undefined || !own(devices, dns.by) || dns.server === 'unbound') return;
  const server = dns.server ?? 'dnsmasq';
  report({
    code: 'dns-tls-unsupported',
    at: 'dns.tls',
    message: `${server} on the device ${dns.by} cannot ask over TLS.`,
    fix: "Say server: 'unbound', which can, let a host answer, or remove tls.",
    related: ['dns.by'],
  });
}
