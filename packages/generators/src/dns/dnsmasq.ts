// Names as dnsmasq has them: records that do not wait for a lease, aliases, and whom it asks for all others (dnsmasq(8)).
import { type KeyValue, keyValueLines } from '@groundplan/engine';
import type { ResolvedNameserver, ResolvedRecord } from '@groundplan/model';

/** true is the bare key, a list repeats the key; as services.dnsmasq.settings of NixOS. */
export type DnsmasqSettings = { readonly [key: string]: string | number | boolean | readonly string[] };

/** Serves only the interfaces it names, and never what /etc/hosts says: on NixOS the host itself is 127.0.0.2 there. */
export const commonSettings: DnsmasqSettings = { 'bind-dynamic': true, 'no-hosts': true, 'no-resolv': true };

/** Without a nameserver dnsmasq does DHCP only. */
export function nameSettings(nameserver: ResolvedNameserver | null): DnsmasqSettings {
  if (nameserver === null) return { port: 0 };
  const { domain, records, aliases, upstream } = nameserver;
  return {
    'bogus-priv': true,
    ...filled(
      'cname',
      aliases.map(({ name, target }) => `${name},${target}`),
    ),
    'domain-needed': true,
    ...filled('host-record', records.map(hostRecord)),
    local: `/${domain}/`,
    ...filled(
      'server',
      upstream.map(({ address }) => address),
    ),
  };
}

const filled = (key: string, values: readonly string[]): DnsmasqSettings =>
  values.length === 0 ? {} : { [key]: values };

const hostRecord = ({ names, ipv4, ipv6 }: ResolvedRecord) =>
  [...names, ipv4, ...(ipv6 === null ? [] : [ipv6])].join(',');

/** dnsmasq.conf, by key. */
export function dnsmasqConf(settings: DnsmasqSettings): string {
  const lines = Object.keys(settings)
    .sort()
    .flatMap((key) =>
      [settings[key] ?? []].flat().map((value): KeyValue => (value === true ? [key] : [key, `${value}`])),
    );
  return keyValueLines(lines);
}
