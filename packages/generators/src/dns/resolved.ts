// systemd-resolved beside a nameserver: everything it asks goes over TLS, or to the nameserver itself (resolved.conf(5)).
import { type NixSet, printIni } from '@groundplan/engine';
import type { ResolvedDns } from '@groundplan/model';

type Upstream = ResolvedDns['upstream'];

const servers = (upstream: Upstream) =>
  upstream.map(({ address, tls }) => (tls === null ? address : `${address}#${tls}`));
const isOverTls = (upstream: Upstream) => upstream.some(({ tls }) => tls !== null);

/** `~.` keeps resolved from asking what DHCP of an uplink offers. */
export function resolvedOptions(upstream: Upstream): NixSet {
  return {
    networking: { nameservers: servers(upstream) },
    services: {
      resolved: { enable: true, dnsovertls: isOverTls(upstream) ? 'true' : 'false', domains: ['~.'] },
    },
  };
}

export function resolvedConf(upstream: Upstream): string {
  return printIni([
    {
      name: 'Resolve',
      entries: [
        ['DNS', servers(upstream).join(' ')],
        ['DNSOverTLS', isOverTls(upstream)],
        ['Domains', '~.'],
      ],
    },
  ]);
}
