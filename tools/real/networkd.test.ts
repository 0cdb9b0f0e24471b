// Real systemd-networkd reads the units of every host of every site, native or through NixOS options; broken ones are refused.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted, printIni } from '@groundplan/engine';
import type { ResolvedInterface } from '@groundplan/model';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { generators } from '../../packages/generators/src/index.js';
import { hostUnits } from '../../packages/generators/src/networkd/units.js';
import { networkOptions } from '../../packages/generators/src/nixos-network/options.js';
import { sites } from '../../packages/generators/test/sites.js';
import { uplinks } from '../../packages/generators/test/uplinks.js';
import { openFolder } from './folder.js';
import { copyModules } from './hand-written-modules.js';
import { checkHostname, checkSysctl } from './native.js';
import { checkLinks, checkNetworkd } from './networkd.js';
import { unitFiles } from './networkd-units.js';
import type { Attrs } from './nix-type.js';
import { checkOptions } from './nixos-checks.js';
import type { Verdict } from './outcome.js';

const scratch = mkdtempSync(join(tmpdir(), 'networkd-'));
afterAll(() => rmSync(scratch, { recursive: true }));

type Files = { readonly [path: string]: string };
let copies = 0;

/** A root of its own with these files. */
function rootWith(files: Files): string {
  copies += 1;
  const root = join(scratch, `${copies}`);
  copyModules(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const problemsOf = (verdict: Verdict | undefined) => verdict?.problems;
const hosts = Object.entries(sites).flatMap(([site, { topology }]) =>
  Object.values(topology.hosts)
    .filter(({ os, interfaces }) => os !== 'android' && Object.keys(interfaces).length > 0)
    .map(({ name, os }) => ({ site, name, os })),
);

function filesOf(site: string, host: string): Files {
  const all = generateSorted(sites[site]?.topology as never, generators, { source: 'topology/topology.ts' });
  return Object.fromEntries(
    all.filter(({ path }) => path.startsWith(`hosts/${host}/generated/`)).map(({ path, text }) => [path, text]),
  );
}

/** The units of interfaces, as a Linux host has them. */
const nativeFiles = (interfaces: { readonly [name: string]: ResolvedInterface }): Files =>
  Object.fromEntries(
    hostUnits(interfaces).map(({ name, kind, sections }) => [
      `hosts/gate/generated/etc/systemd/network/${name}.${kind}`,
      `# marker\n${printIni(sections)}`,
    ]),
  );

const probe = ['sh', '-c', 'nix-instantiate --version && test -x /lib/systemd/systemd-networkd'] as const;

describeReal('real systemd-networkd', probe, () => {
  it.each(hosts)('accepts the units of $name ($os) on $site', async ({ site, name }) => {
    const folder = openFolder(rootWith(filesOf(site, name)), `hosts/${name}`);
    expect(problemsOf(await checkNetworkd(folder))).toEqual([]);
    expect(problemsOf(await checkLinks(folder)) ?? []).toEqual([]);
    expect(problemsOf(await checkOptions(folder)) ?? []).toEqual([]);
  });

  it('accepts every kind of uplink', async () => {
    const folder = openFolder(rootWith(nativeFiles(uplinks)), 'hosts/gate');
    expect((await checkNetworkd(folder))?.detail).toBe('8 units');
    expect(problemsOf(await checkNetworkd(folder))).toEqual([]);
  });

  const etc = 'hosts/gate/generated/etc/systemd/network';
  const uplinkFiles = nativeFiles(uplinks);
  it.each([
    ['an unknown key', '10-enp3s0.network', 'IPv6SendRA=yes', 'IPv6SendsRA=yes', /Unknown key/],
    ['a prefix that is none', '10-enp3s0.network', 'Prefix=fd12:', 'Prefix=gd12:', /Prefix/],
    ['a subnet id that is none', '10-enp3s0.network', 'SubnetId=0x30', 'SubnetId=30g', /[Ss]ubnet/],
    ['a token that is none', '10-enp5s0.network', 'static:::20', 'static:::2g', /::2g/],
    ['a metric that is none', '10-enp2s0.network', 'Metric=200', 'Metric=low', /low/],
    ['a hint that is none', '20-wan35.network', '::/56', '::/156', /hint/i],
    ['a VLAN that no netdev makes', '10-enp1s0.network', 'VLAN=wan35', 'VLAN=wan36', /wan36 NetDev could not be found/],
    ['a gateway that is none', '10-enp2s0.network', '203.0.113.1\n', '203.0.113.256\n', /203\.0\.113\.256/],
  ])('refuses %s', async (_, file, before, after, says) => {
    const text = uplinkFiles[`${etc}/${file}`] ?? '';
    expect(text).toContain(before);
    const root = rootWith({ ...uplinkFiles, [`${etc}/${file}`]: text.replace(before, after) });
    expect(`${problemsOf(await checkNetworkd(openFolder(root, 'hosts/gate')))}`).toMatch(says);
  });

  it.each([
    ['a VLAN id out of range on a port', '10-enp1s0.network', 'PVID=61', 'PVID=4095'],
    ['a bond mode that is none', '20-bond0.netdev', '802.3ad', '802.3bd'],
    ['a default VLAN that is none', '20-br0.netdev', 'DefaultPVID=none', 'DefaultPVID=nothing'],
  ])('refuses %s', async (_, file, before, after) => {
    const files = filesOf('everything', 'gate');
    const text = files[`${etc}/${file}`] ?? '';
    expect(text).toContain(before);
    const root = rootWith({ ...files, [`${etc}/${file}`]: text.replace(before, after) });
    expect(`${problemsOf(await checkNetworkd(openFolder(root, 'hosts/gate')))}`).toContain(file);
  });
});

describeReal(
  'the real programs that read host names and sysctl settings',
  ['unshare', '-rn', 'sysctl', '--version'],
  () => {
    const files = filesOf('everything', 'gate');
    const [hostname, sysctl] = ['hostname', 'sysctl.d/90-groundplan.conf'].map(
      (file) => `hosts/gate/generated/etc/${file}`,
    );

    it('accept those of a router', async () => {
      const folder = openFolder(rootWith(files), 'hosts/gate');
      expect(problemsOf(await checkHostname(folder))).toEqual([]);
      expect(problemsOf(await checkSysctl(folder))).toEqual([]);
    });

    it.each([
      [hostname, checkHostname, 'gate', 'ga te', /invalid/],
      [hostname, checkHostname, '\ngate', '\nfate', /names the host fate, but it is gate/],
      [sysctl, checkSysctl, 'ipv6.conf', 'ipv7.conf', /ipv7/],
      [sysctl, checkSysctl, '= 1', '= many', /sysctl/],
    ])('refuse %s with a fault', async (path = '', check, before, after, says) => {
      const text = files[path] ?? '';
      expect(text).toContain(before);
      const rest = text.slice(text.indexOf('\n'));
      const root = rootWith({ ...files, [path]: `# marker${rest.replace(before, after)}` });
      expect(`${problemsOf(await check(openFolder(root, 'hosts/gate')))}`).toMatch(says);
    });
  },
);

describe('both printers', () => {
  /** The settings of each section, in order, as a set of lines. */
  const normal = (text: string) =>
    text
      .replaceAll(/=yes$/gm, '=true')
      .replaceAll(/=no$/gm, '=false')
      .split('\n\n')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [head, ...settings] = part.trim().split('\n');
        return [head, ...settings.sort()].join('\n');
      })
      .sort();

  it.each([
    ...Object.values(sites).flatMap(({ topology }) => Object.values(topology.hosts)),
    { name: 'uplinks', interfaces: uplinks },
  ])('say the same of $name', ({ interfaces }) => {
    const units = hostUnits(interfaces);
    const written = unitFiles(networkOptions(units) as Attrs);
    expect(written).toHaveLength(units.length);
    for (const unit of units) {
      const twin = written.find(({ name }) => name === `${unit.name}.${unit.kind}`);
      expect(normal(twin?.content ?? '')).toEqual(normal(printIni(unit.sections)));
    }
  });
});
