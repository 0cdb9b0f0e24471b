// Names as unbound has them: local data, and one zone forwarded to the resolvers outside (unbound.conf(5)).
import { lines, type NixSet } from '@groundplan/engine';
import type { ResolvedNameserver, ResolvedRecord } from '@groundplan/model';

type Value = string | boolean | readonly string[];
type Section = { readonly [key: string]: Value };

export interface UnboundSettings {
  readonly server: Section;
  readonly 'forward-zone': readonly Section[];
}

/** Values as they stand in the file: what holds spaces is quoted. */
export function unboundSettings({ addresses, clients, domain, ...rest }: ResolvedNameserver): UnboundSettings {
  const { records, reverseZones } = rest;
  return {
    server: {
      'access-control': ['127.0.0.0/8', '::1/128', ...clients].map((prefix) => `${prefix} allow`),
      interface: ['127.0.0.1', '::1', ...addresses],
      'ip-freebind': true,
      'local-data': [...records.flatMap(localData), ...aliasData(rest)].map(quoted),
      'local-data-ptr': records.flatMap(localPointers).map(quoted),
      'local-zone': [domain, ...reverseZones.map(({ name }) => name)].map((zone) => `"${zone}." static`),
      ...askingItself(rest),
    },
    'forward-zone': forwardZones(rest),
  };
}

const quoted = (text: string) => `"${text}"`;

function localData({ names, ipv4, ipv6 }: Pick<ResolvedRecord, 'names' | 'ipv4' | 'ipv6'>): string[] {
  return names.flatMap((name) => [`${name}. A ${ipv4}`, ...(ipv6 === null ? [] : [`${name}. AAAA ${ipv6}`])]);
}

/** unbound does not follow a CNAME of its local data, so that an alias has the addresses of its target. */
function aliasData({ aliases, records }: Pick<ResolvedNameserver, 'aliases' | 'records'>): string[] {
  return aliases.flatMap(({ name, target }) =>
    records.filter(({ names }) => names.includes(target)).flatMap((record) => localData({ ...record, names: [name] })),
  );
}

function localPointers({ names: [name], ipv4, ipv6 }: ResolvedRecord): string[] {
  return [ipv4, ...(ipv6 === null ? [] : [ipv6])].map((address) => `${address} ${name}`);
}

type Upstream = Pick<ResolvedNameserver, 'upstream'>;

/** unbound never asks an address of its own machine unless told to. */
function askingItself({ upstream }: Upstream): Section {
  return upstream.some(({ address }) => address.startsWith('127.') || address === '::1')
    ? { 'do-not-query-localhost': false }
    : {};
}

function forwardZones({ upstream }: Upstream): Section[] {
  if (upstream.length === 0) return [];
  const overTls = upstream.some(({ tls }) => tls !== null);
  return [
    {
      name: '"."',
      'forward-addr': upstream.map(({ address, tls }) => (tls === null ? address : `${address}@853#${tls}`)),
      ...(overTls ? { 'forward-tls-upstream': true } : {}),
    },
  ];
}

/** For services.unbound.settings, whose module writes every value as it is. */
export function unboundOptions({ server, 'forward-zone': zones }: UnboundSettings): NixSet {
  return { server, ...(zones.length === 0 ? {} : { 'forward-zone': zones }) };
}

/** A file for unbound.conf.d. `certificates`: those that the resolvers' certificates are checked with. */
export function unboundConf({ server, 'forward-zone': zones }: UnboundSettings, certificates: string): string {
  const overTls = zones.some((zone) => zone['forward-tls-upstream'] === true);
  return lines((write, indented) => {
    const section = (name: string, values: Section) => {
      write(`${name}:`);
      indented(() => {
        for (const key of Object.keys(values).sort())
          for (const value of [values[key] ?? []].flat()) write(`${key}: ${word(value)}`);
      });
    };
    section('server', overTls ? { ...server, 'tls-cert-bundle': `"${certificates}"` } : server);
    for (const zone of zones) section('forward-zone', zone);
  });
}

const word = (value: string | boolean) => (typeof value === 'string' ? value : value ? 'yes' : 'no');
