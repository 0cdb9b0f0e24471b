// Names and leases on the real programs: every generated configuration is accepted, every record answered, every planted fault found.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import type { ResolvedNameserver, ResolvedRecord, ResolvedTopology } from '@groundplan/model';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { dhcp } from '../../packages/generators/src/dhcp/index.js';
import { dns } from '../../packages/generators/src/dns/index.js';
import { type Site, sites } from '../../packages/generators/test/sites.js';
import { ask, type Nameserver } from './ask-nameserver.js';
import { bindFiles } from './bind.js';
import { checkFolder } from './check-folder.js';
import { dnsmasqLines } from './dnsmasq.js';
import { openFolder, valueAt } from './folder.js';
import type { Attrs } from './nix-type.js';
import { findTool, type Tool } from './run-tool.js';
import type { TempFile } from './temp-folder.js';
import { unboundText } from './unbound.js';

const root = mkdtempSync(join(tmpdir(), 'names-'));
afterAll(() => rmSync(root, { recursive: true }));

const tools: readonly Tool[] = [
  'nix-instantiate',
  'dnsmasq',
  'kea-dhcp4',
  'unbound',
  'unbound-checkconf',
  'named',
  'dig',
];
const missing = tools.find((tool) => !findTool(tool));
const usable = missing ? ([missing, '--version'] as const) : (['unshare', '-Urnmpf', '--mount-proc', 'true'] as const);

/** By site and folder. */
const folders = new Map<string, string>();
for (const [name, { topology }] of Object.entries(sites)) {
  for (const { path, text } of generateSorted(topology, [dhcp, dns], { source: 'topology/topology.ts' })) {
    const [section = '', machine = ''] = path.split('/');
    folders.set(`${name} ${section}/${machine}`, join(name, section, machine));
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), text);
  }
}

const check = async (site: string, folder: string) =>
  (await checkFolder(join(root, site), folder, { requireReal: true })).filter(({ status }) => status !== '-');

describeReal('the real checkers', usable, () => {
  it.each([...folders.keys()])('accept %s', async (key) => {
    const [site = '', folder = ''] = key.split(' ');
    const outcomes = await check(site, folder);
    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    expect(outcomes.filter(({ check: name }) => ['dnsmasq', 'kea', 'unbound', 'bind'].includes(name))).not.toEqual([]);
  });

  const faults: readonly [checker: string, site: string, file: string, from: RegExp, to: string][] = [
    ['dnsmasq', 'linux-dnsmasq', 'hosts/gw/generated/etc/dnsmasq.conf', /^no-hosts$/m, 'no-host'],
    ['kea', 'linux-kea-bind', 'hosts/gw/generated/etc/kea/kea-dhcp4.conf', /10\.10\.1\.50/, '10.11.1.50'],
    ['kea', 'linux-kea-bind', 'hosts/gw/generated/etc/kea/kea-dhcp4.conf', /"id": 20/, '"id": 10'],
    ['kea', 'linux-kea-bind', 'hosts/gw/generated/etc/kea/kea-dhcp4.conf', /"ip-reservations-unique": false,/, ''],
    ['kea', 'nixos-kea-unbound', 'hosts/gw/generated/dhcp.nix', /valid-lifetime/, 'valid-lifetimes'],
    [
      'unbound',
      'linux-unbound',
      'hosts/gw/generated/etc/unbound/unbound.conf.d/groundplan.conf',
      / A 10\.10\.1\.20/,
      ' A 10.10.1.320',
    ],
    ['unbound', 'nixos-kea-unbound', 'hosts/gw/generated/dns.nix', /ip-freebind/, 'ip-freebound'],
    [
      'bind',
      'linux-kea-bind',
      'hosts/gw/generated/etc/bind/home.arpa.zone',
      /nas A 10\.10\.1\.20/,
      'nas A 10.10.1.320',
    ],
    ['bind', 'linux-kea-bind', 'hosts/gw/generated/etc/bind/home.arpa.zone', /git CNAME/, 'nas CNAME'],
    ['bind', 'linux-kea-bind', 'hosts/gw/generated/etc/bind/named.conf.options', /listen-on-v6/, 'listen-on-v7'],
    ['bind', 'linux-kea-bind', 'hosts/gw/generated/etc/bind/named.conf.local', /^zone "home.*\n/m, ''],
    ['bind', 'nixos-bind', 'hosts/gw/generated/dns/home.arpa.zone', /^@ NS.*\n/m, ''],
  ];

  it.each(faults)('%s refuses a fault in %s, %s: %s', async (checker, site, file, from, to) => {
    const path = join(root, site, file);
    const good = readFileSync(path, 'utf8');
    expect(good).toMatch(from);
    try {
      writeFileSync(path, good.replace(from, to));
      const failed = (await check(site, file.split('/').slice(0, 2).join('/'))).filter(
        ({ status }) => status === 'FAIL',
      );
      expect(failed.map(({ check: name }) => name)).toEqual([checker]);
    } finally {
      writeFileSync(path, good);
    }
  });
});

/** The first nameserver of a site, and where it is. */
function nameserverOf({ hosts, devices }: ResolvedTopology): {
  folder: string;
  machine: string;
  nameserver: ResolvedNameserver;
} {
  for (const [section, machines] of [
    ['hosts', hosts],
    ['devices', devices],
  ] as const)
    for (const { name, nameserver } of Object.values(machines))
      if (nameserver) return { folder: `${section}/${name}`, machine: name, nameserver };
  throw new Error('Nobody answers for names.');
}

/** Read from the files as the machine would: the native ones, or what NixOS makes of the modules. */
async function serverFiles(site: string, folder: string, { server }: ResolvedNameserver): Promise<TempFile[]> {
  const opened = openFolder(join(root, site), folder);
  if (server === 'bind') return (await bindFiles(opened)) as TempFile[];
  const name = { dnsmasq: /\/dnsmasq\.conf$/, unbound: /\/(unbound\.conf\.d|dns)\/groundplan\.conf$/ }[server];
  const native = opened.files.find((file) => name.test(file));
  if (native !== undefined) return [{ name: 'server.conf', content: readFileSync(join(root, site, native), 'utf8') }];
  const { config } = await opened.composition();
  const settings = valueAt(config, `services.${server}.settings`) as Attrs;
  const content = server === 'unbound' ? unboundText(settings) : dnsmasqLines(settings).join('\n');
  return [{ name: 'server.conf', content }];
}

/** What differs from the machine: one user, no files outside the folder. */
function started(
  tool: ResolvedNameserver['server'],
  files: readonly TempFile[],
): Pick<Nameserver, 'tool' | 'args' | 'files'> {
  const change = (name: string, edit: (content: string) => string) =>
    files.map((file) => (file.name === name ? { name, content: edit(file.content) } : file));
  if (tool === 'dnsmasq') {
    const own = ['user=', 'group=', 'pid-file=', 'no-ping', 'dhcp-leasefile=/dev/null', ''].join('\n');
    const changed = change('server.conf', (text) => `${text.trimEnd()}\n${own}`);
    return { tool, args: ['--keep-in-foreground', '--log-facility=-', '--conf-file=%/server.conf'], files: changed };
  }
  if (tool === 'unbound') {
    const own = 'server:\n  username: ""\n  chroot: ""\n  pidfile: ""\n  module-config: "iterator"\n';
    return { tool, args: ['-d', '-c', '%/server.conf'], files: change('server.conf', (text) => `${text}\n${own}`) };
  }
  const inFolder = change('named.conf', (text) =>
    text
      .replace(/directory ".*"/, 'directory "/tmp"; dnssec-validation no; session-keyfile none; pid-file none')
      .replace(/file ".*?([^/"]+)"/g, 'file "%/$1"'),
  );
  return { tool: 'named', args: ['-g', '-n', '1', '-c', '%/named.conf'], files: inFolder };
}

const reverse4 = (address: string) => `${address.split('.').reverse().join('.')}.in-addr.arpa.`;

function reverse6(address: string): string {
  const [head = '', tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => '0');
  const digits = [...head, ...zeros, ...(tail ?? [])].map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa.`;
}

/** What topology.ts says, worked out without the generators. */
function expectedOf({ records, aliases, server }: ResolvedNameserver): string[] {
  const values = ({ ipv4, ipv6 }: ResolvedRecord) => [`A ${ipv4}`, ...(ipv6 === null ? [] : [`AAAA ${ipv6}`])];
  const found = records.flatMap((record) => [
    ...record.names.flatMap((name) => values(record).map((value) => `${name}. ${value}`)),
    `${reverse4(record.ipv4)} PTR ${record.names[0]}.`,
    ...(record.ipv6 === null ? [] : [`${reverse6(record.ipv6)} PTR ${record.names[0]}.`]),
  ]);
  const aliased = aliases.flatMap(({ name, target }) =>
    server === 'unbound'
      ? records
          .filter(({ names }) => names.includes(target))
          .flatMap((record) => values(record).map((value) => `${name}. ${value}`))
      : [`${name}. CNAME ${target}.`],
  );
  return [...new Set([...found, ...aliased])].sort();
}

function questionsOf({ records, aliases }: ResolvedNameserver): string[] {
  const names = [...records.flatMap((record) => record.names), ...aliases.map(({ name }) => name)];
  const pointers = records.flatMap(({ ipv4, ipv6 }) => [ipv4, ...(ipv6 === null ? [] : [ipv6])]);
  return [...names.flatMap((name) => [`${name}. A`, `${name}. AAAA`]), ...pointers.map((address) => `-x ${address}`)];
}

async function answersOf(site: string, edit: (content: string) => string = (content) => content, more: string[] = []) {
  const topology = sites[site]?.topology as ResolvedTopology;
  const { folder, machine, nameserver } = nameserverOf(topology);
  const files = (await serverFiles(site, folder, nameserver)).map(({ name, content }) => ({
    name,
    content: edit(content),
  }));
  const interfaces = Object.values(topology.hosts[machine]?.interfaces ?? {});
  const addresses = Object.fromEntries(
    interfaces
      .filter(({ network }) => network !== null)
      .map((one) => [one.name, one.addresses.map(({ value }) => value)]),
  );
  const own = Object.keys(addresses).length > 0 ? addresses : { eth0: nameserver.addresses.map((one) => `${one}/24`) };
  const server = { ...started(nameserver.server, files), addresses: own };
  const { answers } = await ask(server, nameserver.addresses[0] ?? '', [...questionsOf(nameserver), ...more]);
  return { answers, expected: expectedOf(nameserver) };
}

/** Those with a nameserver of their own. */
const served = Object.keys(sites).filter((site) =>
  Object.values((sites[site] as Site).topology.hosts).some(({ nameserver }) => nameserver !== null),
);

describeReal('the real nameservers', usable, () => {
  it.each(served)('of %s answer every name before any lease', async (site) => {
    const { answers, expected } = await answersOf(site);
    expect(answers).toEqual(expected);
    expect(expected.length).toBeGreaterThan(10);
  });

  it.each(['nixos-dnsmasq', 'linux-unbound', 'nixos-bind'])(
    'of %s know that other names of the site do not exist',
    async (site) => {
      const { answers, expected } = await answersOf(site, undefined, ['nobody.home.arpa. A']);
      expect(answers).toEqual([...expected, 'status NXDOMAIN'].sort());
    },
  );

  it.each(['nixos-dnsmasq', 'linux-unbound', 'nixos-bind'])(
    'of %s with two records swapped are found out',
    async (site) => {
      const swap = (content: string) =>
        content
          .replaceAll('10.10.1.20', 'SWAP')
          .replaceAll('10.10.1.50', '10.10.1.20')
          .replaceAll('SWAP', '10.10.1.50');
      const { answers, expected } = await answersOf(site, swap);
      expect(answers).not.toEqual(expected);
      expect(answers).toContain('nas.home.arpa. A 10.10.1.50');
    },
  );
});
