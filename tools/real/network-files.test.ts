// Switch files, diagrams and k3s files of every site pass their checkers; each planted fault is refused.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { newLock, resolve } from '@groundplan/model';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import { k3sProblems } from './k3s-config.js';
import { flowchartProblems, mermaidBlocks } from './mermaid.js';
import { parseUci } from './uci.js';
import { uciProblems } from './uci-network.js';

const root = mkdtempSync(join(tmpdir(), 'network-files-'));
afterAll(() => rmSync(root, { recursive: true }));

const files = Object.entries(sites).flatMap(([site, { topology }]) =>
  generateSorted(topology, generators, { source: 'topology/topology.ts' }).map((file) => ({ ...file, site })),
);
for (const { site, path, text } of files) {
  mkdirSync(dirname(join(root, site, path)), { recursive: true });
  writeFileSync(join(root, site, path), text);
}

const textOf = (path: string) => files.find((file) => file.site === 'everything' && file.path === path)?.text ?? '';
const ending = (end: string) => files.filter(({ path }) => path.endsWith(end));
const check = (site: string, folder: string) => checkFolder(join(root, site), folder, { requireReal: false });

/** The good text with a fault in it; the fault must change something. */
function corrupted(text: string, from: string | RegExp, to: string): string {
  const bad = text.replace(from, to);
  expect(bad).not.toBe(text);
  return bad;
}

describe('network.uci', () => {
  const good = textOf('devices/core-1/generated/network.uci');

  it('is right on every site', () => {
    expect(ending('.uci').flatMap(({ text }) => uciProblems(text))).toEqual([]);
    expect(ending('.uci').length).toBeGreaterThan(0);
  });

  it('is checked with its folder', async () => {
    const uci = async (device: string) =>
      (await check('everything', device)).find((outcome) => outcome.check === 'uci network');
    expect(await uci('devices/core-1')).toEqual({ check: 'uci network', status: 'ok', detail: '1 file', problems: [] });
    expect((await uci('devices/attic'))?.status).toBe('-');
  });

  it.each([
    ['a misspelt keyword', "list ports 'lan2'", "lst ports 'lan2'", 'neither config, option nor list'],
    ['an open quote', "'bridge'", "'bridge", 'cannot read'],
    ['an option without a value', "vlan '50'", 'vlan', 'wants a name and a value'],
    ['a section name that uci refuses', "'vlan1'", "'vlan-1'", 'no section name'],
    ['a section twice', "'vlan99'", "'vlan1'", 'stands twice'],
    ['an unknown option', 'vlan_filtering', 'vlan_filter', 'no option vlan_filter'],
    ['an unknown section', 'config device', 'config switch', 'no section switch'],
    ['a VLAN beyond 4094', "vlan '4094'", "vlan '4095'", 'vlan "4095"'],
    ['a VLAN twice', "vlan '50'", "vlan '1'", 'VLAN 1 of br-lan stands twice'],
    ['two PVIDs of a port', "'lan1:t'", "'lan1:u*'", 'a PVID of lan1 stands twice'],
    ['a port beside the bridge', "list ports 'sfp1'", "list ports 'sfp2'", 'sfp1 is no port of br-lan'],
    ['a flag that netifd does not know', "'lan3:t'", "'lan3:x'", 'ports "lan3:x"'],
    ['an interface on a VLAN without the bridge', "local '1'", "local '0'", 'no member of the VLAN'],
    ['an address without a length', '192.168.0.4/16', '192.168.0.4', 'ipaddr "192.168.0.4"'],
  ])('refuses %s', (_, from, to, says) => {
    expect(uciProblems(corrupted(good, from, to)).join('\n')).toContain(says);
  });

  it('gives each port of the page the VLANs of the page', () => {
    const vlans = parseUci(good).filter(({ type }) => type === 'bridge-vlan');
    const rows = [...textOf('devices/core-1/generated/ports.md').matchAll(/^\| (\w+) \| .* \| (.*) \| (.*) \|$/gm)];
    const ids = (cell: string | undefined) => [...(cell ?? '').matchAll(/\((\d+)\)/g)].map(([, id]) => id);
    expect(rows.slice(1).map(([, name]) => name)).toEqual(['1', '2', '3', '4', '5', '6', '10', 'sfp1']);
    for (const [, name = '', untagged, tagged] of rows.slice(1)) {
      const port = /^\d+$/.test(name) ? `lan${name}` : name;
      const carrying = (flag: string) =>
        vlans.filter(({ lists }) => lists.ports?.includes(`${port}:${flag}`)).map(({ options }) => options.vlan);
      expect([carrying('u*'), carrying('t')], name).toEqual([ids(untagged), ids(tagged)]);
    }
  });
});

describe('network.md', () => {
  const charts = (text: string) => mermaidBlocks(text).flatMap(flowchartProblems);
  const good = textOf('docs/generated/network.md');

  it('is right on every site, and is checked with its folder', async () => {
    for (const site of Object.keys(sites)) {
      const outcome = await check(site, 'docs/generated');
      expect(outcome).toContainEqual({ check: 'mermaid', status: 'ok', detail: '1 diagram', problems: [] });
    }
  });

  it.each([
    ['another kind of chart', 'flowchart LR', 'flowchat LR', 'the first line'],
    ['a quote inside a label', 'router"', 'rou"ter"', 'neither node nor edge'],
    ['markup in a label', '<br>router', '<b>router', 'neither node nor edge'],
    ['an open bracket', '"Internet"))', '"Internet")', 'neither node nor edge'],
    ['a list in a label', '"edge<br>', '"1. edge<br>', 'a label starts as Markdown'],
    ['an edge to nowhere', /\| machine_\w+$/m, '| machine_gone', 'an edge to machine_gone'],
    ['a word of the grammar as a node', /machine_\w+(?=["[({>])/, 'end', 'end is a word of Mermaid'],
  ])('refuses %s', (_, from, to, says) => {
    expect(charts(corrupted(good, from, to)).join('\n')).toContain(says);
  });

  const site = (hosts: number, networks: number) => ({
    site: { name: 'large', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: Object.fromEntries(
      Array.from({ length: networks }, (_, index) => [`n${index}`, { vlan: index + 1, ipv4: `10.${index}.0.0/16` }]),
    ),
    hosts: Object.fromEntries(
      Array.from({ length: hosts }, (_, index) => [
        `h${index}`,
        { hardware: 'generic-x86_64', links: { enp1s0: { access: `n${index % networks}` } } },
      ]),
    ),
  });
  const pageOf = (input: unknown) => {
    const result = resolve(input, newLock(1n));
    if (!result.ok) throw new Error(JSON.stringify(result.findings.slice(0, 3)));
    const generator = generators.filter(({ name }) => name === 'docs-network');
    return generateSorted(result.topology, generator, { source: 't' })[0]?.text ?? '';
  };

  it.each([
    [60, 4, 'h59'],
    [61, 4, '16 machines'],
    [1000, 50, '20 machines'],
    [1000, 80, '80 networks'],
  ])('stays a picture with %i hosts in %i networks', (hosts, networks, shows) => {
    const page = pageOf(site(hosts, networks));
    expect(charts(page)).toEqual([]);
    expect(page).toContain(shows);
    expect(page.split('\n').length).toBeLessThan(200);
  });

  it('shows any SSID without leaving its label, and no two SSIDs as one', () => {
    const anySsid = fc
      .oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
        fc.stringMatching(/^[a5f_-]{1,6}$/),
        fc.stringMatching(/^[ 1.-]{1,6}$/),
      )
      .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text));
    const withSsids = (ssids: readonly string[]) => ({
      ...site(1, 1),
      devices: { ap: { kind: 'access-point' } },
      wifi: Object.fromEntries(ssids.map((ssid) => [ssid, { network: 'n0', psk: 'psk', by: 'ap' }])),
      secrets: { psk: {} },
    });
    fc.assert(
      fc.property(fc.uniqueArray(anySsid, { minLength: 1, maxLength: 5 }), (ssids) => {
        const page = pageOf(withSsids(ssids));
        expect(charts(page)).toEqual([]);
        expect(page.match(/^ {2}ssid_.*\(\(/gm)).toHaveLength(ssids.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("k3s' config.yaml", () => {
  const member = (name: string) => ({
    [name]: { os: 'linux', hardware: 'generic-x86_64', links: { eth0: { access: 'lan' } } },
  });
  const cluster = {
    site: { name: 'k3s', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: { lan: { vlan: 1, ipv4: '10.1.0.0/24' } },
    hosts: { ...member('one'), ...member('two'), ...member('three'), ...member('four') },
    clusters: {
      home: {
        distribution: 'k3s',
        api: 'one',
        servers: { one: { init: true, labels: { on: 'yes' } }, two: {}, three: { schedulable: false } },
        agents: { four: { taints: ['device=phone:NoSchedule'] } },
        disable: ['traefik'],
      },
    },
    secrets: { 'k3s-token': {} },
  };
  const result = resolve(cluster, newLock(1n));
  const generated = result.ok ? generateSorted(result.topology, generators, { source: 't' }) : [];
  const config = (host: string) =>
    generated.find(({ path }) => path === `hosts/${host}/generated/etc/rancher/k3s/config.yaml`)?.text ?? '';

  it('is right for servers and agents', () => {
    expect(['one', 'two', 'three', 'four'].flatMap((host) => k3sProblems(config(host)))).toEqual([]);
    expect(ending('/config.yaml').flatMap(({ text }) => k3sProblems(text))).toEqual([]);
  });

  it('creates the cluster on one server, joins on all others, and gives agents no server flag', () => {
    expect(config('one')).toMatch(/^cluster-init: true$/m);
    expect(config('one')).not.toMatch(/^server:/m);
    for (const host of ['two', 'three', 'four'])
      expect(config(host)).toMatch(/^server: https:\/\/10\.1\.0\.\d+:6443$/m);
    const keys = config('four').match(/^[a-z-]+(?=:)/gm);
    expect(keys).toEqual(['flannel-iface', 'node-ip', 'node-name', 'node-taint', 'server', 'token-file']);
  });

  it('is checked with its host', async () => {
    const outcomes = await check('everything', 'hosts/legacy');
    expect(outcomes.find((one) => one.check === 'k3s config')).toEqual({
      check: 'k3s config',
      status: 'ok',
      detail: '1 file',
      problems: [],
    });
  });

  it.each([
    ['a misspelt key', 'node-ip:', 'node-address:', 'k3s has no flag --node-address'],
    ['a text for a list', /node-label:\n.*\n/, 'node-label: role=infra\n', 'node-label wants a list'],
    ['a word for a switch', 'cluster-init: true', 'cluster-init: "true"', 'which is no switch'],
    ['creating and joining at once', 'cluster-init', 'server: https://10.1.0.1:6443\ncluster-init', 'at once'],
    ['no way into a cluster', 'cluster-init: true\n', '', 'neither server nor cluster-init'],
    ['a network without a length', '10.42.0.0/16', '10.42.0.0', 'cluster-cidr is "10.42.0.0"'],
    ['a label that YAML takes for a word', 'on=yes', 'on', 'node-label is true'],
    ['a component that does not exist', 'traefik', 'treafik', 'disable is "treafik"'],
    ['broken YAML', 'node-ip:', 'node-ip: [', 'Flow sequence'],
    ['no token', /token-file.*\n/, '', 'token-file is missing'],
  ])('refuses %s', (_, from, to, says) => {
    expect(k3sProblems(corrupted(config('one'), from, to)).join('\n')).toContain(says);
  });
});
